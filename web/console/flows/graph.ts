/** A flow's map: boxes and arrows, the current step lit up, a box's whole text on demand. */

import { LitElement, type PropertyValues, html, nothing, svg } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { FlowGraph } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import type { Chart } from "./chart.js";
import { graphStyles } from "./graph.css.js";
import { type Arrow, type Box, type Drawing, LABEL_HEIGHT, LINE_HEIGHT, draw } from "./layout.js";
import { dragged, fitting, scrolledTo, zoomed } from "./view.js";
import { type Wording, spanText, stepText, titleOf, wayText } from "./words.js";

const FONT = '13px system-ui, "Segoe UI", "Noto Sans Georgian", "Noto Sans", sans-serif';

export class FlowMap extends LitElement {
  static override styles = [look, graphStyles];

  @property({ attribute: false }) words!: Wording;
  @property({ attribute: false }) chart!: Chart;
  @property({ attribute: false }) graph: FlowGraph | null = null;
  @property({ attribute: false }) hasFailed = false;
  /** The step that the conversation stands at; empty where it does not stand in this flow. */
  @property({ attribute: false }) step = "";
  @state() private zoom = 1;
  @state() private chosen: string | null = null;
  @query(".scroll") private frame!: HTMLElement | null;
  private drawing: Drawing | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("graph") && !changed.has("words")) return;
    this.drawing = this.graph && this.drawn(this.graph);
    this.chosen = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("graph") || (changed.has("step") && this.step !== "")) this.showCurrent();
  }

  protected override render() {
    const { words, chart } = this;
    const { graph } = words.flows;
    return html`
      <div class="bar">
        <h3>${graph.heading(titleOf(words.flows, chart.shown))}</h3>
        <button type="button" data-testid="graph-out" aria-label=${graph.zoomOut} title=${graph.zoomOut} @click=${() => this.zoomBy(-1)}>−</button>
        <button type="button" data-testid="graph-in" aria-label=${graph.zoomIn} title=${graph.zoomIn} @click=${() => this.zoomBy(1)}>+</button>
        <button type="button" data-testid="graph-fit" @click=${this.fit}>${graph.fit}</button>
        <button type="button" data-testid="graph-current" ?disabled=${this.step === ""} @click=${this.toCurrent}>${graph.toCurrent}</button>
      </div>
      ${this.renderNote()} ${this.renderMap()} ${this.renderChosen()}
    `;
  }

  private renderNote() {
    const { chart, words } = this;
    const { graph } = words.flows;
    const title = (flow: string) => titleOf(words.flows, flow);
    if (chart.isElsewhere)
      return html`<p class="note" role="status" data-testid="graph-note">
        ${graph.elsewhere(title(chart.here))}
        <button type="button" data-testid="graph-return" @click=${() => void chart.comeBack()}>${graph.show(title(chart.here))}</button>
      </p>`;
    const from = chart.cameFrom;
    if (from === null) return nothing;
    return html`<p class="note" role="status" data-testid="graph-note">
      ${graph.moved}
      <button type="button" data-testid="graph-back" @click=${() => void chart.show(from)}>← ${graph.show(title(from))}</button>
    </p>`;
  }

  private renderMap() {
    const { drawing, zoom, chart } = this;
    const { graph, retry } = this.words.flows;
    if (this.hasFailed)
      return html`<p class="state" role="alert">${graph.failed} <button type="button" @click=${() => void chart.load()}>${retry}</button></p>`;
    if (!drawing) return html`<p class="state" role="status">${graph.loading}</p>`;
    const { width, height } = drawing;
    return html`<div class="scroll" @pointerdown=${dragged}>
      <svg
        data-testid="graph"
        data-flow=${chart.shown}
        role="group"
        aria-label=${graph.heading(titleOf(this.words.flows, chart.shown))}
        width=${Math.round(width * zoom)}
        height=${Math.round(height * zoom)}
        viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"
      >
        <defs>
          <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse">
            <path d="M0,0 L8,4 L0,8 z"></path>
          </marker>
        </defs>
        ${drawing.arrows.map((arrow) => svg`<g class=${this.looks(arrow)}><path d=${arrow.path} marker-end="url(#tip)"></path></g>`)}
        ${drawing.boxes.map((box) => this.renderBox(box))} ${drawing.arrows.map((arrow) => renderLabel(arrow, this.looks(arrow)))}
      </svg>
    </div>`;
  }

  /** The ways on from where one looks stand out from the others. */
  private looks({ source, isDashed }: Arrow): string {
    const isLit = source === (this.chosen ?? this.step);
    return `arrow ${isDashed ? "dashed" : ""} ${isLit ? "lit" : ""}`;
  }

  private renderBox(box: Box) {
    const isCurrent = box.id === this.step;
    const rows = box.quiet ? [...box.lines, `⏳ ${box.quiet}`] : box.lines;
    const about = [this.words.flows.kinds[box.kind] ?? box.kind, box.text, isCurrent ? this.words.flows.graph.current : ""];
    return svg`<g
      class="box ${box.kind}"
      transform="translate(${Math.round(box.x)},${Math.round(box.y)})"
      role="button"
      tabindex="0"
      aria-label=${about.filter(Boolean).join(": ")}
      aria-pressed=${box.id === this.chosen ? "true" : "false"}
      data-testid="graph-node"
      data-step=${box.id}
      data-current=${isCurrent ? "true" : "false"}
      @click=${() => (this.chosen = box.id)}
      @keydown=${(event: KeyboardEvent) => this.pressed(event, box)}
    >
      <rect width=${box.width} height=${box.height} rx=${box.kind === "end" ? box.height / 2 : 10}></rect>
      ${rows.map(
        (row, index) =>
          svg`<text class=${index < box.lines.length ? "" : "quiet"} x="12" y=${12 + LINE_HEIGHT * index + 13}>${row}</text>`,
      )}
    </g>`;
  }

  private renderChosen() {
    const box = this.drawing?.boxes.find(({ id }) => id === this.chosen);
    if (!box) return nothing;
    const { flows } = this.words;
    const { opens } = box;
    return html`<div class="words" role="region" aria-label=${flows.kinds[box.kind] ?? box.kind} data-testid="graph-text" @keydown=${this.escaped}>
      <span class="soft">${flows.kinds[box.kind] ?? box.kind} · ${box.id}</span>
      <p>${box.text}</p>
      ${this.renderWays(box)}
      <div class="row">
        ${opens === null
          ? nothing
          : html`<button type="button" data-testid="graph-open" @click=${() => void this.chart.show(opens)}>${flows.graph.show(titleOf(flows, opens))}</button>`}
        <button type="button" @click=${() => (this.chosen = null)}>${flows.graph.close}</button>
      </div>
    </div>`;
  }

  /** Long arrows are hard to follow with the eye: each way on can be followed with a press, too. */
  private renderWays({ id }: Box) {
    const ways = this.drawing?.arrows.filter(({ source }) => source === id) ?? [];
    if (ways.length === 0) return nothing;
    return html`<p class="soft">${this.words.flows.graph.waysOn}</p>
      <ul>
        ${ways.map(({ labels, target }) => {
          const box = this.drawing?.boxes.find((one) => one.id === target);
          return html`<li>
            <button type="button" data-testid="graph-way" data-target=${target} @click=${() => this.goTo(target)}>
              <strong>${labels.filter(Boolean).join(" / ")}</strong> ${withArrow(box?.text ?? target)}
            </button>
          </li>`;
        })}
      </ul>`;
  }

  private goTo(step: string): void {
    this.chosen = step;
    this.centre(step);
  }

  private drawn(graph: FlowGraph): Drawing {
    const { words } = this;
    const pen = document.createElement("canvas").getContext("2d");
    if (pen) pen.font = FONT;
    return draw(graph, {
      step: (node) => stepText(words, node),
      way: (edge, source) => wayText(words.flows, edge, source),
      silenceEnds: ({ label }) => words.flows.ways.silenceEnds(spanText(words.flows, label.slice(2))),
      measure: (text) => pen?.measureText(text).width ?? text.length * 8,
    });
  }

  private pressed(event: KeyboardEvent, box: Box): void {
    this.escaped(event);
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    this.chosen = box.id;
  }

  private escaped(event: KeyboardEvent): void {
    if (event.key === "Escape") this.chosen = null;
  }

  private async zoomBy(steps: number): Promise<void> {
    const { frame } = this;
    if (!frame) return;
    const before = this.zoom;
    this.zoom = zoomed(before, steps);
    await this.updateComplete;
    scrolledTo(frame, ((frame.scrollLeft + frame.clientWidth / 2) * this.zoom) / before, ((frame.scrollTop + frame.clientHeight / 2) * this.zoom) / before);
  }

  private fit(): void {
    if (this.drawing && this.frame) this.zoom = fitting(this.drawing, this.frame);
  }

  private async toCurrent(): Promise<void> {
    this.zoom = 1;
    await this.updateComplete;
    this.showCurrent();
  }

  /** The current step in the middle of the view; the beginning of the map where there is none. */
  private showCurrent(): void {
    this.centre(this.step || (this.graph?.start ?? ""));
  }

  private centre(step: string): void {
    const { frame, zoom } = this;
    const box = this.drawing?.boxes.find(({ id }) => id === step);
    if (box && frame) scrolledTo(frame, (box.x + box.width / 2) * zoom, (box.y + box.height / 2) * zoom);
  }
}

/** A step that goes on in another flow says so with an arrow of its own. */
function withArrow(text: string): string {
  return text.startsWith("→") ? text : `→ ${text}`;
}

function renderLabel({ lines, x, y }: Arrow, looks: string) {
  const top = y - ((lines.length - 1) * LABEL_HEIGHT) / 2 + 4;
  return svg`<g class=${looks}>${lines.map((line, index) => svg`<text x=${Math.round(x)} y=${Math.round(top + index * LABEL_HEIGHT)}>${line}</text>`)}</g>`;
}

customElements.define("mk-flow-map", FlowMap);
