import { describe, expect, test } from "vitest";
import type { Evidence } from "../shared/api.js";
import { BY_MODEL, highlight, readings } from "./highlight.js";

/** Evidence on these words, counted as the server counts: in code points. */
function on(text: string, words: string, rule = "r"): Evidence {
  const start = Array.from(text.slice(0, text.indexOf(words))).length;
  return { start, end: start + Array.from(words).length, rule };
}

const marked = (text: string, evidence: Evidence[]) =>
  highlight(text, evidence)
    .map((one) => (one.rules.length ? `[${one.text}]` : one.text))
    .join("");

describe("highlight", () => {
  test("offsets count code points, not halves of an emoji", () => {
    expect(marked("👋👋 აღარ მინდა", [{ start: 3, end: 7, rule: "r" }])).toBe("👋👋 [აღარ] მინდა");
  });

  test("an emoji can itself be evidence", () => {
    expect(marked("ნახვამდის 💔 ყველას", [{ start: 10, end: 11, rule: BY_MODEL }])).toBe("ნახვამდის [💔] ყველას");
  });

  test("Mtavruli is marked as it was written", () => {
    const text = "ᲐᲦᲐᲠ ᲛᲘᲜᲓᲐ სიცოცხლე 😔";
    expect(marked(text, [on(text, "ᲐᲦᲐᲠ ᲛᲘᲜᲓᲐ")])).toBe("[ᲐᲦᲐᲠ ᲛᲘᲜᲓᲐ] სიცოცხლე 😔");
  });

  test("rule and model that overlap are one stretch that names both", () => {
    const text = "დღეს თავს მოვიკლავ მართლა";
    expect(highlight(text, [on(text, "მოვიკლავ მართლა", BY_MODEL), on(text, "თავს მოვიკლავ", "ka.kill_self.intent")])).toEqual([
      { text: "დღეს ", rules: [] },
      { text: "თავს მოვიკლავ მართლა", rules: ["ka.kill_self.intent", BY_MODEL] },
    ]);
  });

  test("a chain of overlaps is one stretch, and the same rule is named once", () => {
    const chain = [
      { start: 4, end: 6, rule: "x" },
      { start: 0, end: 3, rule: "x" },
      { start: 2, end: 5, rule: "y" },
    ];
    expect(highlight("abcdefg", chain)).toEqual([
      { text: "abcdef", rules: ["x", "y"] },
      { text: "g", rules: [] },
    ]);
  });

  test("evidence side by side stays apart", () => {
    const beside = [
      { start: 0, end: 2, rule: "x" },
      { start: 2, end: 4, rule: "y" },
    ];
    expect(marked("abcd", beside)).toBe("[ab][cd]");
  });

  test.each([
    ["a family's emoji", "👩‍👧 წავიდა", { start: 2, end: 3 }, "[👩‍👧] წავიდა"],
    ["a skin tone", "👍🏽 კარგი", { start: 0, end: 1 }, "[👍🏽] კარგი"],
    ["an accent", "cafe\u0301 x", { start: 0, end: 4 }, "[cafe\u0301] x"],
  ])("%s is not torn in two", (_name, text, place, expected) => {
    expect(marked(text, [{ ...place, rule: "r" }])).toBe(expected);
  });

  test.each([
    [[]],
    [[{ start: -5, end: 99, rule: "r" }]],
    [[{ start: 4, end: 2, rule: "r" }]],
    [[{ start: 50, end: 60, rule: "r" }]],
    [
      [
        { start: 1, end: 3, rule: "r" },
        { start: 2, end: 7, rule: "q" },
      ],
    ],
  ])("no text is lost, whatever the offsets", (evidence) => {
    const text = "ერთი 👩‍👧 ორი";
    const stretches = highlight(text, evidence);
    expect(stretches.map((one) => one.text).join("")).toBe(text);
  });

  test("an empty text has no stretches", () => expect(highlight("", [])).toEqual([]));
});

describe("readings", () => {
  test("each rule is told with exactly its own words, the model last", () => {
    const text = "თავს მოვიკლავ ამაღამ, თავს მოვიკლავ";
    const evidence = [on(text, "მოვიკლავ ამაღამ", BY_MODEL), on(text, "თავს მოვიკლავ", "kill"), { start: 22, end: 35, rule: "kill" }, on(text, "ამაღამ", "soon")];
    expect(readings(text, evidence)).toEqual([
      { rule: "kill", texts: ["თავს მოვიკლავ"] },
      { rule: "soon", texts: ["ამაღამ"] },
      { rule: BY_MODEL, texts: ["მოვიკლავ ამაღამ"] },
    ]);
  });
});
