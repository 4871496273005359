/** What the console says about a case's way from hand to hand, about what rings, and in the supervisors' room. */

import type { Breach, CaseSummary, HandBack, LowerUrgency, OfferTransfer, PageAnswered, Reopen } from "./api.js";

type Words = Readonly<Record<string, string>>;
type LevelName = CaseSummary["level"];

/** `web/console/refusals.ts` names them; "signed out" ends at the sign-in form, which says so itself. */
type RefusalName =
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

export interface WorkStrings {
  cancel: string;
  understood: string;
  refused: Readonly<Record<RefusalName, string>>;
  queue: {
    next: string;
    /** The button while it asks. */
    taking: string;
    reopened: string;
    coming(name: string): string;
    left: string;
    offeredToMe(name: string): string;
    offering(name: string): string;
    mineOffered(name: string): string;
    unanswered(time: string): string;
    newEmergency(waiting: number): string;
  };
  full: { explained: string; take: string };
  alerts: {
    label: string;
    ring(urgency: string): string;
    rungAt(time: string, attempt: number): string;
    take: string;
    cannot: string;
    answered: Readonly<Record<Exclude<PageAnswered["result"], "accepted" | "declined">, string>>;
    offer(name: string): string;
    accept: string;
    decline: string;
    read: string;
  };
  /** A case that was ours and is not any more. */
  loss: {
    handed_over(name: string): string;
    taken_over(name: string): string;
    in_queue: string;
    ended: string;
    somebody: string;
    kept: string;
    show: string;
    keptLabel: string;
    copy: string;
    copied: string;
  };
  finished: {
    closed: string;
    handed_back: string;
    reopen: string;
    why: string;
    reasons: Readonly<Record<Reopen["reason"], string>>;
    confirm: string;
  };
  handOn: {
    action: string;
    heading: string;
    way: string;
    toColleague: string;
    toQueue: string;
    whom: string;
    loading: string;
    nobody: string;
    load(chats: number, capacity: number): string;
    full: string;
    away: string;
    doesNotSpeak: string;
    kind: string;
    kinds: Readonly<Record<OfferTransfer["kind"], string>>;
    reason: string;
    reasons: Readonly<Record<HandBack["reason"], string>>;
    note: string;
    noteHint: string;
    offer: string;
    handBack: string;
    told: string;
  };
  offered: {
    /** Over the open case, to its holder. */
    warm(name: string): string;
    cold(name: string): string;
    takeBack: string;
    /** Over the open case, to whom it is offered. */
    toMe(name: string): string;
  };
  lower: {
    action: string;
    heading: string;
    explained: string;
    to: string;
    reason: string;
    reasons: Readonly<Record<LowerUrgency["reason"], string>>;
    save: string;
  };
  ending: {
    category: string;
    noCategory: string;
    actions: string;
    tooMany: string;
    risk: string;
    noRisk: string;
    risks: Readonly<Record<LevelName, string>>;
    note: string;
    noteHint: string;
  };
  seat: {
    banner: string;
    leave: string;
    whisper: string;
    whisperHint: string;
    send: string;
    sent: string;
  };
  board: {
    tab: string;
    heading: string;
    stale: string;
    nobodyOnDuty: string;
    waiting: string;
    oldest(time: string): string;
    nobodyWaits: string;
    breaches: string;
    noBreaches: string;
    breach: Readonly<Record<Breach["what"], string>>;
    over(time: string): string;
    cases: string;
    noCases: string;
    holder: string;
    nobody: string;
    read: string;
    reassign: string;
    history: string;
    colleagues: string;
    present: string;
    absent: string;
    away: string;
    holds(chats: number, capacity: number, emergencies: number): string;
    duties: Words;
    roles: Words;
    nobodyThere: string;
    giveTo: string;
    give: string;
    given: string;
    span(hours: number, minutes: number, seconds: number): string;
  };
  audit: {
    heading: string;
    holds: string;
    broken(seq: number): string;
    system: string;
    caller: string;
    actions: Words;
    /** Parts of an event's detail that have no word elsewhere. */
    details: Words;
    states: Readonly<Record<CaseSummary["state"], string>>;
  };
}
