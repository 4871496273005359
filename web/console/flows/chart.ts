/** Which flow's map is shown: that of the played conversation, unless somebody looks at another one. */

import type { FlowGraph } from "../../shared/api.js";
import { Changes } from "../../shared/changes.js";
import type { Language } from "../../shared/language.js";
import { Refused } from "../../shared/problem.js";
import type { ConsoleApi } from "../api.js";

export interface ChartPorts {
  api: Pick<ConsoleApi, "graph">;
  sessionEnded(): void;
}

export class Chart {
  readonly changes = new Changes();
  graph: FlowGraph | null = null;
  hasFailed = false;
  /** The flow whose map is shown. */
  shown = "";
  /** The flow that the conversation just left, when the map followed it into another. */
  cameFrom: string | null = null;
  /** The flow that the conversation stands in. */
  here = "";
  private language: Language = "ka";
  private asked = 0;
  private readonly known = new Map<string, FlowGraph>();

  constructor(private readonly ports: ChartPorts) {}

  /** Whether the map shows another flow than the one that the conversation stands in. */
  get isElsewhere(): boolean {
    return this.shown !== this.here;
  }

  /** The conversation stands in this flow now and speaks this language; `wentOn` unless a move was taken back. */
  async follow(flow: string, language: Language, wentOn: boolean): Promise<void> {
    const hasMoved = flow !== "" && flow !== this.here;
    if (!hasMoved && language === this.language) return;
    this.language = language;
    if (hasMoved) {
      this.cameFrom = wentOn && this.here !== "" ? this.here : null;
      this.here = flow;
      this.shown = flow;
    }
    await this.load();
  }

  /** Look at this flow's map, wherever the conversation stands. */
  async show(flow: string): Promise<void> {
    this.cameFrom = null;
    this.shown = flow;
    await this.load();
  }

  /** Go to where the conversation stands. */
  async comeBack(): Promise<void> {
    await this.show(this.here);
  }

  async load(): Promise<void> {
    const turn = (this.asked += 1);
    const key = `${this.shown} ${this.language}`;
    this.hasFailed = false;
    this.graph = this.known.get(key) ?? null;
    this.changes.announce();
    if (this.graph) return;
    try {
      const graph = await this.ports.api.graph(this.shown, this.language);
      this.known.set(key, graph);
      if (turn === this.asked) this.graph = graph;
    } catch (error) {
      if (turn !== this.asked) return;
      this.hasFailed = true;
      if (error instanceof Refused && error.status === 401) this.ports.sessionEnded();
    }
    this.changes.announce();
  }
}
