import { describe, expect, test } from "vitest";
import frame from "../widget/frame.html?raw";
import loader from "../widget/loader.ts?raw";
import { backoff } from "./clock.js";
import { FakeServer, json, problem } from "./fakes.js";
import { isFollowing, restingPlace } from "./follow.js";
import { ask } from "./http.js";
import { newId } from "./id.js";
import { LANGUAGES, toLanguage } from "./language.js";
import { findPhones } from "./phones.js";
import { Refused, Unreachable } from "./problem.js";
import { CONSOLE_STRINGS } from "./strings.console.js";
import { WIDGET_STRINGS } from "./strings.widget.js";
import { lengthOf } from "./text.js";

describe("language", () => {
  test.each([
    ["ru-RU", "ru"],
    ["EN_us", "en"],
    ["ka", "ka"],
    ["fr", "ka"],
    ["", "ka"],
    [null, "ka"],
  ])("%s is read as %s", (tag, language) => expect(toLanguage(tag)).toBe(language));
});

describe("backoff", () => {
  test("waits double up to half a minute", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backoff(failures, () => 0.5))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  test("chance moves a wait by a quarter at most", () => {
    expect(backoff(1, () => 0)).toBe(750);
    expect(backoff(1, () => 1)).toBe(1250);
  });
});

describe("phones", () => {
  test("the published numbers can be dialled", () => {
    expect(findPhones("დარეკე 112-ზე, 116 006 ან 111.").filter(({ dial }) => dial)).toEqual([
      { text: "112", dial: "112" },
      { text: "116 006", dial: "116006" },
      { text: "111", dial: "111" },
    ]);
  });

  test.each(["1112", "+995112", "2 1123", "116 0067"])("%s is no number of ours", (text) => {
    expect(findPhones(text)).toEqual([{ text, dial: null }]);
  });

  test("joined again the stretches are the text", () => {
    const text = "112 და 116\u00a0006\n";
    expect(findPhones(text).map((one) => one.text).join("")).toBe(text);
  });
});

describe("text", () => {
  test("an emoji counts once, as the server counts it", () => expect(lengthOf("აბ👋")).toBe(3));
});

describe("ids", () => {
  test("are random UUIDs", () => expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
});

describe("following a log", () => {
  const log = { scrollTop: 0, scrollHeight: 1000, clientHeight: 300 };

  test("a new conversation is read from its beginning", () => {
    expect(restingPlace(log, [{ top: 200, isOwn: false }], true)).toBe(0);
  });

  test("a long answer is read from its beginning", () => {
    expect(restingPlace(log, [{ top: 500, isOwn: true }, { top: 550, isOwn: false }], false)).toBe(492);
  });

  test("a short answer brings the end into view", () => {
    expect(restingPlace(log, [{ top: 950, isOwn: false }], false)).toBe(700);
  });

  test("who scrolled up to read is left there", () => {
    expect(isFollowing({ ...log, scrollTop: 100 }, 492)).toBe(false);
    expect(isFollowing({ ...log, scrollTop: 492 }, 492)).toBe(true);
    expect(isFollowing({ ...log, scrollTop: 690 }, null)).toBe(true);
  });
});

describe("asking", () => {
  const server = new FakeServer();

  test("an error page that is no problem document still has its status", async () => {
    server.on("GET /x", () => new Response("<h1>502</h1>", { status: 502 }));
    await expect(ask(server.fetch, "/x", { method: "GET" })).rejects.toEqual(new Refused(502, null, null));
  });

  test("the wait that the server asks for is read", async () => {
    server.on("GET /x", () => problem(429, {}, { "Retry-After": "7" }));
    await expect(ask(server.fetch, "/x", { method: "GET" })).rejects.toMatchObject({ status: 429, retryAfter: 7, isPassing: true });
  });

  test("no answer and an answer that is not ours are the same", async () => {
    await expect(ask(server.fetch, "/nowhere", { method: "GET" })).rejects.toBeInstanceOf(Unreachable);
    server.on("GET /x", () => new Response("<html>", { status: 200 }));
    await expect(ask(server.fetch, "/x", { method: "GET" })).rejects.toBeInstanceOf(Unreachable);
  });

  test("an empty answer is undefined", async () => {
    server.on("DELETE /x", () => json(null, 204));
    await expect(ask(server.fetch, "/x", { method: "DELETE" })).resolves.toBeUndefined();
  });
});

/** All texts of a strings table, functions called with a number or a name. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [String((value as (...args: unknown[]) => unknown)(7, 7))];
  return Object.values(value as object).flatMap(textsOf);
}

describe("words on the screens", () => {
  const tables = LANGUAGES.flatMap((language) => [WIDGET_STRINGS[language], CONSOLE_STRINGS[language]]);

  test("none is empty and all languages have the same ones", () => {
    for (const table of tables) for (const text of textsOf(table)) expect(text.trim()).not.toBe("");
    const keys = (value: unknown): string => JSON.stringify(value, (_key, one: unknown) => (typeof one === "object" ? one : "x"));
    const shape = (value: object): string => keys(Object.fromEntries(Object.entries(value).sort()));
    expect(shape(WIDGET_STRINGS.ru)).toBe(shape(WIDGET_STRINGS.ka));
    expect(shape(WIDGET_STRINGS.en)).toBe(shape(WIDGET_STRINGS.ka));
    expect(shape(CONSOLE_STRINGS.ru)).toBe(shape(CONSOLE_STRINGS.ka));
    expect(shape(CONSOLE_STRINGS.en)).toBe(shape(CONSOLE_STRINGS.ka));
  });

  test("a caller sees no telephone number but 112, 111 and 116 006", () => {
    const visible = [...LANGUAGES.flatMap((language) => textsOf(WIDGET_STRINGS[language])), ...frame.match(/<b>.*?<\/b>/g)!, ...loader.match(/NUMBERS = .*/g)!];
    const numbers = visible.join("\n").match(/\d[\d ]{2,}/g)!.map((one) => one.trim());
    expect([...new Set(numbers)].sort()).toEqual(["111", "112", "116 006"]);
  });
});

describe("the frame's page", () => {
  test("holds the numbers to call without any script", () => {
    expect(frame.match(/href="tel:\d+"/g)).toEqual(['href="tel:112"', 'href="tel:111"', 'href="tel:116006"']);
  });

  test("has nothing inline that the content security policy would stop", () => {
    expect(frame).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
  });
});
