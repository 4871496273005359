import { describe, expect, test } from "vitest";
import type { WidgetMessage } from "../shared/api.js";
import { WIDGET_STRINGS } from "../shared/strings.widget.js";
import { spoken } from "./commands.js";
import { readSignal } from "./envelope.js";
import { Timeline, pressable } from "./timeline.js";

const message = (id: number, author: WidgetMessage["author"], text: string, withButtons = false): WidgetMessage => ({
  id,
  author,
  text,
  buttons: withButtons ? [[{ label: "დიახ", data: "yes" }]] : [],
  at: "2026-11-01T10:00:00Z",
});
const own = (id: string, text: string, ...aliases: string[]) => ({ id, text, aliases });
const texts = (timeline: Timeline): string[] => timeline.entries().map(({ text }) => text);

describe("timeline", () => {
  test("a message that comes twice is shown once, in order of ids", () => {
    const timeline = new Timeline();
    timeline.add([message(2, "program", "two"), message(1, "program", "one")]);
    timeline.add([message(2, "program", "two"), message(3, "program", "three")]);
    expect(texts(timeline)).toEqual(["one", "two", "three"]);
    expect(timeline.lastId).toBe(3);
  });

  test("own words that come back with the answer are shown once, under the same key", () => {
    const timeline = new Timeline();
    timeline.accept(own("a", "hello"), [message(1, "caller", "hello"), message(2, "program", "hi")]);
    expect(timeline.entries().map(({ key, text }) => [key, text])).toEqual([
      ["a", "hello"],
      ["m2", "hi"],
    ]);
  });

  test("own words that come back on the stream before the answer are shown once", () => {
    const timeline = new Timeline();
    const unsent = [own("a", "hello")];
    timeline.add([message(1, "caller", "hello"), message(2, "program", "hi")], unsent);
    expect(timeline.hasArrived("a")).toBe(true);
    timeline.accept(unsent[0]!, [message(1, "caller", "hello"), message(2, "program", "hi")]);
    expect(timeline.entries().map(({ key }) => key)).toEqual(["a", "m2"]);
    expect(timeline.hasArrived("a")).toBe(false);
  });

  test("own words that never come back stay before their answer", () => {
    const timeline = new Timeline();
    timeline.add([message(1, "program", "question")]);
    timeline.accept(own("a", "hello"), [message(3, "program", "hi")]);
    expect(texts(timeline)).toEqual(["question", "hello", "hi"]);
  });

  test("the same words twice are shown twice", () => {
    const timeline = new Timeline();
    timeline.accept(own("a", "no"), [message(1, "caller", "no")]);
    timeline.accept(own("b", "no"), [message(2, "caller", "no")]);
    expect(texts(timeline)).toEqual(["no", "no"]);
  });

  test("marks that the server removed do not double the words", () => {
    const timeline = new Timeline();
    timeline.accept(own("a", "he\u200bllo\r\nyou"), [message(1, "caller", "hello\nyou")]);
    expect(texts(timeline)).toHaveLength(1);
  });

  test("a command that comes back as it is typed is recognised", () => {
    const timeline = new Timeline();
    timeline.accept(own("a", "ადამიანთან საუბარი", "/human"), [message(1, "caller", "/human")]);
    expect(timeline.entries().map(({ key }) => key)).toEqual(["a"]);
  });
});

describe("buttons", () => {
  const entries = (...messages: WidgetMessage[]) => {
    const timeline = new Timeline();
    timeline.add(messages);
    return timeline.entries();
  };

  test("those since the caller last wrote can be pressed, and the last ones at any time", () => {
    const all = entries(message(1, "program", "a", true), message(2, "caller", "b"), message(3, "program", "c", true), message(4, "program", "d", true));
    expect([...pressable(all, false, new Set())]).toEqual([3, 4]);
    expect([...pressable(entries(message(1, "program", "a", true), message(2, "caller", "b")), false, new Set())]).toEqual([1]);
  });

  test("none can be pressed while something is on its way, once pressed, or when a counsellor speaks", () => {
    const all = [message(1, "program", "a", true)];
    expect(pressable(entries(...all), true, new Set()).size).toBe(0);
    expect(pressable(entries(...all), false, new Set([1])).size).toBe(0);
    expect(pressable(entries(...all, message(2, "counsellor", "b")), false, new Set()).size).toBe(0);
  });
});

describe("commands", () => {
  const words = WIDGET_STRINGS.ka;

  test.each([
    ["/human", words.quick.human],
    ["/help", words.quick.help],
    ["/language ru", "Русский"],
    ["/start", null],
    ["უბრალოდ / ტექსტი", "უბრალოდ / ტექსტი"],
  ])("%s is shown as %s", (text, shown) => expect(spoken(text, words)).toBe(shown));
});

describe("signals between page and frame", () => {
  const frame = {};
  const event = (origin: string, source: unknown, data: unknown) => ({ origin, source, data }) as MessageEvent;
  const from = { origin: "https://mkhari.example", source: frame };

  test("are heard from the right window and origin only", () => {
    expect(readSignal(event("https://mkhari.example", frame, { mkhari: "close" }), from)).toBe("close");
    expect(readSignal(event("https://evil.example", frame, { mkhari: "close" }), from)).toBeNull();
    expect(readSignal(event("https://mkhari.example", {}, { mkhari: "close" }), from)).toBeNull();
    expect(readSignal(event("https://mkhari.example", null, { mkhari: "close" }), { ...from, source: null })).toBeNull();
  });

  test("carry nothing but their names", () => {
    for (const data of [null, "close", { mkhari: "steal" }, { mkhari: { close: 1 } }, 7])
      expect(readSignal(event("https://mkhari.example", frame, data), from)).toBeNull();
  });
});
