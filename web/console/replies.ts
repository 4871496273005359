/** What a counsellor writes, case by case: being written, on its way, refused. None of it is lost but by sign-out. */

import type { ConsoleMessage } from "../shared/api.js";
import type { Clock } from "../shared/clock.js";
import { type Item, Outbox } from "../shared/outbox.js";
import type { ConsoleApi } from "./api.js";
import type { Drafts, Reply } from "./drafts.js";

export interface RepliesPorts {
  api: ConsoleApi;
  drafts: Drafts;
  clock: Clock;
  random: () => number;
  newId: () => string;
  taken(caseId: string, message: ConsoleMessage): void;
  unauthorised(): void;
  changed(): void;
}

export class Replies {
  private readonly outbox: Outbox<Reply, ConsoleMessage>;

  constructor(private readonly ports: RepliesPorts) {
    const { api, drafts } = ports;
    this.outbox = new Outbox({
      post: (id, { caseId, text }) => api.reply(caseId, id, text),
      taken: ({ payload }, message) => ports.taken(payload.caseId, message),
      unauthorised: () => ports.unauthorised(),
      changed: () => this.kept(),
      clock: ports.clock,
      random: ports.random,
    });
    this.outbox.pause();
    for (const { id, payload } of drafts.unsent) this.outbox.add(id, payload);
  }

  draftOf(caseId: string): string {
    return this.ports.drafts.of(caseId);
  }

  write(caseId: string, text: string): void {
    this.ports.drafts.write(caseId, text);
  }

  /** What is being written for colleagues about a case, not for the person. */
  noteOf(caseId: string): string {
    return this.ports.drafts.of(noteKey(caseId));
  }

  writeNote(caseId: string, text: string): void {
    this.ports.drafts.write(noteKey(caseId), text);
  }

  send(caseId: string, text: string, after: number): void {
    this.write(caseId, "");
    this.outbox.add(this.ports.newId(), { caseId, text, after });
  }

  /** Replies that the server has not confirmed yet, without those whose copy is among the messages. */
  unsentIn(caseId: string | undefined, messages: readonly ConsoleMessage[]): Item<Reply>[] {
    return this.outbox.items.filter(
      ({ payload }) => payload.caseId === caseId && !messages.some((message) => isCopy(message, payload)),
    );
  }

  /** What was written for a case and has not gone out: refused, or still being written. */
  keptOf(caseId: string): string {
    const refused = this.outbox.items.filter(({ fate, payload }) => fate === "refused" && payload.caseId === caseId);
    return [...refused.map(({ payload }) => payload.text), this.draftOf(caseId)].filter(Boolean).join("\n");
  }

  /** Take back a reply that the server refused, into the draft. */
  putBack(id: string): void {
    const payload = this.outbox.withdraw(id)?.payload;
    if (payload) this.write(payload.caseId, [payload.text, this.draftOf(payload.caseId)].filter(Boolean).join("\n"));
    this.ports.changed();
  }

  resume(): void {
    this.outbox.resume();
  }

  pause(): void {
    this.outbox.pause();
  }

  forget(): void {
    this.outbox.clear();
    this.ports.drafts.forget();
  }

  private kept(): void {
    this.ports.drafts.keepUnsent(this.outbox.items);
    this.ports.changed();
  }
}

/** Case ids hold no space. */
function noteKey(caseId: string): string {
  return `${caseId} note`;
}

/** Whether this message is the server's copy of a reply that we still hold as unsent. */
function isCopy(message: ConsoleMessage, { text, after }: Reply): boolean {
  return message.author === "counsellor" && message.id > after && message.text === text;
}
