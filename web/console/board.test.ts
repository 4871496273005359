import { describe, expect, test } from "vitest";
import type { Board, Breach } from "../shared/api.js";
import { FakeClock, FakeServer, json, problem, settle } from "../shared/fakes.js";
import { ConsoleApi } from "./api.js";
import { BOARD_EVERY_MS, BoardRoom, auditDetail, boardCases, breachLines, spanOf, waitingLines } from "./board.js";
import { DETAIL, LIVE, QUEUE, arrived, detail, message, summary, working } from "./fakes.js";

const BOARD = "GET /api/console/board";
const SEAT = "POST /api/console/cases/c1/seat";
const LEAVE = "DELETE /api/console/cases/c1/seat";

const board = (more: Partial<Board> = {}): Board => ({
  at: "2026-11-01T10:00:00Z",
  on_duty: true,
  waiting: {},
  oldest_seconds: {},
  cases: [],
  colleagues: [],
  breaches: [],
  overdue_seconds: 0,
  ...more,
});

function room() {
  const server = new FakeServer();
  const clock = new FakeClock();
  let ended = 0;
  const at = new BoardRoom({ api: new ConsoleApi(server.fetch), clock, signedOut: () => void (ended += 1) });
  server.on(BOARD, () => json(board()));
  return { server, clock, room: at, asked: () => server.requests(BOARD).length, ends: () => ended };
}

describe("the live board", () => {
  test("is asked for every few seconds and at every change of the queue, and not once it is left", async () => {
    const { room: at, clock, asked } = room();
    at.open();
    await settle();
    expect([asked(), at.board?.on_duty]).toEqual([1, true]);
    await clock.pass(BOARD_EVERY_MS);
    expect(asked()).toBe(2);
    at.hurry();
    await settle();
    expect(asked()).toBe(3);
    at.close();
    at.hurry();
    await clock.pass(BOARD_EVERY_MS * 3);
    expect(asked()).toBe(3);
  });

  test("changes that come together are one question more", async () => {
    const { room: at, clock, server, asked } = room();
    let answer!: (response: Response) => void;
    server.on(BOARD, () => new Promise((resolve) => (answer = resolve)));
    at.open();
    at.hurry();
    at.hurry();
    answer(json(board()));
    await settle();
    await clock.pass(0);
    expect(asked()).toBe(2);
  });

  test("says that it may be old while the server is away, and goes on asking", async () => {
    const { room: at, clock, server } = room();
    at.open();
    await settle();
    server.on(BOARD, () => problem(503));
    await clock.pass(BOARD_EVERY_MS);
    expect([at.isStale, at.board !== null]).toEqual([true, true]);
    server.on(BOARD, () => json(board({ on_duty: false })));
    await clock.pass(BOARD_EVERY_MS);
    expect([at.isStale, at.board?.on_duty]).toEqual([false, false]);
  });

  test("an ended session is told and leaves nothing behind", async () => {
    const { room: at, server, ends } = room();
    server.on(BOARD, () => problem(401));
    at.open();
    await settle();
    expect(ends()).toBe(1);
    at.forget();
    expect(at.board).toBeNull();
  });

  test("a colleague who has just left is told as such", async () => {
    const { room: at, server } = room();
    server.on("POST /api/console/cases/c1/reassign", () => problem(409, { title: "This counsellor is not there" }));
    expect(await at.reassign("c1", "a".repeat(32))).toBe("absent");
    server.on("POST /api/console/cases/c1/reassign", () => json(summary()));
    expect(await at.reassign("c1", "a".repeat(32))).toBe("done");
  });
});

describe("what the board shows", () => {
  test("breaches of emergencies stand first, then the longest", () => {
    const cases = [summary({ id: "a" }), summary({ id: "b", urgency: "emergency" })];
    const breaches: Breach[] = [
      { what: "unclaimed", case: "a", seconds: 900 },
      { what: "unanswered", case: "b", seconds: 30 },
      { what: "deadline_overdue", case: null, seconds: 5 },
    ];
    expect(breachLines(board({ cases, breaches })).map(({ breach }) => breach.case)).toEqual(["b", null, "a"]);
  });

  test("every urgency has its tile, also where nobody waits", () => {
    expect(waitingLines(board({ waiting: { urgent: 2 }, oldest_seconds: { urgent: 61.7 } }))).toEqual([
      { urgency: "emergency", count: 0, oldest: 0 },
      { urgency: "urgent", count: 2, oldest: 61 },
      { urgency: "routine", count: 0, oldest: 0 },
    ]);
    expect(spanOf(3725.9)).toEqual({ hours: 1, minutes: 2, seconds: 5 });
  });

  test("who waits stands above who is held", () => {
    const cases = [summary({ id: "held", state: "claimed" }), summary({ id: "waits" }), summary({ id: "again", state: "reopened" })];
    expect(boardCases(board({ cases })).map(({ id }) => id)).toEqual(["waits", "again", "held"]);
  });

  test("the history's codes are read part by part", () => {
    const words: Record<string, string> = { emergency: "E", urgent: "U", misread: "M" };
    expect(auditDetail("emergency>urgent:misread", (code) => words[code] ?? code)).toBe("E → U: M");
    expect(auditDetail("", (code) => code)).toBe("");
  });
});

describe("reading along", () => {
  const held = summary({ state: "claimed", claimed_by: "გიო" });

  async function beside() {
    const at = await working();
    at.server.on(SEAT, () => json(detail([message(1, "caller", "ერთი")], { case: held })));
    at.server.on(LEAVE, () => json(null, 204));
    await at.desk.readAlong(held);
    await arrived(() => at.server.requests(LIVE).length === 1);
    return at;
  }

  test("opens the case to read, listens to it, and stays through its changes", async () => {
    const { desk, texts, streams } = await beside();
    expect([desk.pane, desk.part, texts()]).toEqual(["open", "beside", ["ერთი"]]);
    await streams.at(-1)!.send("case", { ...held, urgency: "emergency" });
    await arrived(() => desk.summary?.urgency === "emergency");
    expect(desk.pane).toBe("open");
    expect(desk.losses.all).toEqual([]);
  });

  test("a whisper goes to the holder alone", async () => {
    const { desk, server } = await beside();
    server.on("POST /api/console/cases/c1/whispers", () => json(null, 204));
    expect(await desk.seat.whisper("ჰკითხე დედაზე")).toBe("done");
    expect(server.requests("POST /api/console/cases/c1/whispers")[0]?.body).toEqual({ text: "ჰკითხე დედაზე" });
    expect(server.requests("POST /api/console/cases/c1/replies")).toHaveLength(0);
  });

  test("leaving gives the seat up and shows nothing any longer", async () => {
    const { desk, server } = await beside();
    desk.putAway();
    await settle();
    expect(server.requests(LEAVE)).toHaveLength(1);
    expect([desk.pane, desk.messages, desk.seat.caseId]).toEqual(["none", [], null]);
    await arrived(() => server.requests(QUEUE).length === 2);
    expect(server.requests(QUEUE)).toHaveLength(2);
  });

  test("whoever turns to another case leaves the seat", async () => {
    const { desk, server } = await beside();
    await desk.select(summary({ id: "c2" }));
    expect(server.requests(LEAVE)).toHaveLength(1);
  });

  test("what cannot be read along in is told", async () => {
    const { desk, server } = await working();
    server.on(SEAT, () => problem(409, { title: "This case is closed" }));
    await desk.readAlong(held);
    expect([desk.pane, desk.part]).toEqual(["taken", null]);
    expect(server.requests(DETAIL)).toHaveLength(0);
  });
});
