import { describe, expect, test } from "vitest";
import type { FlowGraph, GraphEdge, GraphNode } from "../../shared/api.js";
import { type DrawingWords, draw, simplify, wrap } from "./layout.js";
import { fitting, zoomed } from "./view.js";

const measure = (text: string) => text.length * 10;
const words: DrawingWords = { step: ({ text }) => text, way: ({ label }) => label, silenceEnds: ({ label }) => `ends ${label}`, measure };
const node = (id: string, kind = "say", text = id): GraphNode => ({ id, kind, text });
const edge = (source: string, target: string, label = "", dashed = false): GraphEdge => ({ source, target, label, dashed });
const graph = (nodes: GraphNode[], edges: GraphEdge[]): FlowGraph => ({ flow: "f", start: nodes[0]?.id ?? "", nodes, edges });

describe("drawing", () => {
  const drawn = draw(
    graph(
      [node("q", "ask"), node("a"), node("b"), node("quiet", "end"), node("done", "end")],
      [edge("q", "a", "yes"), edge("q", "a", "maybe"), edge("q", "b", "no"), edge("q", "quiet", "… 12h", true), edge("a", "done"), edge("b", "q", "", true)],
    ),
    words,
  );
  const box = (id: string) => drawn.boxes.find((one) => one.id === id)!;

  test("what follows stands below, inside the drawing, and no box covers another", () => {
    expect(box("a").y).toBeGreaterThan(box("q").y + box("q").height);
    for (const one of drawn.boxes) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width).toBeLessThanOrEqual(drawn.width);
      expect(one.y + one.height).toBeLessThanOrEqual(drawn.height);
    }
    const [left, right] = [box("a"), box("b")].sort((one, other) => one.x - other.x);
    expect(left!.x + left!.width).toBeLessThanOrEqual(right!.x);
  });

  test("ways between the same two steps share one arrow", () => {
    expect(drawn.arrows.filter(({ target }) => target === "a").map(({ labels }) => labels)).toEqual([["yes", "maybe"]]);
  });

  test("silence that ends the conversation is told in the box and draws no arrow", () => {
    expect(box("q").quiet).toBe("ends … 12h");
    expect(drawn.boxes.map(({ id }) => id)).not.toContain("quiet");
    expect(drawn.boxes.map(({ id }) => id)).toContain("done");
  });

  test("every arrow has a path, and dashed ones stay dashed", () => {
    expect(drawn.arrows.every(({ path }) => /^M[-\d]/.test(path))).toBe(true);
    expect(drawn.arrows.find(({ source }) => source === "b")?.isDashed).toBe(true);
  });

  test("a step that leads to itself is drawn", () => {
    const loop = draw(graph([node("q", "ask")], [edge("q", "q", "again")]), words);
    expect(loop.arrows).toHaveLength(1);
    expect(loop.arrows[0]?.path).not.toBe("");
  });
});

describe("other flows", () => {
  const ids = (nodes: readonly GraphNode[]) => nodes.map(({ id }) => id);

  test("a flow that the step before it names has no second box, and its way back leaves from that step", () => {
    const plain = simplify(graph([node("go", "continue"), node("flow:x", "flow"), node("then")], [edge("go", "flow:x"), edge("flow:x", "then", "↩", true)]));
    expect(ids(plain.nodes)).toEqual(["go", "then"]);
    expect(plain.edges).toEqual([edge("go", "then", "↩", true)]);
    expect(plain.opens.get("go")).toBe("x");
  });

  test("with several ways in and a way back, the flow keeps its box", () => {
    const given = graph(
      [node("one", "continue"), node("two", "continue"), node("flow:x", "flow"), node("then")],
      [edge("one", "flow:x"), edge("two", "flow:x"), edge("flow:x", "then", "↩", true)],
    );
    const plain = simplify(given);
    expect(ids(plain.nodes)).toContain("flow:x");
    expect(plain.edges).toEqual(given.edges);
    expect(plain.opens.get("flow:x")).toBe("x");
  });
});

describe("wrapping", () => {
  test("breaks between words and marks what was left out", () => {
    expect(wrap("one two three", 80, 5, measure)).toEqual(["one two", "three"]);
    expect(wrap("one two three four", 50, 2, measure)).toEqual(["one", "two…"]);
    expect(wrap("one\ntwo", 200, 5, measure)).toEqual(["one", "two"]);
    expect(wrap("", 200, 5, measure)).toEqual([]);
  });
});

describe("view", () => {
  test("zoom stays within reason", () => {
    expect(zoomed(1, 1)).toBeGreaterThan(1);
    expect(zoomed(2.5, 5)).toBe(2.5);
    expect(zoomed(0.1, -5)).toBe(0.1);
  });

  test("all of a map fits, and a small one is not blown up", () => {
    expect(fitting({ width: 1000, height: 500 }, { clientWidth: 500, clientHeight: 500 })).toBe(0.5);
    expect(fitting({ width: 100, height: 100 }, { clientWidth: 500, clientHeight: 500 })).toBe(1);
    expect(fitting({ width: 0, height: 0 }, { clientWidth: 500, clientHeight: 500 })).toBe(1);
  });
});
