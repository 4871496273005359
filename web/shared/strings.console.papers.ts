/** What the console says about what staff know and write: handover, notes, ready answers, active rescue, decree 437. */

import type { Decision, PaperOut, Rescue } from "./api.js";
import type { Language } from "./language.js";
import { en } from "./strings.console.papers.en.js";
import { ka } from "./strings.console.papers.ka.js";
import { ru } from "./strings.console.papers.ru.js";

export type RescueFault = "halfCalled" | "unconfirmed" | "future";
export type DecisionFault = "noGround" | "noneAndMore" | "noInformed" | "noDecision" | "halfReferral" | "future";

export interface PaperStrings {
  handover: {
    action: string;
    away: string;
    again: string;
    facts: string;
    noFacts: string;
    /** Questions of a screening were asked: when. */
    asked(when: string): string;
    risk: string;
    noRisk: string;
    message(number: number): string;
    corrected: string;
    counted(read: string): string;
    rules: string;
    plan: string;
    noPlan: string;
    sections: Readonly<Record<string, string>>;
    earlier: string;
    noEarlier: string;
    notKnownAgain(count: number): string;
    open: string;
    riskAtEnd(level: string): string;
  };
  notes: {
    action(count: number): string;
    none: string;
    kinds: Readonly<Record<PaperOut["kind"], string>>;
    mine: string;
    whisper(by: string): string;
    read: string;
    add: string;
    private: string;
    save: string;
    saved: string;
  };
  canned: {
    action: string;
    heading: string;
    explained: string;
    search: string;
    found(count: number): string;
    mine: string;
    insert: string;
    add: string;
    change: string;
    remove: string;
    removeSure: string;
    title: string;
    text: string;
    ownHint: string;
  };
  form: {
    save: string;
    saved: string;
    print: string;
    close: string;
    printed(when: string): string;
    case: string;
    lastSaved(by: string, when: string): string;
    signature: string;
    unanswered: string;
    yes: string;
    no: string;
    confidential: string;
  };
  rescue: {
    action: string;
    heading: string;
    call: string;
    place_known: string;
    place_source: string;
    sources: Readonly<Record<Exclude<Rescue["place_source"], "">, string>>;
    people_near: string;
    phone_known: string;
    called_112_by: string;
    callers: Readonly<Record<Exclude<Rescue["called_112_by"], "">, string>>;
    called_112_at: string;
    answered_112: string;
    reference_112: string;
    outcome: string;
    outcomes: Readonly<Record<Rescue["outcome"], string>>;
    outcome_confirmed_by: string;
    outcome_confirmed_at: string;
    fault: Readonly<Record<RescueFault, string>>;
  };
  decision: {
    action: string;
    heading: string;
    explained: string;
    grounds: string;
    ground: Readonly<Record<Decision["grounds"][number], string>>;
    within_family: string;
    unknown: string;
    child_age_band: string;
    ages: Readonly<Record<Decision["child_age_band"], string>>;
    person_informed: string;
    informed: Readonly<Record<Decision["person_informed"], string>>;
    decision: string;
    decisions: Readonly<Record<Decision["decision"], string>>;
    referred_to: string;
    services: Readonly<Record<Exclude<Decision["referred_to"], "">, string>>;
    referred_at: string;
    reasons: string;
    fault: Readonly<Record<DecisionFault, string>>;
  };
}

export const PAPER_STRINGS: Readonly<Record<Language, PaperStrings>> = { ka, ru, en };
