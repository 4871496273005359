import { describe, expect, test } from "vitest";
import type { WidgetMessage } from "../shared/api.js";
import { FakeClock, FakeServer, FakeStorage, FakeStream, countedIds, json, problem, settle } from "../shared/fakes.js";
import { WidgetApi } from "./api.js";
import { Conversation } from "./conversation.js";
import { Memory } from "./memory.js";

const BEGIN = "POST /api/widget/sessions";
const SAY = "POST /api/widget/messages";
const READ = "GET /api/widget/messages?after=0";
const LISTEN = "GET /api/widget/stream";
const DELETE = "DELETE /api/widget/conversation";

const message = (id: number, author: WidgetMessage["author"], text: string): WidgetMessage => ({ id, author, text, buttons: [], at: "2026-11-01T10:00:00Z" });
const turn = (...messages: WidgetMessage[]) => ({ messages, state: "program", language: "ka" });
const session = (token: string, ...messages: WidgetMessage[]) => json({ token, expires_at: "2026-11-02T10:00:00Z", ...turn(...messages) }, 201);

/** Streams hand their chunks on over several turns of the event loop. */
async function arrived(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !done(); tries += 1) await settle();
}

function set(storage = new FakeStorage()) {
  const server = new FakeServer();
  const clock = new FakeClock();
  const streams: FakeStream[] = [];
  server.on(BEGIN, () => session("t1", message(1, "program", "გამარჯობა")));
  server.on(LISTEN, (_asked, signal) => {
    const stream = new FakeStream(signal);
    streams.push(stream);
    return stream.response;
  });
  const open = () =>
    new Conversation(
      { api: new WidgetApi(server.fetch), memory: new Memory(() => storage), clock, send: server.fetch, random: () => 0.5, newId: countedIds() },
      "ka",
    );
  const conversation = open();
  const texts = () => conversation.entries.map(({ text }) => text);
  return { server, clock, streams, storage, conversation, open, texts };
}

async function ready(given: ReturnType<typeof set>) {
  await given.conversation.start();
  await arrived(() => given.conversation.connection === "open");
  return given;
}

describe("conversation", () => {
  test("begins with the program's greeting and listens from there", async () => {
    const { conversation, server, texts } = await ready(set());
    expect(conversation.phase).toBe("ready");
    expect(texts()).toEqual(["გამარჯობა"]);
    expect(server.requests(LISTEN)[0]?.headers).toMatchObject({ Authorization: "Bearer t1", "Last-Event-ID": "1" });
  });

  test("the token is in no address", async () => {
    const { server } = await ready(set());
    for (const { path } of server.asked) expect(path).not.toContain("t1");
  });

  test("words stay on the screen while they are on their way and are then shown once", async () => {
    const { conversation, server, texts } = await ready(set());
    server.on(SAY, () => json(turn(message(2, "caller", "დამეხმარე"), message(3, "program", "გისმენ"))));
    conversation.say("დამეხმარე");
    expect(conversation.unsent.map((item) => item.payload.shown)).toEqual(["დამეხმარე"]);
    await settle();
    expect(conversation.unsent).toEqual([]);
    expect(texts()).toEqual(["გამარჯობა", "დამეხმარე", "გისმენ"]);
  });

  test("a counsellor's words arrive live and change the state", async () => {
    const { conversation, streams, texts } = await ready(set());
    await streams[0]!.send("state", { state: "counsellor", language: "ka" });
    await streams[0]!.send("message", message(2, "counsellor", "მე ნინო ვარ"));
    await arrived(() => texts().length === 2);
    expect(conversation.state).toBe("counsellor");
    expect(texts()[1]).toBe("მე ნინო ვარ");
  });

  test("while the database is down the same message goes again with the same id until it is taken", async () => {
    const { conversation, server, clock } = await ready(set());
    server.on(SAY, () => problem(503, { safety: "112" }));
    conversation.say("აქ ხართ?");
    await settle();
    expect(conversation.unsent[0]).toMatchObject({ fate: "retrying", problem: { safety: "112" } });
    server.on(SAY, () => json(turn(message(2, "caller", "აქ ხართ?"))));
    await clock.pass(60_000);
    expect(conversation.unsent).toEqual([]);
    const ids = server.requests(SAY).map(({ body }) => (body as { id: string }).id);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(1);
  });

  test("an expired session is replaced and the typed words go to the new one", async () => {
    const { conversation, server, clock, texts } = await ready(set());
    server.on(SAY, () => problem(401));
    server.on(BEGIN, () => session("t2", message(1, "program", "ისევ გამარჯობა")));
    conversation.draft = "ნახევარი ფრაზა";
    conversation.say("მთელი ფრაზა");
    await settle();
    expect(conversation.hasExpired).toBe(true);
    server.on(SAY, ({ headers }) => (headers.Authorization === "Bearer t2" ? json(turn(message(2, "caller", "მთელი ფრაზა"))) : problem(401)));
    await clock.pass(2000);
    await settle();
    expect(texts()).toEqual(["ისევ გამარჯობა", "მთელი ფრაზა"]);
    expect(conversation.unsent).toEqual([]);
  });

  test("a server that refuses every token is not asked in a circle", async () => {
    const { conversation, server, clock } = set();
    server.on(LISTEN, () => problem(401));
    await conversation.start();
    await clock.pass(60_000);
    expect(server.requests(BEGIN).length).toBeLessThan(8);
  });

  test("words written while the server is away are sent when it is back", async () => {
    const { conversation, server, clock } = set();
    server.off(BEGIN);
    await conversation.start();
    expect(conversation.phase).toBe("unreachable");
    conversation.say("არის აქ ვინმე?");
    server.on(BEGIN, () => session("t1"));
    server.on(SAY, () => json(turn(message(1, "caller", "არის აქ ვინმე?"))));
    await clock.pass(1000);
    await settle();
    expect(conversation.phase).toBe("ready");
    expect(conversation.unsent).toEqual([]);
    expect(server.requests(SAY)).toHaveLength(1);
  });

  test("after turning to another page the conversation, the draft and the unsent words are there", async () => {
    const given = await ready(set());
    given.server.off(SAY);
    given.conversation.say("გაუგზავნელი");
    await settle();
    given.conversation.draft = "დაუმთავრებელი";
    given.server.on(READ, () => json(turn(message(1, "program", "გამარჯობა"))));
    const again = given.open();
    await again.start();
    expect(again.draft).toBe("დაუმთავრებელი");
    expect(again.unsent.map((item) => item.payload.shown)).toEqual(["გაუგზავნელი"]);
    expect(again.entries.map(({ text }) => text)).toEqual(["გამარჯობა"]);
    expect(given.server.requests(BEGIN)).toHaveLength(1);
  });

  test("refused words go back into the draft, before what was typed since", async () => {
    const { conversation, server } = await ready(set());
    server.on(SAY, () => problem(422));
    conversation.say("ძალიან გრძელი");
    await settle();
    conversation.draft = "ახალი";
    conversation.putBack("id-1");
    expect(conversation.draft).toBe("ძალიან გრძელი\nახალი");
    expect(conversation.unsent).toEqual([]);
  });

  test("the language changes at once and is asked of the server", async () => {
    const { conversation, server, streams } = await ready(set());
    conversation.chooseLanguage("ru", "Русский");
    await streams[0]!.send("state", { state: "program", language: "ka" });
    expect(conversation.language).toBe("ru");
    expect(server.requests(SAY)[0]?.body).toMatchObject({ command: "language", argument: "ru" });
  });

  test("deleting clears the server, the screen and the tab", async () => {
    const { conversation, server, storage, texts } = await ready(set());
    server.on(DELETE, () => json(null, 204));
    expect(await conversation.deleteEverything()).toBe("everywhere");
    expect(texts()).toEqual([]);
    expect(storage.length).toBe(0);
    expect(conversation.phase).toBe("deleted");
  });

  test("a deletion that did not happen is told as such and clears nothing", async () => {
    const { conversation, texts } = await ready(set());
    expect(await conversation.deleteEverything()).toBe("failed");
    expect(texts()).toEqual(["გამარჯობა"]);
  });

  test("hiding leaves nothing in the tab and asks nobody", async () => {
    const { conversation, server, storage, texts } = await ready(set());
    conversation.draft = "საიდუმლო";
    const asked = server.asked.length;
    conversation.hide();
    expect(texts()).toEqual([]);
    expect(conversation.draft).toBe("");
    expect(storage.length).toBe(0);
    expect(server.asked).toHaveLength(asked);
  });

  test("where storage is forbidden the conversation works all the same", async () => {
    const memory = new Memory(() => {
      throw new Error("forbidden");
    });
    memory.write({ token: "t", language: "ka", draft: "x", unsent: [] });
    expect(memory.read().draft).toBe("x");
    memory.forget();
    expect(memory.read()).toEqual({});
  });
});
