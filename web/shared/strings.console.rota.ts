/** What the console says about the rota. */

import type { Language } from "./language.js";
import { en } from "./strings.console.rota.en.js";
import { ka } from "./strings.console.rota.ka.js";
import { ru } from "./strings.console.rota.ru.js";

type Duty = "primary" | "backup" | "supervisor";

export interface RotaStrings {
  heading: string;
  clock: string;
  away: string;
  again: string;
  covered: string;
  uncovered(parts: string): string;
  hours(hours: string): string;
  nobody: string;
  you: string;
  once: string;
  calendar: string;
  duties: Readonly<Record<Duty, string>>;
  duty: string;
  weekdays: readonly string[];
  months: readonly string[];
  from: string;
  to: string;
  saved: string;
  incomplete: string;
  own: { heading: string; absent: string; takeBack: string };
  absence: { heading: string; explained: string; save: string; whose: string };
  cover: { heading: string; explained: string; who: string; insteadOf: string; besides: string; save: string };
  swap: { heading: string; explained: string; mine: string; theirs: string; noneMine: string; save: string };
  shifts: { heading: string; explained: string; weekday: string; starts: string; ends: string; add: string; lastDay: string; end: string; until(day: string): string };
}

export const ROTA_STRINGS: Readonly<Record<Language, RotaStrings>> = { ka, ru, en };
