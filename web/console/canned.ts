/** Ready answers: the shared ones and one's own, for a case's language and audience. */

import type { CannedOut, CaseSummary, NewCanned } from "../shared/api.js";
import type { PapersApi } from "./papers-api.js";
import { type Saved, saving } from "./saving.js";

export interface ReadyAnswersPorts {
  api: PapersApi;
  signedOut(): void;
}

export class ReadyAnswers {
  replies: readonly CannedOut[] = [];

  constructor(private readonly ports: ReadyAnswersPorts) {}

  load({ language, audience }: Pick<CaseSummary, "language" | "audience">): Promise<Saved> {
    this.replies = [];
    return this.do(async () => {
      const { replies } = await this.ports.api.canned(language as NewCanned["language"], audience);
      this.replies = replies;
    });
  }

  /** Keep an answer of one's own; with `id`, write that one anew. */
  keep(given: NewCanned, id: string | null): Promise<Saved> {
    return this.do(async () => {
      const kept = await (id === null ? this.ports.api.addCanned(given) : this.ports.api.changeCanned(id, given));
      this.replies = id === null ? [...this.replies, kept] : this.replies.map((one) => (one.id === id ? kept : one));
    });
  }

  remove(id: string): Promise<Saved> {
    return this.do(async () => {
      await this.ports.api.removeCanned(id);
      this.replies = this.replies.filter((one) => one.id !== id);
    });
  }

  private do(work: () => Promise<void>): Promise<Saved> {
    return saving(work, this.ports.signedOut);
  }
}

/** The answers that have every word of the search somewhere. */
export function matching(replies: readonly CannedOut[], search: string): CannedOut[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return replies.filter(({ title, text }) => words.every((word) => `${title} ${text}`.toLowerCase().includes(word)));
}

/** What is written already stays above what is inserted. */
export function withAnswer(draft: string, text: string): string {
  return draft.trim() ? `${draft.trimEnd()}\n\n${text}` : text;
}
