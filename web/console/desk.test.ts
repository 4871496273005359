import { describe, expect, test } from "vitest";
import { json, problem, settle } from "../shared/fakes.js";
import { CLAIM, CLOSE, LIVE, QUEUE, REPLY, arrived, claimed, message, mine, set, summary, working } from "./fakes.js";

describe("desk", () => {
  test("the queue stands in the server's order", async () => {
    const { desk, streams } = await working();
    await streams[0]!.send("queue", { cases: [summary({ id: "b" }), summary({ id: "a" })] });
    await arrived(() => desk.cases.length === 2);
    expect(desk.cases.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  test("changes of the queue are put into what was sent before, in the server's order", async () => {
    const { desk, streams } = await working();
    const [a, b, c] = [summary({ id: "a" }), summary({ id: "b" }), summary({ id: "c" })];
    await streams[0]!.send("queue", { cases: [a, b] });
    await streams[0]!.send("queue_changes", { changed: [c, { ...b, claimed_by: "გიო" }], order: ["c", "b"] });
    await arrived(() => desk.cases.length === 2 && desk.cases[0]?.id === "c");
    expect(desk.cases.map(({ id, claimed_by }) => [id, claimed_by])).toEqual([["c", c.claimed_by], ["b", "გიო"]]);
    await streams[0]!.send("queue_changes", { changed: [], order: ["b", "c"] });
    await arrived(() => desk.cases[0]?.id === "b");
    expect(desk.cases.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  test("nothing of a case is read before it is claimed", async () => {
    const { desk, server } = await working();
    await desk.select(desk.cases[0]!);
    expect(desk.pane).toBe("preview");
    expect(server.asked.filter(({ path }) => path.includes("/cases/"))).toEqual([]);
  });

  test("a claimed case opens with its history and listens to it", async () => {
    const { desk, texts } = await claimed();
    expect(desk.pane).toBe("open");
    expect(texts()).toEqual(["ერთი"]);
    expect(desk.cases[0]?.mine).toBe(true);
  });

  test("who comes second is told that somebody else has it", async () => {
    const { desk, server } = await working();
    server.on(CLAIM, () => problem(409));
    await desk.select(desk.cases[0]!);
    await desk.claim();
    expect(desk.pane).toBe("taken");
    expect(desk.messages).toEqual([]);
  });

  test("a message that comes again replaces itself", async () => {
    const { desk, streams, texts } = await claimed();
    await streams.at(-1)!.send("message", message(2, "counsellor", "გისმენ", { delivery: "pending" }));
    await streams.at(-1)!.send("message", message(2, "counsellor", "გისმენ", { delivery: "blocked" }));
    await arrived(() => desk.messages[1]?.delivery === "blocked");
    expect(texts()).toEqual(["ერთი", "გისმენ"]);
  });

  test("a reply is shown once, whether its answer or its event comes first", async () => {
    const { desk, server, streams, texts } = await claimed();
    let answer!: (response: Response) => void;
    server.on(REPLY, () => new Promise((resolve) => (answer = resolve)));
    desk.reply("აქ ვარ");
    expect(desk.unsent).toHaveLength(1);
    await streams.at(-1)!.send("message", message(2, "counsellor", "აქ ვარ"));
    await arrived(() => texts().length === 2);
    expect(desk.unsent).toEqual([]);
    answer(json(message(2, "counsellor", "აქ ვარ")));
    await settle();
    expect(texts()).toEqual(["ერთი", "აქ ვარ"]);
  });

  test("a reply goes again with the same id while the server is away", async () => {
    const { desk, server, clock } = await claimed();
    desk.reply("აქ ვარ");
    await settle();
    expect(desk.unsent[0]?.fate).toBe("retrying");
    server.on(REPLY, () => json(message(2, "counsellor", "აქ ვარ")));
    await clock.pass(1000);
    expect(desk.unsent).toEqual([]);
    expect(new Set(server.requests(REPLY).map(({ body }) => (body as { id: string }).id)).size).toBe(1);
  });

  test("a refused reply gives its words back", async () => {
    const { desk, server } = await claimed();
    server.on(REPLY, () => problem(409));
    desk.reply("აქ ვარ");
    await settle();
    expect(desk.unsent[0]?.fate).toBe("refused");
    desk.replies.putBack("id-1");
    expect(desk.draft).toBe("აქ ვარ");
  });

  test("each case keeps its own draft, across a reload and an ended session", async () => {
    const given = await claimed();
    given.desk.draft = "დაუმთავრებელი";
    given.desk.stop(false);
    const again = given.open();
    await again.select(summary());
    expect(again.draft).toBe("დაუმთავრებელი");
    await again.select(summary({ id: "c2" }));
    expect(again.draft).toBe("");
  });

  test("a sign-out leaves nothing behind", async () => {
    const { desk, storage } = await claimed();
    desk.draft = "დაუმთავრებელი";
    desk.stop(true);
    expect(storage.length).toBe(0);
    expect(desk.cases).toEqual([]);
    expect(desk.messages).toEqual([]);
  });

  test("an ended session is told once and the reply waits for the next sign-in", async () => {
    const { desk, server, ends } = await claimed();
    server.on(REPLY, () => problem(401));
    desk.reply("აქ ვარ");
    await settle();
    expect(ends()).toBe(1);
    server.on(REPLY, () => json(message(2, "counsellor", "აქ ვარ")));
    desk.start();
    await settle();
    expect(server.requests(REPLY)).toHaveLength(2);
  });

  test("a case that was closed elsewhere is put away", async () => {
    const { desk, streams, server } = await claimed();
    await streams.at(-1)!.send("case", { ...mine, state: "closed" });
    await arrived(() => desk.pane === "preview");
    expect(desk.messages).toEqual([]);
    await arrived(() => server.requests(QUEUE).length === 2);
    expect(server.requests(QUEUE)).toHaveLength(2);
  });

  test("what the caller deleted is not shown any longer", async () => {
    const { desk, streams } = await claimed();
    await streams.at(-1)!.send("case", { ...mine, deleted_by_caller: true });
    await arrived(() => desk.messages.length === 0);
    expect([desk.messages, desk.open.standing, desk.open.consent]).toEqual([[], null, null]);
    expect(desk.pane).toBe("open");
  });

  test("a stream that refuses the case goes on without it", async () => {
    const given = set();
    given.server.on(LIVE, () => problem(403));
    const { desk, ends } = await working(given);
    await desk.select(desk.cases[0]!);
    await desk.claim();
    await arrived(() => desk.pane === "taken" && desk.connection === "open");
    expect(desk.pane).toBe("taken");
    expect(desk.connection).toBe("open");
    expect(ends()).toBe(0);
  });

  test("a closed case leaves the desk", async () => {
    const { desk, server } = await claimed();
    server.on(CLOSE, () => json(summary({ state: "closed" })));
    expect(await desk.work.close("c1", { outcome: "supported", note: "" })).toBe("done");
    expect(desk.cases).toEqual([]);
    expect(desk.pane).toBe("none");
  });

  test("a case that could not be closed stays", async () => {
    const { desk } = await claimed();
    expect(await desk.work.close("c1", { outcome: "supported", note: "" })).toBe("away");
    expect(desk.pane).toBe("open");
  });
});
