/** What somebody may do with a case: its holder acts; whom it is offered to, and a supervisor beside it, only read. */

import type { CaseSummary } from "../shared/api.js";

export type Part = "holder" | "offered" | "beside";

export function partOf(summary: CaseSummary, seat: string | null): Part | null {
  if (summary.state === "closed") return null;
  if (summary.mine) return "holder";
  if (summary.state === "in_transfer" && summary.offered_to_me) return "offered";
  return summary.id === seat ? "beside" : null;
}
