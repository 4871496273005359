import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../shared/language.js";
import { CONSOLE_STRINGS } from "../../shared/strings.console.js";
import { FLOW_STRINGS } from "../../shared/strings.console.flows.js";
import { type Wording, effectLabel, factValue, spanText, stepText, wayText } from "./words.js";

const words: Wording = { flows: FLOW_STRINGS.en, console: CONSOLE_STRINGS.en };
const node = (kind: string, text: string) => ({ id: "s", kind, text });
const way = (label: string, kind: string) => wayText(words.flows, { source: "s", target: "t", label, dashed: false }, node(kind, ""));

describe("effects in plain words", () => {
  test.each([
    ["escalate urgent thoughts_of_suicide", "Brings in a counsellor — Urgent: told of thoughts of suicide", "urgent"],
    ["escalate emergency a_new_reason", "Brings in a counsellor — Emergency: a_new_reason", "emergency"],
    ["count quiet_end", "Counted: ended in silence", null],
    ["language ru", "Language: Russian", null],
    ["schedule follow_up in 24h", "Follow-up: in 24 h", null],
    ["something else", "something else", null],
  ])("%s", (effect, text, urgency) => expect(effectLabel(words, effect)).toEqual({ text, urgency }));
});

describe("steps in plain words", () => {
  test.each([
    ["branch", "on_duty?", "counsellor on duty?"],
    ["bringin", "☎ urgent: crisis", "☎ Urgent: crisis"],
    ["end", "# quiet_end", "ended in silence"],
    ["later", "⏰ follow_up, 24h", "⏰ Follow-up: in 24 h"],
    ["continue", "→ anxiety", "→ Anxiety"],
    ["flow", "no_title_yet", "→ no_title_yet"],
    ["say", "Hello?", "Hello?"],
  ])("%s %s", (kind, text, told) => expect(stepText(words, node(kind, text))).toBe(told));
});

test("ways are told in words, and a caller's button keeps its own label", () => {
  expect([way("✎", "ask"), way("✎ ?", "ask"), way("… 740m", "ask"), way("yes", "ask")]).toEqual(["✎ writes", "✎ unclear", "silence 12 h 20 min", "yes"]);
  expect([way("no", "branch"), way("–", "branch"), way("*", "branch")]).toEqual(["no", "otherwise", "already known"]);
});

test.each([
  ["8s", "8 s"],
  ["40m", "40 min"],
  ["120m", "2 h"],
  ["12h", "12 h"],
  ["soon", "soon"],
])("a span of %s is %s", (span, text) => expect(spanText(words.flows, span)).toBe(text));

test("a fact that names a flow is told by its title", () => {
  expect(factValue(words.flows, "topic", "anxiety")).toBe("Anxiety");
  expect(factValue(words.flows, "safe_now", "unsure")).toBe("not sure");
});

test("every language has the same words", () => {
  const keys = (value: object): string[] =>
    Object.entries(value).flatMap(([key, inner]) => (typeof inner === "object" ? keys(inner as object).map((one) => `${key}.${one}`) : [key]));
  for (const language of LANGUAGES) {
    expect(keys(FLOW_STRINGS[language])).toEqual(keys(FLOW_STRINGS.ka));
    expect(keys(CONSOLE_STRINGS[language]).sort()).toEqual(keys(CONSOLE_STRINGS.ka).sort());
  }
});
