/** The page of scripted conversations: their list, and the one that is open. */

import type { FlowOut } from "../../shared/api.js";
import { Changes } from "../../shared/changes.js";
import type { Language } from "../../shared/language.js";
import { Refused } from "../../shared/problem.js";
import type { ConsoleApi } from "../api.js";
import { Chart } from "./chart.js";
import { Player } from "./player.js";

export interface FlowsPorts {
  api: ConsoleApi;
  sessionEnded(): void;
}

export interface OpenFlow {
  readonly flow: FlowOut;
  readonly player: Player;
  readonly chart: Chart;
}

export class FlowsRoom {
  readonly changes = new Changes();
  flows: readonly FlowOut[] | null = null;
  hasFailed = false;
  open: OpenFlow | null = null;

  constructor(private readonly ports: FlowsPorts) {}

  async load(): Promise<void> {
    this.hasFailed = false;
    this.changes.announce();
    try {
      this.flows = (await this.ports.api.flows()).flows;
    } catch (error) {
      this.hasFailed = true;
      if (error instanceof Refused && error.status === 401) this.ports.sessionEnded();
    }
    this.changes.announce();
  }

  /** Play this conversation from its start, with its map beside it. */
  async choose(flow: FlowOut, language: Language): Promise<void> {
    const player = new Player(this.ports, flow.name, language);
    const chart = new Chart(this.ports);
    this.open = { flow, player, chart };
    let moves = 0;
    player.changes.subscribe(() => {
      const { played } = player;
      if (played) void chart.follow(played.flow, played.language, player.moves.length >= moves);
      moves = player.moves.length;
      this.changes.announce();
    });
    chart.changes.subscribe(() => this.changes.announce());
    this.changes.announce();
    await Promise.all([player.restart(), chart.follow(flow.name, language, true)]);
  }

  leave(): void {
    this.open = null;
    this.changes.announce();
  }
}
