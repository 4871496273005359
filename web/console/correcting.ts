/** What a counsellor decides about the levels of messages, on its way to the server. */

import type { Corrected, CorrectionReason } from "../shared/api.js";
import type { Clock } from "../shared/clock.js";
import { type Item, Outbox } from "../shared/outbox.js";
import { Refused } from "../shared/problem.js";
import type { ConsoleApi } from "./api.js";
import type { Level } from "./levels.js";

export interface Decision {
  readonly caseId: string;
  /** The message's number. */
  readonly message: number;
  readonly level: Level;
  /** The level that the counsellor saw. */
  readonly was: Level;
  readonly reason: CorrectionReason | null;
}

export interface CorrectionsPorts {
  api: ConsoleApi;
  clock: Clock;
  random: () => number;
  newId: () => string;
  taken(caseId: string, answer: Corrected): void;
  /** The server refused: bring the case up to date before the refusal is shown. */
  refresh(caseId: string): Promise<void>;
  unauthorised(): void;
  changed(): void;
}

export class Corrections {
  private readonly outbox: Outbox<Decision, Corrected>;

  constructor(private readonly ports: CorrectionsPorts) {
    this.outbox = new Outbox({
      post: (id, decision) => this.post(id, decision),
      taken: ({ payload }, answer) => ports.taken(payload.caseId, answer),
      unauthorised: () => ports.unauthorised(),
      changed: () => ports.changed(),
      clock: ports.clock,
      random: ports.random,
    });
    this.outbox.pause();
  }

  /** Decide; while a decision about the same message is on its way, another click does nothing. */
  decide(decision: Decision): void {
    const former = this.of(decision.caseId, decision.message);
    if (former && former.fate !== "refused") return;
    if (former) this.outbox.withdraw(former.id);
    this.outbox.add(this.ports.newId(), decision);
  }

  /** The decision about a message that the server has not taken. */
  of(caseId: string, message: number): Item<Decision> | null {
    return this.outbox.items.find(({ payload }) => payload.caseId === caseId && payload.message === message) ?? null;
  }

  /** Put away a decision that was refused. */
  dismiss(id: string): void {
    this.outbox.withdraw(id);
  }

  resume(): void {
    this.outbox.resume();
  }

  pause(): void {
    this.outbox.pause();
  }

  clear(): void {
    this.outbox.clear();
  }

  private async post(id: string, { caseId, message, level, was, reason }: Decision): Promise<Corrected> {
    try {
      return await this.ports.api.correct(caseId, message, { id, level, was, reason });
    } catch (error) {
      if (error instanceof Refused && !error.isPassing && error.status !== 401) await this.ports.refresh(caseId);
      throw error;
    }
  }
}

/** Whether a decision was refused because the message counts as something else by now. */
export function isOvertaken({ fate, problem, payload }: Item<Decision>, present: Level): boolean {
  return fate === "refused" && problem?.status === 409 && payload.was !== present;
}
