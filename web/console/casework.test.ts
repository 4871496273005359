import { describe, expect, test } from "vitest";
import type { Colleague } from "../shared/api.js";
import { json, problem, settle } from "../shared/fakes.js";
import { LANGUAGES } from "../shared/language.js";
import { CONSOLE_STRINGS } from "../shared/strings.console.js";
import { categoriesOf, titleOf } from "./categories.js";
import { receivers } from "./colleagues.js";
import { CLAIM, CLOSE, DETAIL, arrived, claimed, detail, message, mine, summary, working } from "./fakes.js";
import { lossOf } from "./losses.js";
import { byGravity } from "./pages.js";
import { newEmergencies, unanswered } from "./queue.js";

const NEXT = "POST /api/console/cases/next";
const PAGE = "POST /api/console/cases/c1/page";
const BACK = "POST /api/console/cases/c1/hand-back";
const BEYOND = "POST /api/console/cases/c1/claim?beyond_limit=true";
const FULL = () => problem(409, { title: "You hold as many as you take" });
const opened = () => json(detail([message(1, "caller", "ერთი")]));
const NOW = Date.parse("2026-11-01T10:05:00Z");

describe("taking a case", () => {
  test("the next one opens at once", async () => {
    const { desk, server } = await working();
    server.on(NEXT, opened);
    expect(await desk.work.takeNext()).toBe("done");
    expect([desk.pane, desk.part, desk.summary?.id]).toEqual(["open", "holder", "c1"]);
  });

  test.each([
    [() => problem(404, { title: "Nobody waits for you" }), "nobody"],
    [FULL, "full"],
    [() => problem(503), "away"],
  ])("where there is no next one it is told why (%#)", async (answer, why) => {
    const { desk, server } = await working();
    server.on(NEXT, answer);
    expect(await desk.work.takeNext()).toBe(why);
    expect(desk.pane).toBe("none");
  });

  test("beyond the limit only on purpose", async () => {
    const { desk, server } = await working();
    server.on(CLAIM, FULL);
    server.on(BEYOND, opened);
    await desk.select(desk.cases[0]!);
    await desk.claim();
    expect(desk.pane).toBe("full");
    expect(server.requests(BEYOND)).toHaveLength(0);
    await desk.claim(true);
    expect(desk.pane).toBe("open");
  });
});

describe("a page", () => {
  const ringing = { pages: [{ page: "p1", case: "c1", urgency: "emergency", rung: "primary", attempt: 1, at: "2026-11-01T10:00:00Z" }] };

  async function called() {
    const at = await working();
    await at.streams[0]!.send("pages", ringing);
    await arrived(() => at.desk.pages.length === 1);
    return at;
  }

  test("who takes it gets the case", async () => {
    const { desk, server } = await called();
    server.on(PAGE, () => json({ result: "accepted" }));
    expect(await desk.answerPage("c1", "accepted")).toBe("done");
    expect(server.requests(PAGE)[0]?.body).toEqual({ answer: "accepted" });
    expect([desk.pane, desk.pages]).toEqual(["open", []]);
  });

  test("who takes it with full hands is asked, not refused", async () => {
    const { desk, server } = await called();
    server.on(PAGE, () => json({ result: "accepted" }));
    server.on(CLAIM, FULL);
    expect(await desk.answerPage("c1", "accepted")).toBe("full");
    expect(desk.pane).toBe("full");
  });

  test("a quicker colleague is told, and nothing is claimed", async () => {
    const { desk, server } = await called();
    server.on(PAGE, () => json({ result: "already_held" }));
    expect(await desk.answerPage("c1", "accepted")).toBe("already_held");
    expect(server.requests(CLAIM)).toHaveLength(0);
  });

  test("it goes on ringing while the server is away", async () => {
    const { desk } = await called();
    expect(await desk.answerPage("c1", "declined")).toBe("away");
    expect(desk.pages).toHaveLength(1);
  });

  test("the gravest rings first, then the oldest", () => {
    const [one] = ringing.pages;
    const page = (id: string, urgency: "emergency" | "routine", at: string) => ({ ...one!, page: id, urgency, at });
    const order = byGravity([page("c", "routine", "10:00"), page("b", "emergency", "10:05"), page("a", "emergency", "10:01")]);
    expect(order.map(({ page: id }) => id)).toEqual(["a", "b", "c"]);
  });
});

describe("letting go", () => {
  test("handing back is no loss, and is told calmly", async () => {
    const { desk, server, streams } = await claimed();
    desk.note = "იცოდე";
    server.on(BACK, async () => {
      await streams.at(-1)!.send("queue", { cases: [summary()] }); // the stream is faster than the answer
      return json(summary());
    });
    expect(await desk.work.handBack("c1", { reason: "shift_over", note: desk.note })).toBe("done");
    await settle();
    expect(desk.losses.all).toEqual([]);
    expect([desk.pane, desk.summary, desk.finished?.how]).toEqual(["none", null, "handed_back"]);
    expect(desk.replies.noteOf("c1")).toBe("");
  });

  test("a note that could not go along stays", async () => {
    const { desk } = await claimed();
    desk.note = "იცოდე";
    expect(await desk.work.handBack("c1", { reason: "other", note: desk.note })).toBe("away");
    expect([desk.note, desk.draft, desk.pane]).toEqual(["იცოდე", "", "open"]);
  });

  test("a case that was just closed can be opened again", async () => {
    const { desk, server } = await claimed();
    const closing = { outcome: "supported" as const, category: "family", actions: ["listened"], risk_at_end: "low" as const, note: "" };
    server.on(CLOSE, () => json({ ...mine, state: "closed" }));
    await desk.work.close("c1", closing);
    expect(server.requests(CLOSE)[0]?.body).toEqual(closing);
    expect(desk.finished?.how).toBe("closed");
    server.on("POST /api/console/cases/c1/reopen", () => json(summary({ state: "reopened" })));
    expect(await desk.work.reopen("c1", "person_asked")).toBe("done");
    expect([desk.pane, desk.summary?.state, desk.finished]).toEqual(["preview", "reopened", null]);
  });

  test("an offer stays with its holder until it is answered", async () => {
    const { desk, server } = await claimed();
    server.on("POST /api/console/cases/c1/transfer", () => json({ ...mine, state: "in_transfer", transfer_to: "გიო", transfer_kind: "warm" }));
    expect(await desk.work.offer("c1", { to: "a".repeat(32), kind: "warm", note: "" })).toBe("done");
    expect([desk.pane, desk.part, desk.summary?.transfer_to]).toEqual(["open", "holder", "გიო"]);
  });

  test("what is offered can be read before it is taken", async () => {
    const { desk, server } = await working();
    const offer = summary({ state: "in_transfer", offered_to_me: true, claimed_by: "გიო" });
    server.on(DETAIL, () => json(detail([message(1, "caller", "ერთი")], { case: offer })));
    await desk.select(offer);
    expect([desk.pane, desk.part]).toEqual(["open", "offered"]);
  });
});

describe("losing a case", () => {
  test.each([
    [summary({ state: "claimed", claimed_by: "გიო" }), "taken_over", "გიო"],
    [summary(), "in_queue", null],
    [null, "ended", null],
  ])("is told by what became of it (%#)", (now, kind, holder) => {
    expect(lossOf(mine, now)).toMatchObject({ kind, holder });
  });

  test("an offer that was taken up is no takeover", () => {
    const was = { ...mine, state: "in_transfer" as const, transfer_to: "გიო" };
    expect(lossOf(was, summary({ state: "claimed", claimed_by: "გიო" }))?.kind).toBe("handed_over");
    expect(lossOf(summary(), null)).toBeNull();
  });

  test("puts the case away, tells it, and keeps what was typed", async () => {
    const { desk, streams } = await claimed();
    desk.draft = "დაუმთავრებელი";
    await streams.at(-1)!.send("queue", { cases: [summary({ state: "claimed", claimed_by: "გიო" })] });
    await arrived(() => desk.pane === "preview");
    expect(desk.losses.of("c1")).toMatchObject({ kind: "taken_over", holder: "გიო" });
    expect(desk.messages).toEqual([]);
    expect(desk.replies.keptOf("c1")).toBe("დაუმთავრებელი");
    desk.dismissLoss("c1");
    expect(desk.losses.all).toEqual([]);
  });

  test("is told of a case that is not open, too, and forgotten once it is held again", async () => {
    const { desk, streams } = await working();
    const other = summary({ id: "c2", state: "claimed", mine: true });
    await streams[0]!.send("queue", { cases: [other] });
    await arrived(() => desk.cases[0]?.id === "c2");
    await streams[0]!.send("queue", { cases: [summary({ id: "c2" })] });
    await arrived(() => desk.losses.all.length === 1);
    expect(desk.losses.of("c2")?.kind).toBe("in_queue");
    await streams[0]!.send("queue", { cases: [summary({ id: "c2", state: "claimed", claimed_by: "გიო" })] });
    await arrived(() => desk.losses.of("c2")?.kind === "taken_over");
    expect(desk.losses.of("c2")?.holder).toBe("გიო");
    await streams[0]!.send("queue", { cases: [other] });
    await arrived(() => desk.losses.all.length === 0);
    expect(desk.losses.all).toEqual([]);
  });
});

describe("what the queue shows", () => {
  test("an emergency without an answer turns red after two minutes", () => {
    const held = (unanswered_since: string) => ({ ...mine, urgency: "emergency" as const, unanswered_since });
    expect(unanswered(held("2026-11-01T10:02:30Z"), NOW)).toEqual({ hours: 0, minutes: 2, isLate: true });
    expect(unanswered(held("2026-11-01T10:03:30Z"), NOW)?.isLate).toBe(false);
    expect(unanswered(held("2026-11-01T10:04:30Z"), NOW)).toBeNull();
    expect(unanswered({ ...mine, unanswered_since: "2026-11-01T10:00:00Z" }, NOW)?.isLate).toBe(false);
    expect(unanswered(summary({ unanswered_since: "2026-11-01T10:00:00Z" }), NOW)).toBeNull();
  });

  test("an emergency is told aloud when it comes, when it rises to one, and when it comes back", () => {
    const emergency = summary({ urgency: "emergency" });
    expect(newEmergencies([], [emergency])).toHaveLength(1);
    expect(newEmergencies([summary()], [emergency])).toHaveLength(1);
    expect(newEmergencies([{ ...emergency, state: "claimed" }], [emergency])).toHaveLength(1);
    expect(newEmergencies([emergency], [emergency])).toHaveLength(0);
  });
});

describe("to whom a case can go", () => {
  const person = (name: string, more: Partial<Colleague> = {}): Colleague => ({
    id: name,
    name,
    role: "counsellor",
    present: true,
    away: false,
    languages: ["ka"],
    audiences: ["youth"],
    skills: [],
    capacity: 3,
    emergencies: 1,
    chats: 0,
    emergency_chats: 0,
    duties: [],
    ...more,
  });

  test("who is there, who speaks the language and has room first, never oneself", () => {
    const all = [
      person("full", { chats: 3 }),
      person("busy", { chats: 2 }),
      person("free"),
      person("russian", { languages: ["ru"] }),
      person("gone", { present: false }),
      person("me"),
    ];
    expect(receivers(all, "me", { language: "ka" }).map(({ colleague }) => colleague.name)).toEqual(["free", "busy", "full", "russian"]);
  });
});

describe("the closing form's lists", () => {
  test("are asked for once they came, and are empty where the server has none", async () => {
    const { desk, server } = await working();
    server.on("GET /api/console/categories", () => problem(404));
    expect((await desk.work.categories()).categories).toEqual([]);
    const title = { ka: "ოჯახი", ru: "семья", en: "family" };
    server.on("GET /api/console/categories", () => json({ categories: [{ id: "family", title, children: [{ id: "family_row", title }] }], actions: [], risk_at_end: [] }));
    expect((await desk.work.categories()).categories[0]?.children).toHaveLength(1);
    server.off("GET /api/console/categories");
    const [family] = (await desk.work.categories()).categories;
    expect(titleOf(family!, "ka")).toBe("ოჯახი");
  });

  test("leave out what is not as expected", () => {
    expect(categoriesOf({ categories: [{ id: 1 }, null], actions: "no" })).toEqual({ categories: [], actions: [], risk_at_end: [] });
  });
});

describe("the words", () => {
  test.each(LANGUAGES)("in %s nothing is left empty", (language) => {
    const empty = (value: unknown): boolean => (typeof value === "object" && value !== null ? Object.values(value).some(empty) : value === "");
    expect(empty(CONSOLE_STRINGS[language].work)).toBe(false);
  });
});
