/** A conversation being played: its moves so far, and what the script answered to them. */

import type { PlayButton, PlayFlow, PlayMove, Played } from "../../shared/api.js";
import { Changes } from "../../shared/changes.js";
import type { Language } from "../../shared/language.js";
import { Refused } from "../../shared/problem.js";
import type { ConsoleApi } from "../api.js";

/** The most moves that the server plays. */
export const MOVE_LIMIT = 300;

export interface PlayerPorts {
  api: Pick<ConsoleApi, "play">;
  sessionEnded(): void;
}

/** What is to be played, from the start. The server keeps nothing, so all of it is sent each time. */
export type Play = Required<PlayFlow>;

export class Player {
  readonly changes = new Changes();
  played: Played | null = null;
  isBusy = false;
  hasFailed = false;
  /** What the shown answer is the answer to. */
  private shown: Play;
  /** The latest question asked: the same as `shown` once it is answered. */
  private wanted: Play;
  private asked = 0;

  constructor(
    private readonly ports: PlayerPorts,
    flow: string,
    language: Language,
  ) {
    this.shown = { flow, language, on_duty: true, moves: [] };
    this.wanted = this.shown;
  }

  get moves(): readonly PlayMove[] {
    return this.shown.moves;
  }

  get language(): Language {
    return this.wanted.language;
  }

  get isOnDuty(): boolean {
    return this.wanted.on_duty;
  }

  /** An empty step is the end of the conversation. */
  get hasEnded(): boolean {
    return this.played?.step === "";
  }

  get isFull(): boolean {
    return this.moves.length >= MOVE_LIMIT;
  }

  get canMove(): boolean {
    return this.played !== null && !this.isBusy && !this.hasEnded && !this.isFull;
  }

  restart(): Promise<boolean> {
    return this.play({ ...this.wanted, moves: [] });
  }

  /** Take the last move back, or a move that is still unanswered. */
  async undo(): Promise<boolean> {
    if (this.wanted.moves.length === 0) return false;
    return this.play({ ...this.wanted, moves: this.wanted.moves.slice(0, -1) });
  }

  /** Make a move; answers whether the script took it. */
  async move(move: PlayMove): Promise<boolean> {
    if (!this.canMove) return false;
    return this.play({ ...this.shown, moves: [...this.shown.moves, move] });
  }

  /** The same moves in another language. */
  speak(language: Language): Promise<boolean> {
    return this.play({ ...this.wanted, language });
  }

  /** The same moves with somebody on duty or nobody. */
  setOnDuty(isOnDuty: boolean): Promise<boolean> {
    return this.play({ ...this.wanted, on_duty: isOnDuty });
  }

  private async play(wanted: Play): Promise<boolean> {
    const turn = (this.asked += 1);
    this.wanted = wanted;
    this.isBusy = true;
    this.changes.announce();
    try {
      const played = await this.ports.api.play(wanted);
      if (turn !== this.asked) return false; // something else was asked meanwhile
      this.shown = wanted;
      this.played = played;
      this.settled(false);
      return true;
    } catch (error) {
      if (turn !== this.asked) return false;
      this.wanted = this.shown;
      this.settled(true);
      if (error instanceof Refused && error.status === 401) this.ports.sessionEnded();
      return false;
    }
  }

  private settled(hasFailed: boolean): void {
    this.isBusy = false;
    this.hasFailed = hasFailed;
    this.changes.announce();
  }
}

/** A line of the transcript, in the order of the conversation. */
export type Entry =
  | { readonly kind: "program" | "caller"; readonly text: string }
  | { readonly kind: "silence" }
  | { readonly kind: "effects"; readonly effects: readonly string[] };

/** The conversation as it would be read: what the program says, what the caller does, what happens behind it. */
export function transcript(played: Played, moves: readonly PlayMove[]): Entry[] {
  return played.turns.flatMap(({ lines, effects }, index) => [
    ...(index > 0 ? [moved(played, moves, index - 1)] : []),
    ...lines.map(({ text }) => ({ kind: "program", text }) as const),
    ...(effects.length ? [{ kind: "effects", effects } as const] : []),
  ]);
}

/** The buttons that can be pressed now: those of the newest message that has any. */
export function choices(played: Played): readonly (readonly PlayButton[])[] {
  const lines = played.turns.at(-1)?.lines ?? [];
  return lines.reduce<readonly (readonly PlayButton[])[]>((found, { buttons }) => (buttons.length ? buttons : found), []);
}

function moved(played: Played, moves: readonly PlayMove[], index: number): Entry {
  const move = moves[index];
  if (!move || move.kind === "silence") return { kind: "silence" };
  if (move.kind === "said") return { kind: "caller", text: move.value };
  const buttons = played.turns[index]?.lines.flatMap((line) => line.buttons.flat()) ?? [];
  return { kind: "caller", text: buttons.find(({ data }) => data === move.value)?.label ?? move.value };
}
