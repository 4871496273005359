import { describe, expect, test } from "vitest";
import { FakeClock, settle } from "./fakes.js";
import { Outbox } from "./outbox.js";
import { Refused, Unreachable } from "./problem.js";

type Reply = "ok" | Error;

function set(...replies: Reply[]) {
  const clock = new FakeClock();
  const posted: string[] = [];
  const taken: string[] = [];
  let unauthorised = 0;
  const outbox = new Outbox<string, string>({
    post: async (id) => {
      posted.push(id);
      const reply = replies.shift() ?? "ok";
      if (reply instanceof Error) throw reply;
      return reply;
    },
    taken: ({ id }) => void taken.push(id),
    unauthorised: () => void (unauthorised += 1),
    changed: () => undefined,
    clock,
    random: () => 0.5,
  });
  return { outbox, clock, posted, taken, count: () => unauthorised };
}

describe("outbox", () => {
  test("items are sent one at a time and in order", async () => {
    const { outbox, posted, taken } = set();
    outbox.add("a", "first");
    outbox.add("b", "second");
    expect(posted).toEqual(["a"]);
    await settle();
    expect(taken).toEqual(["a", "b"]);
    expect(outbox.items).toEqual([]);
  });

  test("an unanswered item goes again with the same id and later ones wait behind it", async () => {
    const { outbox, clock, posted, taken } = set(new Unreachable(), new Unreachable());
    outbox.add("a", "first");
    outbox.add("b", "second");
    await settle();
    expect(outbox.items.map((item) => item.fate)).toEqual(["retrying", "sending"]);
    await clock.pass(999);
    expect(posted).toEqual(["a"]);
    await clock.pass(1);
    expect(posted).toEqual(["a", "a"]);
    await clock.pass(2000);
    expect(posted).toEqual(["a", "a", "a", "b"]);
    expect(taken).toEqual(["a", "b"]);
  });

  test("the wait that the server asks for is kept", async () => {
    const { outbox, clock, posted } = set(new Refused(429, null, 12));
    outbox.add("a", "first");
    await clock.pass(11_999);
    expect(posted).toEqual(["a"]);
    await clock.pass(1);
    expect(posted).toEqual(["a", "a"]);
  });

  test("a server in trouble keeps the item and its safety text", async () => {
    const problem = { type: "about:blank", title: "away", status: 503, detail: "", safety: "112" };
    const { outbox, clock, taken } = set(new Refused(503, problem, null));
    outbox.add("a", "first");
    await settle();
    expect(outbox.items[0]).toMatchObject({ fate: "retrying", problem });
    await clock.pass(60_000);
    expect(taken).toEqual(["a"]);
  });

  test("a refused item stays to be given back and does not hold up the next", async () => {
    const { outbox, taken } = set(new Refused(422, null, null));
    outbox.add("a", "first");
    outbox.add("b", "second");
    await settle();
    expect(taken).toEqual(["b"]);
    expect(outbox.items[0]?.fate).toBe("refused");
    expect(outbox.withdraw("a")?.payload).toBe("first");
    expect(outbox.items).toEqual([]);
  });

  test("only a refused item can be withdrawn", async () => {
    const { outbox } = set(new Unreachable());
    outbox.add("a", "first");
    await settle();
    expect(outbox.withdraw("a")).toBeNull();
  });

  test("without a session sending stands still until it resumes", async () => {
    const { outbox, clock, posted, taken, count } = set(new Refused(401, null, null));
    outbox.add("a", "first");
    await clock.pass(120_000);
    expect(posted).toEqual(["a"]);
    expect(count()).toBe(1);
    outbox.resume();
    await settle();
    expect(taken).toEqual(["a"]);
  });

  test("what was cleared while on its way is forgotten", async () => {
    const { outbox, taken } = set();
    outbox.add("a", "first");
    outbox.clear();
    await settle();
    expect(taken).toEqual([]);
    expect(outbox.items).toEqual([]);
  });
});
