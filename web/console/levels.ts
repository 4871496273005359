/** How grave a message is, to be shown: what it counts as, what raised it, what counsellors made of it. */

import type { ConsoleMessage, LevelCorrection } from "../shared/api.js";

export type Level = NonNullable<ConsoleMessage["level"]>;

/** From nothing to danger now. */
export const LEVELS: readonly Level[] = ["none", "low", "moderate", "high", "imminent"];

/** Flags of a message that was not read, or not all of it: they matter most where no level was read. */
export const UNREAD: ReadonlySet<string> = new Set(["assessment_failed", "partly_unread", "unread"]);

/** How grave a level is, 0 to 4. */
export function gravity(level: Level): number {
  return LEVELS.indexOf(level);
}

export interface Verdict {
  /** What the message counts as; null where there were no words to read and nobody has decided. */
  level: Level | null;
  /** What its own words say, where something else raised it above them. */
  raisedFrom: Level | null;
  /** What it counted as before any counsellor decided otherwise. */
  before: Level | null;
  /** The counsellors' last decision. */
  last: LevelCorrection | null;
  /** Whether that decision left the level as it was. */
  isConfirmed: boolean;
  /** Whether one click may say that the level is right. */
  mayConfirm: boolean;
}

/** What the server takes the message for. Nothing to read counts as none. */
export function countsAs({ counted, level }: ConsoleMessage): Level {
  return counted?.level ?? level ?? "none";
}

export function verdictOf(message: ConsoleMessage): Verdict {
  const { corrections } = message;
  const level = countsAs(message);
  const last = corrections.at(-1) ?? null;
  const isUnread = message.level === null && level === "none" && !last;
  const own = message.level ?? "none";
  const first = corrections[0]?.was ?? level;
  return {
    level: isUnread ? null : level,
    raisedFrom: !last && gravity(level) > gravity(own) ? own : null,
    before: first === level ? null : first,
    last,
    isConfirmed: last !== null && last.was === last.level,
    mayConfirm: !isUnread && !last,
  };
}

export interface Chance {
  level: Level;
  percent: string;
}

/** The model's probabilities as whole percent, the gravest level first; what rounds to nothing is left out. */
export function chances(probabilities: ConsoleMessage["probabilities"]): Chance[] {
  return [...LEVELS]
    .reverse()
    .map((level) => ({ level, rounded: Math.round((probabilities[level] ?? 0) * 100) }))
    .filter(({ rounded }) => rounded > 0)
    .map(({ level, rounded }) => ({ level, percent: rounded > 99 ? ">99 %" : `${rounded} %` }));
}

/** Who answered, apart: the rules, and the model where one did. */
export function versions(version: string | null): { rules: string; model: string } {
  const [rules = "", ...model] = (version ?? "").split("+");
  return { rules, model: model.join("+") };
}
