/** Times as counsellors read them. */

import type { Language } from "../shared/language.js";

/** The time of day, with the date where it is not the same day as `now`. */
export function whenText(language: Language, at: string, now: Date): string {
  const moment = new Date(at);
  const time = moment.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (moment.toDateString() === now.toDateString()) return time;
  const isThisYear = moment.getFullYear() === now.getFullYear();
  const date = moment.toLocaleDateString(language, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) });
  return `${date}, ${time}`;
}
