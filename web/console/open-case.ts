/** The case that is open on the desk: what was said, how grave it is, whether words may be kept for training. */

import type {
  CaseDetail,
  CasePapers,
  CaseStanding,
  ConsentAnswer,
  ConsoleMessage,
  CorrectionReason,
  TrainingConsent,
} from "../shared/api.js";
import type { Clock } from "../shared/clock.js";
import type { Item } from "../shared/outbox.js";
import { Refused } from "../shared/problem.js";
import type { StreamEvent } from "../shared/stream.js";
import type { ConsoleApi } from "./api.js";
import { ReadyAnswers } from "./canned.js";
import { Corrections, type Decision } from "./correcting.js";
import { type Level, countsAs } from "./levels.js";
import { PapersApi } from "./papers-api.js";
import { Paperwork } from "./paperwork.js";

/** `changed`: somebody decided otherwise meanwhile. `away`: nobody answered, and trying again is harmless. */
export type Outcome = "done" | "changed" | "away";

export interface OpenCasePorts {
  api: ConsoleApi;
  send: typeof fetch;
  clock: Clock;
  random: () => number;
  newId: () => string;
  signedOut(): void;
  changed(): void;
}

export class OpenCase {
  id: string | null = null;
  messages: readonly ConsoleMessage[] = [];
  /** The level in force; null before it is known, and once the conversation was deleted. */
  standing: CaseStanding | null = null;
  consent: TrainingConsent | null = null;
  readonly papers: Paperwork;
  readonly answers: ReadyAnswers;
  private readonly corrections: Corrections;

  constructor(private readonly ports: OpenCasePorts) {
    const api = new PapersApi(ports.send);
    this.papers = new Paperwork({ ...ports, api });
    this.answers = new ReadyAnswers({ api, signedOut: () => ports.signedOut() });
    this.corrections = new Corrections({
      ...ports,
      taken: (caseId, { message, standing }) => {
        if (this.id === caseId) this.standing = standing;
        this.saw(caseId, message);
      },
      refresh: (caseId) => this.refresh(caseId),
      unauthorised: () => ports.signedOut(),
    });
  }

  open({ case: summary, messages, standing, consent }: CaseDetail): void {
    this.id = summary.id;
    this.messages = messages;
    this.standing = standing;
    this.consent = consent;
    if (!summary.deleted_by_caller) this.papers.open(summary.id);
  }

  /** Put the case away; decisions that the server has not taken are still sent. */
  leave(): void {
    this.id = null;
    this.papers.leave();
    this.forgetWords();
  }

  /** The caller deleted the conversation: nobody has the words any more, this screen neither. */
  forgetWords(): void {
    this.messages = [];
    this.standing = null;
    this.consent = null;
    this.papers.forgetWords();
  }

  resume(): void {
    this.corrections.resume();
  }

  /** Send nothing more for now; `forget` also what was not sent. */
  pause(forget: boolean): void {
    this.corrections.pause();
    if (!forget) return;
    this.corrections.clear();
    this.papers.forget();
  }

  heard({ name, data }: StreamEvent): void {
    if (!this.id) return;
    if (name === "message") this.saw(this.id, data as ConsoleMessage);
    if (name === "standing") this.standing = data as CaseStanding;
    if (name === "consent") this.consent = data as TrainingConsent;
    if (name === "papers") this.papers.heard(data as CasePapers);
    this.ports.changed();
  }

  saw(caseId: string, message: ConsoleMessage): void {
    if (this.id !== caseId) return;
    const known = this.messages.find((one) => one.id === message.id);
    // Corrections are only ever added: with fewer of them this is older than what is shown.
    if (known && known.corrections.length > message.corrections.length) return;
    this.messages = known
      ? this.messages.map((one) => (one.id === message.id ? message : one))
      : [...this.messages, message].sort((one, other) => one.id - other.id);
    this.ports.changed();
  }

  /** Say what a message counts as; the level that is shown confirms it. `was` is the level that was shown. */
  correct({ id }: ConsoleMessage, level: Level, was: Level, reason: CorrectionReason | null = null): void {
    if (this.id) this.corrections.decide({ caseId: this.id, message: id, level, was, reason });
  }

  confirm(message: ConsoleMessage): void {
    this.correct(message, countsAs(message), countsAs(message));
  }

  /** The decision about a message that the server has not taken. */
  unsettled({ id }: ConsoleMessage): Item<Decision> | null {
    return this.id ? this.corrections.of(this.id, id) : null;
  }

  /** Put away the decision about a message that the server refused. */
  dismiss(message: ConsoleMessage): void {
    const refused = this.unsettled(message);
    if (refused) this.corrections.dismiss(refused.id);
  }

  /** Have the person asked whether words may be kept for training. */
  askConsent(): Promise<Outcome> {
    return this.consenting((id) => this.ports.api.askConsent(id));
  }

  /** Record what the person answered; a "no" after a "yes" takes it back. */
  recordConsent(answer: ConsentAnswer["answer"]): Promise<Outcome> {
    return this.consenting((id) => this.ports.api.recordConsent(id, answer));
  }

  private async consenting(move: (caseId: string) => Promise<TrainingConsent>): Promise<Outcome> {
    const { id } = this;
    if (!id) return "changed";
    try {
      const consent = await move(id);
      if (this.id === id) this.consent = consent;
      this.ports.changed();
      return "done";
    } catch (error) {
      if (!(error instanceof Refused) || error.isPassing) return "away";
      if (error.status === 401) this.ports.signedOut();
      else await this.refresh(id);
      return "changed";
    }
  }

  /** Read the case anew. The stream may have been faster with a message, so none is taken away. */
  private async refresh(caseId: string): Promise<void> {
    try {
      const { messages, standing, consent } = await this.ports.api.case(caseId);
      if (this.id !== caseId) return;
      this.standing = standing;
      this.consent = consent;
      for (const message of messages) this.saw(caseId, message);
      this.ports.changed();
    } catch (error) {
      // What became of the case is told by the stream.
      if (error instanceof Refused && error.status === 401) this.ports.signedOut();
    }
  }
}
