/** Cases that a counsellor held and holds no longer, without having let go of them: told clearly, never in passing. */

import type { CaseSummary } from "../shared/api.js";
import { waits } from "./queue.js";

/**
 * `handed_over`: the colleague took up the offer. `taken_over`: somebody else holds it now. `in_queue`: it waits again.
 * `ended`: it is closed, or left the queue.
 */
export type LossKind = "handed_over" | "taken_over" | "in_queue" | "ended";

export interface Loss {
  readonly kind: LossKind;
  /** The case as we held it. */
  readonly was: CaseSummary;
  /** The case as it is now, or as it last was. */
  readonly summary: CaseSummary;
  /** Who holds it now. */
  readonly holder: string | null;
}

export function lossOf(was: CaseSummary, now: CaseSummary | null): Loss | null {
  if (!was.mine || was.state === "closed" || now?.mine) return null;
  if (!now || now.state === "closed") return { kind: "ended", was, summary: now ?? { ...was, mine: false, state: "closed" }, holder: null };
  if (waits(now)) return { kind: "in_queue", was, summary: now, holder: null };
  const isOffer = was.state === "in_transfer" && was.transfer_to !== null && was.transfer_to === now.claimed_by;
  return { kind: isOffer ? "handed_over" : "taken_over", was, summary: now, holder: now.claimed_by };
}

export class Losses {
  private told: readonly Loss[] = [];
  private readonly letGo = new Set<string>();

  get all(): readonly Loss[] {
    return this.told;
  }

  /** The counsellor is about to end or hand back this case: that it goes is no news. */
  release(id: string): void {
    this.letGo.add(id);
  }

  /** The server did not take it back: from now on it is news again. */
  unrelease(id: string): void {
    this.letGo.delete(id);
  }

  /** The case is held again. */
  keep(id: string): void {
    this.letGo.delete(id);
    this.told = this.told.filter(({ summary }) => summary.id !== id);
  }

  /** Compare the queue with what it was; a case that is held again is no longer lost. */
  compare(before: readonly CaseSummary[], after: readonly CaseSummary[]): void {
    const now = new Map(after.map((one) => [one.id, one]));
    for (const one of after) if (one.mine && !this.letGo.has(one.id)) this.keep(one.id);
    // What became of it since: it may have waited first and be with somebody now.
    this.told = this.told.map((one) => lossOf(one.was, now.get(one.summary.id) ?? one.summary) ?? one);
    for (const was of before) {
      const loss = lossOf(was, now.get(was.id) ?? null);
      if (!loss) continue;
      if (!this.letGo.delete(was.id)) this.told = [...this.told.filter(({ summary }) => summary.id !== was.id), loss];
    }
  }

  of(id: string | undefined): Loss | null {
    return this.told.find(({ summary }) => summary.id === id) ?? null;
  }

  dismiss(id: string): void {
    this.told = this.told.filter(({ summary }) => summary.id !== id);
  }

  forget(): void {
    this.told = [];
    this.letGo.clear();
  }
}
