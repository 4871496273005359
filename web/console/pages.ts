/** What rings at this console. The shapes travel in the live stream alone, so OpenAPI does not carry them. */

import type { CaseSummary } from "../shared/api.js";

/** `api/schemas/casework.py`, `RingingPage`. */
export interface RingingPage {
  readonly page: string;
  readonly case: string;
  readonly urgency: CaseSummary["urgency"];
  readonly rung: string;
  readonly attempt: number;
  readonly at: string;
}

export interface RingingPages {
  readonly pages: readonly RingingPage[];
}

const GRAVITY: Record<RingingPage["urgency"], number> = { emergency: 0, urgent: 1, routine: 2 };

/** The gravest first, then the oldest: the order in which to answer. */
export function byGravity(pages: readonly RingingPage[]): RingingPage[] {
  return [...pages].sort((one, other) => GRAVITY[one.urgency] - GRAVITY[other.urgency] || one.at.localeCompare(other.at));
}
