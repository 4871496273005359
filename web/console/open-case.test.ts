import { describe, expect, test } from "vitest";
import type { ConsoleMessage, Corrected, LevelCorrection } from "../shared/api.js";
import { LANGUAGES } from "../shared/language.js";
import { json, problem, settle } from "../shared/fakes.js";
import { CONSOLE_STRINGS } from "../shared/strings.console.js";
import { isShown, nextMove } from "./consent.js";
import { isOvertaken } from "./correcting.js";
import { ASK, CLAIM, DETAIL, LEVEL, RECORD, arrived, claimed, consent, detail, message, set, summary } from "./fakes.js";
import { type Level, countsAs } from "./levels.js";

const STANDING = { level: "low", since: "2026-11-01T10:05:00Z", message: 1 } as const;

const said = (level: Level, corrections: LevelCorrection[] = []): ConsoleMessage =>
  message(1, "caller", "მოვკვდები სიცილით", {
    level: "high",
    counted: { level, reason: corrections.length ? "counsellor" : "words", version: "context-1" },
    corrections,
  });
const decided = (was: Level, level: Level, by = "ნინო"): LevelCorrection => ({
  at: "2026-11-01T10:05:00Z",
  by,
  mine: by === "ნინო",
  was,
  level,
  reason: null,
});
const corrected = (level: Level): Corrected => ({ message: said(level, [decided("high", level)]), standing: STANDING });

async function withMessage() {
  const given = set();
  given.server.on(CLAIM, () => json(detail([said("high")])));
  const at = await claimed(given);
  const first = () => at.desk.messages[0]!;
  const bodies = () => at.server.requests(LEVEL).map(({ body }) => body as { id: string });
  return { ...at, open: at.desk.open, first, bodies };
}

describe("correcting", () => {
  test("the server hears what was seen, what was chosen and why", async () => {
    const { open, first, server } = await withMessage();
    server.on(LEVEL, () => json(corrected("none")));
    open.correct(first(), "none", "high", "figure_of_speech");
    await settle();
    expect(server.requests(LEVEL)[0]).toMatchObject({
      headers: { "X-Mkhari-Console": "1" },
      body: { id: "id-1", level: "none", was: "high", reason: "figure_of_speech" },
    });
    expect(countsAs(first())).toBe("none");
    expect(first().corrections).toHaveLength(1);
    expect(open.standing).toEqual(STANDING);
    expect(open.unsettled(first())).toBeNull();
  });

  test("confirming sends the level that is shown", async () => {
    const { open, first, server } = await withMessage();
    server.on(LEVEL, () => json(corrected("high")));
    open.confirm(first());
    await settle();
    expect(server.requests(LEVEL)[0]?.body).toMatchObject({ level: "high", was: "high", reason: null });
  });

  test("a second click while the first is on its way is not sent", async () => {
    const { open, first, server, bodies } = await withMessage();
    let answer!: (response: Response) => void;
    server.on(LEVEL, () => new Promise((resolve) => (answer = resolve)));
    open.confirm(first());
    open.confirm(first());
    open.correct(first(), "low", "high");
    await settle();
    expect(open.unsettled(first())?.fate).toBe("sending");
    expect(countsAs(first())).toBe("high");
    answer(json(corrected("high")));
    await settle();
    expect(bodies()).toHaveLength(1);
  });

  test("while the server is away it goes again with the same id", async () => {
    const { open, first, server, clock, bodies } = await withMessage();
    server.on(LEVEL, () => problem(503));
    open.correct(first(), "low", "high");
    await settle();
    expect(open.unsettled(first())?.fate).toBe("retrying");
    server.on(LEVEL, () => json(corrected("low")));
    await clock.pass(1000);
    expect(countsAs(first())).toBe("low");
    expect(new Set(bodies().map(({ id }) => id))).toEqual(new Set(["id-1"]));
    expect(bodies().length).toBeGreaterThan(1);
  });

  test("an ended session keeps the decision for the next sign-in", async () => {
    const { desk, open, first, server, ends } = await withMessage();
    server.on(LEVEL, () => problem(401));
    open.correct(first(), "low", "high");
    await settle();
    expect(ends()).toBe(1);
    server.on(LEVEL, () => json(corrected("low")));
    desk.start();
    await settle();
    expect(server.requests(LEVEL)).toHaveLength(2);
  });

  test("a sign-out takes the decision along", async () => {
    const { desk, open, first, server } = await withMessage();
    server.on(LEVEL, () => problem(503));
    open.correct(first(), "low", "high");
    await settle();
    desk.stop(true);
    server.on(LEVEL, () => json(corrected("low")));
    desk.start();
    await settle();
    expect(server.requests(LEVEL)).toHaveLength(1);
  });

  test("an older event does not take a correction back", async () => {
    const { open, first, server, streams } = await withMessage();
    server.on(LEVEL, () => json(corrected("low")));
    open.correct(first(), "low", "high");
    await settle();
    await streams.at(-1)!.send("message", said("high"));
    await streams.at(-1)!.send("message", message(2, "caller", "ორი"));
    await arrived(() => open.messages.length === 2);
    expect(countsAs(first())).toBe("low");
  });

  test("the level in force follows the stream", async () => {
    const { open, streams } = await withMessage();
    await streams.at(-1)!.send("standing", STANDING);
    await arrived(() => open.standing?.level === "low");
    expect(open.standing).toEqual(STANDING);
  });
});

describe("a conflict", () => {
  async function overtaken() {
    const at = await withMessage();
    at.server.on(LEVEL, () => problem(409));
    at.server.on(DETAIL, () => json(detail([said("imminent", [decided("high", "imminent", "გიო")])])));
    at.open.correct(at.first(), "low", "high");
    await settle();
    return at;
  }

  test("shows the present state and keeps the decision in sight", async () => {
    const { open, first } = await overtaken();
    expect(countsAs(first())).toBe("imminent");
    const refused = open.unsettled(first())!;
    expect([refused.fate, refused.payload.level, isOvertaken(refused, countsAs(first()))]).toEqual(["refused", "low", true]);
  });

  test("is put away where the present level is left", async () => {
    const { open, first } = await overtaken();
    open.dismiss(first());
    expect(open.unsettled(first())).toBeNull();
    expect(countsAs(first())).toBe("imminent");
  });

  test("a new choice is a new decision about what is shown now", async () => {
    const { open, first, server, bodies } = await overtaken();
    server.on(LEVEL, () => json(corrected("moderate")));
    open.correct(first(), "moderate", countsAs(first()));
    await settle();
    expect(bodies()).toEqual([
      expect.objectContaining({ id: "id-1", was: "high" }),
      expect.objectContaining({ id: "id-2", was: "imminent", level: "moderate" }),
    ]);
    expect(open.unsettled(first())).toBeNull();
  });

  test("that cannot be looked into is still told", async () => {
    const { open, first, server } = await withMessage();
    server.on(LEVEL, () => problem(409));
    open.correct(first(), "low", "high");
    await settle();
    const refused = open.unsettled(first())!;
    expect([refused.fate, isOvertaken(refused, countsAs(first()))]).toEqual(["refused", false]);
  });

  test("a message that came meanwhile is not lost by looking again", async () => {
    const { open, first, server, streams } = await withMessage();
    let answer!: (response: Response) => void;
    server.on(LEVEL, () => problem(409));
    server.on(DETAIL, () => new Promise((resolve) => (answer = resolve)));
    open.correct(first(), "low", "high");
    await settle();
    await streams.at(-1)!.send("message", message(2, "caller", "ორი"));
    await arrived(() => open.messages.length === 2);
    answer(json(detail([said("moderate", [decided("high", "moderate", "გიო")])])));
    await settle();
    expect(open.messages.map(({ id }) => id)).toEqual([1, 2]);
    expect(countsAs(first())).toBe("moderate");
  });

  test("a decision about one case does not show in another", async () => {
    const { desk, server } = await overtaken();
    server.on("GET /api/console/cases/c2", () =>
      json(detail([said("high")], { case: summary({ id: "c2", state: "claimed", mine: true }) })),
    );
    await desk.select(summary({ id: "c2", state: "claimed", mine: true }));
    expect(desk.open.id).toBe("c2");
    expect(desk.open.unsettled(desk.messages[0]!)).toBeNull();
  });
});

describe("consent", () => {
  test.each([
    ["nobody may be asked", consent({ may_be_asked: false }), false],
    ["the conversation is deleted", null, false],
    ["it may be asked", consent(), true],
    ["it was asked, though it may not be any more", consent({ status: "asked", may_be_asked: false }), true],
    ["it was refused", consent({ status: "refused", may_be_asked: false }), true],
  ])("where %s, being shown is settled", (_name, state, shown) => expect(isShown(state)).toBe(shown));

  test.each([
    ["not_asked", true, "ask"],
    ["not_asked", false, null],
    ["asked", false, "record"],
    ["given", false, "take_back"],
    ["refused", false, null],
    ["withdrawn", false, null],
  ] as const)("%s (may be asked: %s) leads to %s", (status, may_be_asked, move) => {
    expect(nextMove(consent({ status, may_be_asked }))).toBe(move);
  });

  test("asking and recording show what follows", async () => {
    const { open, server } = await withMessage();
    server.on(ASK, () => json(consent({ status: "asked", may_be_asked: false })));
    expect(await open.askConsent()).toBe("done");
    expect(open.consent?.status).toBe("asked");
    server.on(RECORD, () => json(consent({ status: "given", may_be_asked: false })));
    expect(await open.recordConsent("yes")).toBe("done");
    expect(server.requests(RECORD)[0]?.body).toEqual({ answer: "yes" });
    expect(open.consent?.status).toBe("given");
  });

  test("what the person takes back by a word is seen at once", async () => {
    const { open, streams } = await withMessage();
    await streams.at(-1)!.send("consent", consent({ status: "withdrawn", may_be_asked: false }));
    await arrived(() => open.consent?.status === "withdrawn");
    expect(open.consent?.status).toBe("withdrawn");
  });

  test.each([403, 409])("refused with %i, it is looked at again", async (status) => {
    const { open, server } = await withMessage();
    server.on(RECORD, () => problem(status));
    server.on(DETAIL, () => json(detail([said("high")], { consent: consent({ status: "refused", may_be_asked: false }) })));
    expect(await open.recordConsent("yes")).toBe("changed");
    expect(open.consent?.status).toBe("refused");
  });

  test("while the server is away nothing changes, and trying again is harmless", async () => {
    const { open } = await withMessage();
    expect(await open.askConsent()).toBe("away");
    expect(open.consent?.status).toBe("not_asked");
  });

  test("an ended session is told", async () => {
    const { open, server, ends } = await withMessage();
    server.on(ASK, () => problem(401));
    await open.askConsent();
    expect(ends()).toBe(1);
  });

  test.each(LANGUAGES)("in %s every state has its word", (language) => {
    const { status, steps } = CONSOLE_STRINGS[language].consent;
    expect(Object.values(status).every(Boolean) && Object.values(steps).every(Boolean)).toBe(true);
    expect(new Set(Object.values(status)).size).toBe(5);
  });
});
