/** Small questions about the queue. Its order is the server's and is never changed here. */

import type { CaseList, CaseSummary } from "../shared/api.js";
import type { StreamEvent } from "../shared/stream.js";

/** New and changed cases since the queue was last sent, and all ids in their order now. */
export interface QueueChanges {
  readonly changed: readonly CaseSummary[];
  readonly order: readonly string[];
}

/** The queue as the server last sent it: whole when a stream begins, then only what changed. */
export class ListedQueue {
  private byId = new Map<string, CaseSummary>();

  static isNews({ name }: StreamEvent): boolean {
    return name === "queue" || name === "queue_changes";
  }

  heard({ name, data }: StreamEvent): CaseSummary[] {
    return name === "queue" ? this.begin(data as CaseList) : this.change(data as QueueChanges);
  }

  private begin({ cases }: CaseList): CaseSummary[] {
    this.byId = new Map(cases.map((one) => [one.id, one]));
    return cases;
  }

  private change({ changed, order }: QueueChanges): CaseSummary[] {
    for (const one of changed) this.byId.set(one.id, one);
    const cases = order.flatMap((id) => this.byId.get(id) ?? []);
    return this.begin({ cases });
  }
}

/** Whether nobody holds the case and somebody must: a reopened one waits like a new one. */
export function waits({ state }: Pick<CaseSummary, "state">): boolean {
  return state === "waiting" || state === "reopened";
}

export function countWaiting(cases: readonly CaseSummary[]): number {
  return cases.filter(waits).length;
}

/** Emergencies that wait now and did not before: the ones to be told aloud. */
export function newEmergencies(before: readonly CaseSummary[], after: readonly CaseSummary[]): CaseSummary[] {
  const known = new Set(before.filter(waits).map(({ id, urgency }) => `${id} ${urgency}`));
  return after.filter((one) => one.urgency === "emergency" && waits(one) && !known.has(`${one.id} ${one.urgency}`));
}

/** Longer than this without an answer, an emergency's holder is failing it (the server's watch says the same). */
const EMERGENCY_UNANSWERED_MS = 120_000;

/** How long the person's words have stood unanswered with somebody, and whether that is too long; null where they have not. */
export function unanswered(one: CaseSummary, now: number): { hours: number; minutes: number; isLate: boolean } | null {
  if (waits(one) || one.state === "closed" || one.unanswered_since === null) return null;
  const ms = now - Date.parse(one.unanswered_since);
  if (ms < 60_000) return null;
  return { ...waited(one.unanswered_since, now), isLate: one.urgency === "emergency" && ms > EMERGENCY_UNANSWERED_MS };
}

/** What a colleague offers to whoever looks. */
export function offered(cases: readonly CaseSummary[]): CaseSummary[] {
  return cases.filter((one) => one.state === "in_transfer" && one.offered_to_me);
}

/** How long a person has been waiting, in whole hours and minutes. A clock that runs behind gives zero. */
export function waited(openedAt: string, now: number): { hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor((now - Date.parse(openedAt)) / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** The tab's title: how many wait, and nothing else about anybody. */
export function tabTitle(title: string, cases: readonly CaseSummary[]): string {
  const count = countWaiting(cases);
  return count ? `(${count}) ${title}` : title;
}

/** The list with one case brought up to date; a case that left the list is not brought back. */
export function withCase(cases: readonly CaseSummary[], changed: CaseSummary): CaseSummary[] {
  return cases.map((one) => (one.id === changed.id ? changed : one));
}

/** When each of this counsellor's cases was last written in. */
export function newest(cases: readonly CaseSummary[]): ReadonlyMap<string, string> {
  return new Map(cases.filter(({ mine }) => mine).map(({ id, last_message_at }) => [id, last_message_at]));
}

/** Whether something was written in a case of this counsellor's since then. */
export function hasNews(cases: readonly CaseSummary[], since: ReadonlyMap<string, string>): boolean {
  return [...newest(cases)].some(([id, at]) => at !== since.get(id));
}
