/** The supervisors' live board: asked for at every change of the queue, and every few seconds for what only time changes. */

import type { Audit, Board, Breach, CaseSummary } from "../shared/api.js";
import { Changes } from "../shared/changes.js";
import type { Clock } from "../shared/clock.js";
import type { ConsoleApi } from "./api.js";
import { waits } from "./queue.js";
import { type Told, refusalOf } from "./refusals.js";

export const BOARD_EVERY_MS = 5000;

export interface BoardPorts {
  api: ConsoleApi;
  clock: Clock;
  signedOut(): void;
}

export class BoardRoom {
  readonly changes = new Changes();
  board: Board | null = null;
  /** The last attempt failed: what is shown may be old. */
  isStale = false;
  private isOpen = false;
  private isAsking = false;
  /** Something changed while the last answer was on its way. */
  private isOutdated = false;
  private cancel: (() => void) | null = null;

  constructor(private readonly ports: BoardPorts) {}

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    void this.look();
  }

  close(): void {
    this.isOpen = false;
    this.cancel?.();
    this.cancel = null;
  }

  /** Nothing of it stays for the next person at this computer. */
  forget(): void {
    this.close();
    this.board = null;
  }

  /** The queue changed. */
  hurry(): void {
    if (this.isOpen) void this.look();
  }

  async reassign(caseId: string, to: string): Promise<Told> {
    try {
      await this.ports.api.reassign(caseId, to);
      this.hurry();
      return "done";
    } catch (error) {
      return this.failed(error);
    }
  }

  async audit(caseId: string): Promise<Audit | Told> {
    try {
      return await this.ports.api.audit(caseId);
    } catch (error) {
      return this.failed(error);
    }
  }

  private async look(): Promise<void> {
    if (this.isAsking) {
      this.isOutdated = true;
      return;
    }
    this.isAsking = true;
    this.isOutdated = false;
    this.cancel?.();
    try {
      const board = await this.ports.api.board();
      if (this.isOpen) this.board = board;
      this.isStale = false;
    } catch (error) {
      this.isStale = true;
      this.failed(error);
    }
    this.isAsking = false;
    if (!this.isOpen) return;
    this.cancel = this.ports.clock.after(this.isOutdated && !this.isStale ? 0 : BOARD_EVERY_MS, () => void this.look());
    this.changes.announce();
  }

  private failed(error: unknown): Told {
    const refusal = refusalOf(error);
    if (refusal === "signed_out") this.ports.signedOut();
    return refusal;
  }
}

export interface BreachLine {
  readonly breach: Breach;
  readonly case: CaseSummary | null;
}

const GRAVITY: Record<CaseSummary["urgency"], number> = { emergency: 0, urgent: 1, routine: 2 };

/** Breaches of emergencies first, then the longest: the order in which to act. What is about no case is about all. */
export function breachLines({ breaches, cases }: Board): BreachLine[] {
  const known = new Map(cases.map((one) => [one.id, one]));
  const rank = ({ case: about }: BreachLine) => (about ? GRAVITY[about.urgency] : 0);
  return breaches
    .map((breach) => ({ breach, case: breach.case === null ? null : (known.get(breach.case) ?? null) }))
    .sort((one, other) => rank(one) - rank(other) || other.breach.seconds - one.breach.seconds);
}

/** How many wait in each urgency and how long the first of them has, in the order of gravity. */
export function waitingLines({ waiting, oldest_seconds }: Board): { urgency: CaseSummary["urgency"]; count: number; oldest: number }[] {
  return (["emergency", "urgent", "routine"] as const).map((urgency) => ({
    urgency,
    count: waiting[urgency] ?? 0,
    oldest: Math.floor(oldest_seconds[urgency] ?? 0),
  }));
}

/** Who waits above who is held, in the server's order. */
export function boardCases({ cases }: Board): CaseSummary[] {
  return [...cases.filter(waits), ...cases.filter((one) => !waits(one))];
}

/** Seconds as minutes and hours, for the same words as the queue's. */
export function spanOf(seconds: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(0, Math.floor(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), seconds: whole % 60 };
}

/** The history's codes as words: `emergency>urgent:misread`, `warm:` and somebody's id. */
export function auditDetail(detail: string, wordOf: (code: string) => string): string {
  return detail
    .split(":")
    .map((part) => part.split(">").map(wordOf).join(" → "))
    .join(": ");
}
