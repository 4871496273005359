/** A case from hand to hand: the next one, back to the queue, to a colleague, to its end. Each answers what came of it. */

import type {
  CaseDetail,
  CaseSummary,
  CloseCase,
  Colleague,
  HandBack,
  LowerUrgency,
  OfferTransfer,
  PageAnswer,
  PageAnswered,
  Reopen,
} from "../shared/api.js";
import type { ConsoleApi } from "./api.js";
import { type Categories, categoriesOf } from "./categories.js";
import { type Told, refusalOf } from "./refusals.js";

export interface CaseworkPorts {
  api: ConsoleApi;
  /** A case is ours now, with what was said. */
  opened(detail: CaseDetail): void;
  /** A case changed but stays where it is. */
  changed(summary: CaseSummary): void;
  /** A case is about to leave our hands by our own doing; `stayed` takes that back. */
  leaving(id: string): void;
  stayed(id: string): void;
  left(summary: CaseSummary, how: "handed_back" | "closed"): void;
  /** A closed case waits again. */
  reopened(summary: CaseSummary): void;
  signedOut(): void;
}

export class Casework {
  private lists: Categories | null = null;

  constructor(private readonly ports: CaseworkPorts) {}

  /** `nobody`: nobody waits for us. `full`: our hands are full. */
  takeNext(): Promise<Told> {
    return this.do(() => this.ports.api.takeNext(), this.ports.opened);
  }

  claim(id: string, beyondLimit = false): Promise<Told> {
    return this.do(() => this.ports.api.claim(id, beyondLimit), this.ports.opened);
  }

  async handBack(id: string, given: HandBack): Promise<Told> {
    return this.leave(id, () => this.ports.api.handBack(id, given), "handed_back");
  }

  async close(id: string, given: CloseCase): Promise<Told> {
    return this.leave(id, () => this.ports.api.close(id, given), "closed");
  }

  offer(id: string, given: OfferTransfer): Promise<Told> {
    return this.do(() => this.ports.api.offer(id, given), this.ports.changed);
  }

  accept(id: string): Promise<Told> {
    return this.do(() => this.ports.api.accept(id), this.ports.opened);
  }

  /** Say no to what is offered to us, or take our own offer back. */
  decline(id: string): Promise<Told> {
    return this.do(() => this.ports.api.decline(id), this.ports.changed);
  }

  lower(id: string, given: LowerUrgency): Promise<Told> {
    return this.do(() => this.ports.api.lowerUrgency(id, given), this.ports.changed);
  }

  reopen(id: string, reason: Reopen["reason"]): Promise<Told> {
    return this.do(() => this.ports.api.reopen(id, reason), this.ports.reopened);
  }

  /** Answer a page; whoever is coming gets the case at once. Tells what became of it where that is not the case. */
  async answerPage(id: string, answer: PageAnswer["answer"]): Promise<Told | Exclude<PageAnswered["result"], "accepted">> {
    const answers: PageAnswered["result"][] = [];
    const told = await this.do(() => this.ports.api.answerPage(id, answer), ({ result }) => answers.push(result));
    const [result] = answers;
    if (result === undefined || answer === "declined") return told;
    return result === "accepted" ? this.claim(id) : result;
  }

  /** Everybody, by name; or why not. */
  async colleagues(): Promise<readonly Colleague[] | Told> {
    let found: readonly Colleague[] = [];
    const told = await this.do(() => this.ports.api.colleagues(), ({ colleagues }) => (found = colleagues));
    return told === "done" ? found : told;
  }

  /** The lists for the end of a case; empty where the server has none. They are asked for until they come. */
  async categories(): Promise<Categories> {
    if (this.lists) return this.lists;
    const told = await this.do(() => this.ports.api.categories(), (answer) => (this.lists = categoriesOf(answer)));
    return told === "done" && this.lists ? this.lists : categoriesOf(null);
  }

  private async leave(id: string, ask: () => Promise<CaseSummary>, how: "handed_back" | "closed"): Promise<Told> {
    this.ports.leaving(id); // the stream may tell it before the answer does
    const told = await this.do(ask, (summary) => this.ports.left(summary, how));
    if (told !== "done") this.ports.stayed(id);
    return told;
  }

  private async do<T>(ask: () => Promise<T>, then: (answer: T) => void): Promise<Told> {
    try {
      then(await ask());
      return "done";
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === "signed_out") this.ports.signedOut();
      return refusal;
    }
  }
}
