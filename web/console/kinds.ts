/** Kinds of danger in words: which are said, in which order, and which flags say the same. */

import type { Danger } from "../shared/api.js";
import type { ConsoleStrings } from "../shared/strings.console.js";
import { gravity } from "./levels.js";

/** A flag, and the kinds beside which it says nothing new. */
const SAID_BY: Readonly<Record<string, readonly Danger["kind"][]>> = {
  abuse: ["abuse", "violence_now"],
  attempt: ["attempt_in_progress"],
  blackmail: ["blackmail"],
  self_harm: ["self_harm"],
};

/** Suicide alone is what everybody expects of a level; beside another danger it must not be forgotten. */
export function named(kinds: readonly Danger[]): readonly Danger[] {
  return kinds.some(({ kind }) => kind !== "suicide") ? kinds : [];
}

/** A kind as a counsellor reads it: of whom, and how grave where that is less than the gravest of all. */
export function kindText(words: ConsoleStrings, { kind, level, subject }: Danger, gravest: Danger["level"]): string {
  const name = words.kind[kind] ?? kind;
  const text = gravity(level) < gravity(gravest) ? words.kindAt(name, words.level[level] ?? level) : name;
  return subject === "other" ? words.kindOfOther(text) : text;
}

/** All kinds that are said, gravest first, as the server sends them. */
export function kindTexts(words: ConsoleStrings, kinds: readonly Danger[]): string[] {
  const gravest = kinds[0]?.level ?? "none";
  return named(kinds).map((one) => kindText(words, one, gravest));
}

/** The flags that no kind beside them says already. */
export function flagsBeside(flags: readonly string[], kinds: readonly Danger[]): string[] {
  const said = new Set(named(kinds).map(({ kind }) => kind));
  return flags.filter((flag) => !SAID_BY[flag]?.some((kind) => said.has(kind)));
}
