import { describe, expect, test } from "vitest";
import type { ConsoleMessage, LevelCorrection } from "../shared/api.js";
import { LANGUAGES } from "../shared/language.js";
import { CONSOLE_STRINGS } from "../shared/strings.console.js";
import { message } from "./fakes.js";
import { type Level, LEVELS, chances, countsAs, verdictOf, versions } from "./levels.js";

const counted = (level: Level, reason = "words"): ConsoleMessage["counted"] => ({ level, reason, version: "context-1" });
const said = (level: Level | null, more: Partial<ConsoleMessage> = {}) => message(1, "caller", "ერთი", { level, ...more });
const decided = (was: Level, level: Level, more: Partial<LevelCorrection> = {}): LevelCorrection => ({
  at: "2026-11-01T10:05:00Z",
  by: "ნინო",
  mine: true,
  was,
  level,
  reason: null,
  ...more,
});

describe("verdict", () => {
  test("a message counts as what its words say, and one click may confirm it", () => {
    expect(verdictOf(said("moderate", { counted: counted("moderate") }))).toEqual({
      level: "moderate",
      raisedFrom: null,
      before: null,
      last: null,
      isConfirmed: false,
      mayConfirm: true,
    });
  });

  test("what context raised shows both levels", () => {
    const raised = verdictOf(said("low", { counted: counted("high", "context.preparing_after_wish") }));
    expect([raised.level, raised.raisedFrom]).toEqual(["high", "low"]);
  });

  test("a pressed button that answers the ladder is raised from nothing", () => {
    const pressed = verdictOf(said(null, { counted: counted("imminent", "answer.time") }));
    expect([pressed.level, pressed.raisedFrom]).toEqual(["imminent", "none"]);
  });

  test("a picture without words is not called harmless", () => {
    const picture = verdictOf(said(null));
    expect([picture.level, picture.mayConfirm]).toEqual([null, false]);
    expect(verdictOf(said(null, { counted: counted("none") })).level).toBeNull();
    expect(verdictOf(said("none", { counted: counted("none") })).level).toBe("none");
  });

  test("a corrected message keeps what it counted as at first", () => {
    const corrections = [decided("high", "low"), decided("low", "none", { by: "გიო", mine: false, reason: "joke" })];
    const verdict = verdictOf(said("moderate", { counted: counted("none", "counsellor"), corrections }));
    expect(verdict).toMatchObject({ level: "none", before: "high", isConfirmed: false, mayConfirm: false, raisedFrom: null });
    expect(verdict.last).toMatchObject({ by: "გიო", reason: "joke" });
  });

  test("a confirmed message has no other level before", () => {
    const verdict = verdictOf(said("high", { counted: counted("high", "counsellor"), corrections: [decided("high", "high")] }));
    expect(verdict).toMatchObject({ level: "high", before: null, isConfirmed: true, mayConfirm: false });
  });

  test("a picture that a counsellor found grave has a level", () => {
    const corrections = [decided("none", "high")];
    expect(verdictOf(said(null, { counted: counted("high", "counsellor"), corrections }))).toMatchObject({ level: "high", before: "none" });
  });

  test("nothing to count counts as none, as the server has it", () => expect(countsAs(said(null))).toBe("none"));
});

describe("chances", () => {
  test("they are whole percents, the gravest first, without what rounds to nothing", () => {
    expect(chances({ none: 0.004, low: 0.006, moderate: 0.07, high: 0.92, imminent: 0 })).toEqual([
      { level: "high", percent: "92 %" },
      { level: "moderate", percent: "7 %" },
      { level: "low", percent: "1 %" },
    ]);
  });

  test("nothing is ever wholly certain", () => {
    expect(chances({ none: 0.9991, high: 0.0009 })).toEqual([{ level: "none", percent: ">99 %" }]);
  });

  test("where no model answered there are none", () => expect(chances({})).toEqual([]));
});

test("versions are told apart", () => {
  expect(versions("rules-ab12+model-cd34")).toEqual({ rules: "rules-ab12", model: "model-cd34" });
  expect(versions("rules-ab12")).toEqual({ rules: "rules-ab12", model: "" });
  expect(versions(null)).toEqual({ rules: "", model: "" });
});

describe("words", () => {
  const files = import.meta.glob<string>("../../risk/rules/context.yaml", { query: "?raw", import: "default", eager: true });
  const rules = [...Object.values(files).join("").matchAll(/^ {2}- id: (\S+)$/gm)].map(([, id]) => id ?? "");

  test.each(LANGUAGES)("in %s every context rule and every answer has its own", (language) => {
    const { because } = CONSOLE_STRINGS[language].levels;
    expect(rules.length).toBeGreaterThan(0);
    const codes = [...rules, "words", "counsellor", "answer.thoughts", "answer.plan", "answer.means", "answer.time"];
    expect(codes.filter((code) => !because[code])).toEqual([]);
    expect(Object.keys(because).filter((code) => !codes.includes(code))).toEqual([]);
  });

  test.each(LANGUAGES)("in %s no two levels and no two meanings are alike", (language) => {
    const { level, levels } = CONSOLE_STRINGS[language];
    expect(new Set(LEVELS.map((one) => level[one])).size).toBe(LEVELS.length);
    expect(new Set(Object.values(levels.means)).size).toBe(LEVELS.length);
  });
});
