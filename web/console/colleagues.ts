/** To whom a case can be given: who is there, and in which order to think of them. */

import type { CaseSummary, Colleague } from "../shared/api.js";

export interface Receiver {
  readonly colleague: Colleague;
  /** Whether they speak the person's language. */
  readonly speaks: boolean;
  /** Whether they hold as many as they take. */
  readonly isFull: boolean;
}

/** Everybody who is there but `me`: who speaks the language first, then who has room, then who holds least. */
export function receivers(all: readonly Colleague[], me: string | null, { language }: Pick<CaseSummary, "language">): Receiver[] {
  return all
    .filter(({ id, present }) => present && id !== me)
    .map((colleague) => ({ colleague, speaks: colleague.languages.includes(language), isFull: colleague.chats >= colleague.capacity }))
    .sort(
      (one, other) =>
        Number(other.speaks) - Number(one.speaks) ||
        Number(one.isFull || one.colleague.away) - Number(other.isFull || other.colleague.away) ||
        one.colleague.chats - other.colleague.chats ||
        one.colleague.name.localeCompare(other.colleague.name),
    );
}
