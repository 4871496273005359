/** What the console says about the alarm, and about how a counsellor is called. */

import type { Language } from "./language.js";
import { en } from "./strings.console.reach.en.js";
import { ka } from "./strings.console.reach.ka.js";
import { ru } from "./strings.console.reach.ru.js";

type Urgency = "routine" | "urgent" | "emergency";

export interface AlarmStrings {
  label: string;
  /** Also what a notice of the system shows: nothing about the person. */
  rings: Readonly<Record<Urgency, string>>;
  take: string;
  cannot: string;
  soundOff: string;
  turnOn: string;
  mute: string;
  mutedFor(minutes: number): string;
  notEmergencies: string;
  unmute: string;
}

export interface ReachStrings {
  alarm: AlarmStrings;
  heading: string;
  loading: string;
  away: string;
  again: string;
  saved: string;
  pause: { heading: string; begin: string; end: string; on: string; off: string };
  sound: { heading: string; explained: string; isOn: string; isOff: string; hear: Readonly<Record<Urgency, string>> };
  notices: { heading: string; allow: string; state: Readonly<Record<"granted" | "denied" | "default" | "unsupported", string>> };
  push: { heading: string; explained: string; turnOn: string; turnOff: string; state: Readonly<Record<"checking" | "unsupported" | "denied" | "off" | "on" | "failed", string>> };
  telegram: { heading: string; linked: string; unlinked: string; newCode: string; code: string; steps: readonly string[] };
  sms: { heading: string; label: string; example: string };
  mail: { heading: string; label: string; example: string };
  contacts: { none: string; remove: string };
  closed: { notSetUp: string; byAdministrator: string };
  save: string;
  test: string;
  tested(sent: number, failed: number): string;
  fault: Readonly<Record<"unusable" | "colleague" | "notSetUp" | "tooMany" | "away", string>>;
  work: {
    heading: string;
    languages: string;
    audiences: string;
    audience: Readonly<Record<"youth" | "family", string>>;
    skills: string;
    skillsExplained: string;
    skill: Readonly<Record<"self_harm" | "abuse" | "blackmail" | "bullying" | "attempt", string>>;
    atLeastOne: string;
  };
}

export const REACH_STRINGS: Readonly<Record<Language, ReachStrings>> = { ka, ru, en };
