/** What the person told already, in an order in which a counsellor needs it. */

import type { Handover } from "../shared/api.js";

type Words = Readonly<Record<string, string>>;

/** The first thing to know comes first; what is not named here follows. */
const ORDER = [
  "safe_now",
  "safe_place",
  "afraid_at_home",
  "thoughts",
  "ladder_thoughts",
  "ladder_plan",
  "ladder_means",
  "ladder_time",
  "ladder_support",
  "attempt",
  "child_in_danger",
  "child_safe",
  "child_wounded",
  "friend_in_danger",
  "pupil_in_danger",
  "spoke_of_death",
  "violence_by",
  "urge_to_hurt",
  "age_band",
  "region",
  "about",
  "topic",
];

/** What the program remembers for itself, and what stands in the head of the case. */
const HIDDEN: ReadonlySet<string> = new Set(["language", "audience", "welcomed", "family_welcomed", "told_nobody_on_duty", "on_duty", "about_me"]);

/** Answers that call for a look. */
const GRAVE: ReadonlySet<string> = new Set([
  "safe_now.no",
  "safe_place.no",
  "afraid_at_home.yes",
  "thoughts.yes",
  "ladder_thoughts.yes",
  "ladder_thoughts.wish",
  "ladder_plan.yes",
  "ladder_means.yes",
  "ladder_time.yes",
  "ladder_support.no",
  "attempt.now",
  "child_in_danger.yes",
  "child_safe.no",
  "child_wounded.yes",
  "friend_in_danger.yes",
  "pupil_in_danger.yes",
  "spoke_of_death.yes",
  "urge_to_hurt.worse",
]);

export interface FactLine {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly isGrave: boolean;
}

/** Codes without a word are shown as they are: better an odd word than a fact unseen. */
export function factLines(facts: Handover["facts"], words: { names: Words; values: Words }): FactLine[] {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.entries(facts)
    .filter(([name]) => !HIDDEN.has(name))
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([name, value]) => ({
      name,
      label: words.names[name] ?? name.replaceAll("_", " "),
      value: words.values[`${name}.${value}`] ?? words.values[value] ?? value.replaceAll("_", " "),
      isGrave: GRAVE.has(`${name}.${value}`),
    }));
}
