/** The console's words about the rota in English. */

import type { RotaStrings } from "./strings.console.rota.js";

export const en: RotaStrings = {
  heading: "Rota",
  clock: "All times are those of Georgia.",
  away: "The rota could not be read.",
  again: "Try again",
  covered: "Every hour of the next four weeks has somebody.",
  uncovered: (parts) => `Nobody there in the next four weeks: ${parts}`,
  hours: (hours) => `${hours} h`,
  nobody: "nobody",
  you: "you",
  once: "once",
  calendar: "My turns as a calendar (.ics)",
  duties: { primary: "on duty", backup: "backup", supervisor: "supervisor" },
  duty: "Duty",
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  from: "From",
  to: "Until",
  saved: "Saved.",
  incomplete: "Fill in everything. The end must come after the beginning.",
  own: { heading: "Changes", absent: "away", takeBack: "Take back" },
  absence: { heading: "I am away", explained: "Your turns in this time become free. Hours that nobody takes turn red.", save: "Report absence", whose: "Who" },
  cover: { heading: "Cover once", explained: "Somebody takes a duty once, besides others or instead of somebody.", who: "Who comes", insteadOf: "Instead of", besides: "besides the others", save: "Save cover" },
  swap: { heading: "Swap", explained: "Agree on it first. Each takes the other's turn, once.", mine: "This turn", theirs: "for this turn", noneMine: "There is no turn to swap.", save: "Swap" },
  shifts: { heading: "Weekly shifts", explained: "An end at or before the beginning means the next day.", weekday: "Day", starts: "Begins", ends: "Ends", add: "Add a weekly shift", lastDay: "Last day", end: "End shift", until: (day) => `until ${day}` },
};
