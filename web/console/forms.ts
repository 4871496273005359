/** The two forms about a case: active rescue and decree 437. What is wrong with them, before the server says so. */

import type { Decision, Rescue } from "../shared/api.js";
import type { DecisionFault, RescueFault } from "../shared/strings.console.papers.js";

export const NO_RESCUE: Rescue = {
  place_known: "",
  place_source: "",
  people_near: "",
  phone_known: false,
  called_112_by: "",
  called_112_at: null,
  answered_112: "",
  reference_112: "",
  outcome: "still_open",
  outcome_confirmed_by: "",
  outcome_confirmed_at: null,
};

/** While it is filled in, what must be answered may still be open. */
export type DecisionDraft = Omit<Decision, "person_informed" | "decision"> & {
  person_informed: Decision["person_informed"] | null;
  decision: Decision["decision"] | null;
};

export const NO_DECISION: DecisionDraft = {
  grounds: [],
  within_family: null,
  child_age_band: "unknown",
  person_informed: null,
  decision: null,
  referred_to: "",
  referred_at: null,
  reasons: "",
};

export function rescueFault(given: Rescue, now: Date): RescueFault | null {
  if (Boolean(given.called_112_by) !== Boolean(given.called_112_at)) return "halfCalled";
  if (isFuture(given.called_112_at, now) || isFuture(given.outcome_confirmed_at, now)) return "future";
  const isConfirmed = given.outcome_confirmed_by.trim() !== "" && Boolean(given.outcome_confirmed_at);
  return given.outcome !== "still_open" && !isConfirmed ? "unconfirmed" : null;
}

export function decisionFault(given: DecisionDraft, now: Date): DecisionFault | null {
  if (given.grounds.length === 0) return "noGround";
  if (given.grounds.includes("none") && given.grounds.length > 1) return "noneAndMore";
  if (!given.person_informed) return "noInformed";
  if (!given.decision) return "noDecision";
  if (given.decision === "refer" && !(given.referred_to && given.referred_at)) return "halfReferral";
  return isFuture(given.referred_at, now) ? "future" : null;
}

/** What is sent; only a referral names to whom it went and when. Null where the form is not whole. */
export function decisionOf(given: DecisionDraft, now: Date): Decision | null {
  const { person_informed, decision } = given;
  if (decisionFault(given, now) || !person_informed || !decision) return null;
  const referral = decision === "refer" ? {} : { referred_to: "" as const, referred_at: null };
  return { ...given, person_informed, decision, ...referral };
}

/** A moment as a field of a form shows it, on this computer's clock. */
export function toField(at: string | null | undefined): string {
  if (!at) return "";
  const moment = new Date(at);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function fromField(text: string): string | null {
  const moment = new Date(text);
  return text && !Number.isNaN(moment.getTime()) ? moment.toISOString() : null;
}

function isFuture(at: string | null | undefined, now: Date): boolean {
  return Boolean(at) && new Date(at as string) > now;
}
