/** Why the server did not do what was asked, as the few reasons that a counsellor can act on. */

import { Refused } from "../shared/problem.js";

/**
 * `full`: as many cases as one takes. `nobody`: nobody waits. `taken`: somebody else holds it. `not_yours`: it is not
 * ours (any more). `absent`: the colleague is not there. `away`: no answer came; trying again is harmless.
 */
export type Refusal =
  | "full"
  | "nobody"
  | "taken"
  | "closed"
  | "not_yours"
  | "absent"
  | "not_offered"
  | "still_open"
  | "deleted"
  | "signed_out"
  | "away"
  | "refused";

export type Told = "done" | Refusal;

/** One status says several things; the problem's title, fixed in `api/problems.py`, tells them apart. */
const BY_TITLE: Readonly<Record<string, Refusal>> = {
  "You hold as many as you take": "full",
  "Nobody waits for you": "nobody",
  "Somebody else holds this case": "taken",
  "Somebody else was first": "taken",
  "This case is closed": "closed",
  "This case is not yours": "not_yours",
  "This counsellor is not there": "absent",
  "There is no such counsellor": "absent",
  "This case is not offered to you": "not_offered",
  "This case cannot be opened again": "still_open",
  "The person deleted this conversation": "deleted",
};

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Refused) || error.isPassing) return "away";
  if (error.status === 401) return "signed_out";
  const known = BY_TITLE[error.problem?.title ?? ""];
  if (known) return known;
  if (error.status === 403) return "not_yours";
  return error.status === 409 ? "taken" : "refused";
}
