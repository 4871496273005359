/** What the console says about the level of a message, and about consent. Codes that have no word here are shown as they are. */

import type { CorrectionReason, TrainingConsent } from "./api.js";

type Words = Readonly<Record<string, string>>;
type LevelName = "none" | "low" | "moderate" | "high" | "imminent";

export interface LevelStrings {
  /** Instead of a level, where a message has no words. */
  unread: string;
  raisedFrom(level: string): string;
  confirmed(by: string | null, when: string): string;
  /** `by` is null for whoever looks. */
  corrected(by: string | null, when: string): string;
  before(level: string): string;
  /** The level in force: since when, and where to find what it rests on. */
  since(when: string): string;
  toMessage: string;

  why: string;
  right: string;
  correct: string;

  /** A decision on its way to the server, by its fate. */
  saving(level: string): string;
  retrying(level: string): string;
  overtaken(mine: string, present: string): string;
  refused(mine: string): string;
  again: string;
  leave: string;

  ask: string;
  present: string;
  /** What each level means, in one line. */
  means: Readonly<Record<LevelName, string>>;
  reasonLabel: string;
  noReason: string;
  reasons: Readonly<Record<CorrectionReason, string>>;
  effect: string;
  changed(level: string): string;
  save: string;
  cancel: string;

  findings: {
    because: string;
    kinds: string;
    words: string;
    rules: string;
    model: string;
    chance(level: string, percent: string): string;
    doubt: string;
    nothing: string;
    severity: string;
    ofSix(value: string): string;
    subject: string;
    flags: string;
    language: string;
    versions: string;
    history: string;
    step(from: string, to: string): string;
  };
  /** By the code of what raised a message; a flow's reason has its word in `reason`. */
  because: Words;
  scripts: Words;
}

export interface ConsentStrings {
  action: string;
  heading: string;
  explained: string;
  kept: string;
  question: string;
  ask: string;
  answer: string;
  yes: string;
  no: string;
  noIsFinal: string;
  record: string;
  takeBack: string;
  takeBackSure: string;
  cancel: string;
  away: string;
  changed: string;
  status: Readonly<Record<TrainingConsent["status"], string>>;
  history: string;
  steps: Readonly<Record<TrainingConsent["history"][number]["status"], string>>;
  byPerson: string;
}
