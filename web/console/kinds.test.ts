import { describe, expect, test } from "vitest";
import type { Danger } from "../shared/api.js";
import { LANGUAGES } from "../shared/language.js";
import { CONSOLE_STRINGS } from "../shared/strings.console.js";
import { flagsBeside, kindTexts, named } from "./kinds.js";
import { UNREAD } from "./levels.js";

const danger = (kind: Danger["kind"], level: Danger["level"] = "imminent", subject: Danger["subject"] = "self"): Danger => ({ kind, level, subject });
const { ka, ru, en } = CONSOLE_STRINGS;

describe("kinds of danger", () => {
  test("of suicide alone the level says enough; beside another danger it is not forgotten", () => {
    const thoughts = danger("suicide", "high");
    expect([named([]), named([thoughts]), named([thoughts, danger("suicide", "moderate", "other")])]).toEqual([[], [], []]);
    expect(kindTexts(ka, [danger("violence_now"), thoughts])).toEqual(["ძალადობა ახლა", "თვითმკვლელობის რისკი: მაღალი"]);
    expect(kindTexts(ka, [danger("self_harm", "moderate")])).toEqual(["თვითდაზიანება"]);
  });

  test("say of whom, and how grave where something graver stands beside them", () => {
    const kinds = [danger("violence_now"), danger("missing", "imminent", "other"), danger("abuse", "moderate", "other")];
    expect(kindTexts(ka, kinds)).toEqual(["ძალადობა ახლა", "გაუჩინარება ან გაქცევა · სხვაზე", "ძალადობა: საშუალო · სხვაზე"]);
    expect(kindTexts(ru, kinds)).toEqual(["насилие сейчас", "пропажа или побег · о другом", "насилие: средний · о другом"]);
    expect(kindTexts(en, kinds)).toEqual(["violence now", "missing or run away · somebody else", "abuse: moderate · somebody else"]);
  });

  test("take the place of the flags that say the same", () => {
    const flags = ["abuse", "attempt", "blackmail", "bullying", "plan", "self_harm"];
    const beside = (...kinds: Danger["kind"][]) => flags.filter((flag) => !flagsBeside(flags, kinds.map((kind) => danger(kind))).includes(flag));
    expect(beside()).toEqual([]);
    expect(beside("suicide")).toEqual([]);
    expect([beside("violence_now"), beside("abuse")]).toEqual([["abuse"], ["abuse"]]);
    expect(beside("attempt_in_progress", "blackmail", "self_harm")).toEqual(["attempt", "blackmail", "self_harm"]);
    expect(beside("forced_marriage", "missing", "threat_to_others")).toEqual([]);
  });

  test("that open a case are its reason in words, in each language", () => {
    const reasons = Object.keys(ka.kind).filter((kind) => !["suicide", "self_harm", "attempt_in_progress"].includes(kind)).map((kind) => `danger_${kind}`);
    expect(reasons).toHaveLength(6);
    const unsaid = LANGUAGES.flatMap((language) => reasons.filter((reason) => !CONSOLE_STRINGS[language].reason[reason]));
    expect(unsaid).toEqual([]);
  });
});

test("what was not read, or not all of it, has a word in each language", () => {
  expect([...UNREAD]).toHaveLength(3);
  const unsaid = LANGUAGES.flatMap((language) => [...UNREAD].filter((flag) => !CONSOLE_STRINGS[language].flags[flag]));
  expect(unsaid).toEqual([]);
});
