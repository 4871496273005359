/** Where a flow's boxes and arrows stand: pure, so that it is tested without a browser. */

import { Graph, layout } from "@dagrejs/dagre";
import type { FlowGraph, GraphEdge, GraphNode } from "../../shared/api.js";

export interface Box {
  readonly id: string;
  readonly kind: string;
  /** All that is said there; `lines` is as much of it as the box shows. */
  readonly text: string;
  readonly lines: readonly string[];
  /** How long silence lasts until the conversation ends here, where it does. */
  readonly quiet: string;
  /** The flow that the conversation goes on in from here. */
  readonly opens: string | null;
  /** The left upper corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Arrow {
  readonly source: string;
  readonly target: string;
  /** All that leads there; `lines` is as much of it as the arrow shows. */
  readonly labels: readonly string[];
  readonly path: string;
  readonly lines: readonly string[];
  readonly isDashed: boolean;
  /** The middle of the label. */
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

export interface DrawingWords {
  step(node: GraphNode): string;
  way(edge: GraphEdge, source: GraphNode | undefined): string;
  silenceEnds(edge: GraphEdge): string;
  /** How wide a text is drawn, in pixels. */
  measure(text: string): number;
}

export const LINE_HEIGHT = 18;
export const LABEL_HEIGHT = 15;
const BOX_WIDTH = 220;
const LABEL_WIDTH = 150;
const PADDING = 12;
const MOST_LINES = 5;
const MOST_LABEL_LINES = 4;
const MARGIN = 20;
const MANY_WAYS = 4;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One arrow for all ways from one step to another. */
interface Way {
  readonly source: string;
  readonly target: string;
  readonly labels: readonly string[];
  readonly isDashed: boolean;
}

export function draw(graph: FlowGraph, words: DrawingWords): Drawing {
  const plain = simplify(graph);
  const boxes = plain.nodes.map((node) => sized(node, plain, words));
  const ways = joined(plain.edges, graph.nodes, words).map((way) => ({ ...way, lines: labelLines(way, words) }));
  const crowded = meetingPlaces(ways);
  const placed = new Graph({ multigraph: false });
  placed.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 34, edgesep: 14, marginx: MARGIN, marginy: MARGIN });
  placed.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) placed.setNode(id, { width, height });
  for (const { source, target, lines } of ways)
    placed.setEdge(source, target, {
      width: Math.max(0, ...lines.map(words.measure)),
      height: lines.length * LABEL_HEIGHT,
      labelpos: "c",
      weight: crowded.has(target) ? 1 : 4,
    });
  layout(placed);
  const { width = 0, height = 0 } = placed.graph();
  return {
    width,
    height,
    boxes: boxes.map((box) => {
      const { x = 0, y = 0 } = placed.node(box.id);
      return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
    }),
    arrows: ways.map((way) => {
      const { points = [], x = 0, y = 0 } = placed.edge(way.source, way.target);
      return { ...way, path: curve(points as Point[]), x, y };
    }),
  };
}

interface Simplified {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** By step: the silence after which the conversation ends there. */
  readonly quiet: ReadonlyMap<string, GraphEdge>;
  readonly opens: ReadonlyMap<string, string>;
}

/**
 * Leave out what only fills the drawing: arrows of silence into an end (every question has one; the box
 * says it instead) and a second box for a flow that the step before it already names.
 */
export function simplify({ start, nodes, edges }: FlowGraph): Simplified {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const isQuietEnd = ({ dashed, target }: GraphEdge) => dashed && kinds.get(target) === "end";
  const intoFlows = edges.filter(({ source }) => kinds.get(source) === "continue");
  const into = new Map(nodes.map(({ id }) => [id, intoFlows.filter(({ target }) => target === id)]));
  const comesBack = new Set(edges.map(({ source }) => source));
  /** With several ways in, nobody could tell which way back belongs to which: such a flow keeps its box. */
  const isFolded = (id: string) => kinds.get(id) === "flow" && (!comesBack.has(id) || into.get(id)?.length === 1);
  const kept = edges
    .filter((edge) => !isQuietEnd(edge) && !isFolded(edge.target))
    .map((edge) => (isFolded(edge.source) ? { ...edge, source: into.get(edge.source)?.[0]?.source ?? edge.source } : edge));
  const reached = new Set([start, ...kept.flatMap(({ source, target }) => [source, target])]);
  return {
    nodes: nodes.filter(({ id, kind }) => !isFolded(id) && (reached.has(id) || kind !== "end")),
    edges: kept,
    quiet: new Map(edges.filter(isQuietEnd).map((edge) => [edge.source, edge])),
    opens: new Map(intoFlows.flatMap(({ source, target }) => [source, target].map((id) => [id, target.replace(/^flow:/, "")]))),
  };
}

function joined(edges: readonly GraphEdge[], nodes: readonly GraphNode[], words: DrawingWords): Way[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ways = new Map<string, Way>();
  for (const edge of edges) {
    const key = `${edge.source} ${edge.target}`;
    const label = words.way(edge, byId.get(edge.source));
    const way = ways.get(key);
    if (way) ways.set(key, { ...way, labels: [...way.labels, label], isDashed: way.isDashed && edge.dashed });
    else ways.set(key, { source: edge.source, target: edge.target, labels: [label], isDashed: edge.dashed });
  }
  return [...ways.values()];
}

/** Steps that many ways lead to: such ways may be long, so that the others stay short. */
function meetingPlaces(ways: readonly Way[]): ReadonlySet<string> {
  const into = new Map<string, number>();
  for (const { target } of ways) into.set(target, (into.get(target) ?? 0) + 1);
  return new Set([...into].filter(([, count]) => count >= MANY_WAYS).map(([id]) => id));
}

function sized(node: GraphNode, { quiet, opens }: Simplified, words: DrawingWords) {
  const text = words.step(node);
  const silence = quiet.get(node.id);
  const lines = wrap(text, BOX_WIDTH - 2 * PADDING, MOST_LINES, words.measure);
  const note = silence ? words.silenceEnds(silence) : "";
  const rows = lines.length + (note ? 1 : 0);
  const widest = Math.max(...[...lines, note].map(words.measure)) + 2 * PADDING;
  return {
    id: node.id,
    kind: node.kind,
    text,
    lines,
    quiet: note,
    opens: opens.get(node.id) ?? null,
    width: Math.min(Math.max(widest, 80), Math.max(BOX_WIDTH, words.measure(note) + 2 * PADDING)),
    height: rows * LINE_HEIGHT + 2 * PADDING,
  };
}

function labelLines({ labels }: Way, { measure }: DrawingWords): string[] {
  const said = labels.filter(Boolean);
  const lines = said.flatMap((label) => wrap(label, LABEL_WIDTH, 2, measure));
  return lines.length > MOST_LABEL_LINES ? [...lines.slice(0, MOST_LABEL_LINES), "…"] : lines;
}

/** Break a text between words into at most `most` lines; what does not fit ends in an ellipsis. */
export function wrap(text: string, width: number, most: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (line && measure(longer) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    if (line) lines.push(line);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
}

/** A smooth line through the points: straight to the first middle, then bent at each point. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return "";
  const middles = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    const end = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first)} ${middles.length ? middles.join(" ") : `L${at(last)}`}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x)},${Math.round(y)}`;
}
