/** What the console says to counsellors. Georgian first; codes that have no word here are shown as they are. */

import type { CaseSummary, CloseOutcome, ConsoleMessage, Danger } from "./api.js";
import type { Language } from "./language.js";
import type { StreamState } from "./stream.js";
import type { ConsentStrings, LevelStrings } from "./strings.console.levels.js";
import type { WorkStrings } from "./strings.console.work.js";
import { en } from "./strings.console.en.js";
import { ka } from "./strings.console.ka.js";
import { ru } from "./strings.console.ru.js";

type Words = Record<string, string>;

export interface ConsoleStrings {
  title: string;
  language: string;
  login: { heading: string; name: string; password: string; submit: string; wrong: string; tooMany: string; away: string; ended: string };
  password: { heading: string; explained: string; current: string; fresh: string; submit: string; weak: string; wrong: string };
  logout: string;
  connection: Record<StreamState, string>;
  tabs: { label: string; flows: string; news: string };
  queue: { heading: string; empty: string; waiting(count: number): string; choose: string };
  urgency: Record<CaseSummary["urgency"], string>;
  level: Words;
  risk(level: string): string;
  levels: LevelStrings;
  consent: ConsentStrings;
  work: WorkStrings;
  subject: Words;
  /** Kinds of danger, short enough for a chip. */
  kind: Record<Danger["kind"], string>;
  kindOfOther(kind: string): string;
  kindAt(kind: string, level: string): string;
  flags: Words;
  channel: Words;
  audience: Words;
  reason: Words;
  languages: Words;
  mine: string;
  claimedBy(name: string): string;
  closed: string;
  waited(hours: number, minutes: number): string;
  waitedLabel: string;
  claim: { action: string; explained: string; taken: string; takenBy(name: string): string; failed: string };
  history: string;
  author: Record<ConsoleMessage["author"], string>;
  edited: string;
  evidence: string;
  delivery: Record<NonNullable<ConsoleMessage["delivery"]>, string>;
  fate: { sending: string; retrying: string; refused: string; putBack: string };
  unreachable: string;
  /** In the queue, in two words. */
  marks: { deleted: string; unreachable: string };
  deletedByCaller: string;
  reply: { label: string; placeholder: string; send: string; hint: string; over(count: number): string };
  close: { action: string; ask: string; confirm: string; cancel: string; failed: string };
  outcome: Record<CloseOutcome, string>;
  loading: string;
  loadFailed: string;
  retry: string;
}

export const CONSOLE_STRINGS: Record<Language, ConsoleStrings> = { ka, ru, en };
