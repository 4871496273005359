import { describe, expect, it } from "vitest";
import type { CasePapers, Handover, PaperOut } from "../shared/api.js";
import { FakeServer, json, problem, settle } from "../shared/fakes.js";
import { ReadyAnswers, matching, withAnswer } from "./canned.js";
import { arrived, claimed } from "./fakes.js";
import { NO_RESCUE } from "./forms.js";
import { PapersApi } from "./papers-api.js";
import { Paperwork } from "./paperwork.js";

const paper = (n: number, more: Partial<PaperOut> = {}): PaperOut => ({ n, kind: "note", by: "ნინო", mine: false, at: "2026-11-01T10:00:00Z", text: `${n}`, ...more });
const papers = (...notes: PaperOut[]): CasePapers => ({ notes, rescue: null, decision: null });
const handover = (more: Partial<Handover> = {}): Handover => ({ facts: {}, screenings: [], kinds: [], risk: [], plan: [], earlier: [], earlier_count: 0, earlier_known: false, papers: papers(), ...more });
const CASE = "/api/console/cases/c1";

async function opened(answer: () => Response = () => json(handover({ papers: papers(paper(1)) }))) {
  const server = new FakeServer();
  let ended = 0;
  server.on(`GET ${CASE}/handover`, answer);
  const work = new Paperwork({ api: new PapersApi(server.fetch), signedOut: () => void (ended += 1), changed: () => {} });
  work.open("c1");
  await settle();
  return { server, work, ends: () => ended };
}

describe("what staff know and write", () => {
  it("shows what was told when a case is new here, and remembers what was folded", async () => {
    const { work } = await opened();
    expect([work.panel, work.handover?.facts, work.papers?.notes.length]).toEqual(["handover", {}, 1]);
    work.turn("handover");
    expect(work.panel).toBeNull();
    work.turn("notes");
    work.leave();
    expect([work.panel, work.handover, work.papers]).toEqual([null, null, null]);
    work.open("c1");
    expect(work.panel).toBe("notes");
  });

  it("says that the handover could not be read, and reads it at the next attempt", async () => {
    let isAway = true;
    const { work } = await opened(() => (isAway ? problem(503) : json(handover())));
    expect([work.isAway, work.handover]).toEqual([true, null]);
    isAway = false;
    await work.load();
    expect([work.isAway, work.handover === null]).toEqual([false, false]);
  });

  it("does not take what the stream brought away with an older handover", async () => {
    const { work } = await opened();
    work.heard(papers(paper(1), paper(2)));
    await work.load();
    expect(work.papers?.notes.length).toBe(2);
  });

  it("brings a supervisor's whispers until they are read, and not one's own", async () => {
    const { work } = await opened();
    work.heard(papers(paper(1), paper(2, { kind: "whisper" }), paper(3, { kind: "whisper", mine: true })));
    expect(work.whispers.map(({ n }) => n)).toEqual([2]);
    work.putWhispersAway();
    expect(work.whispers).toEqual([]);
    work.heard(papers(paper(2, { kind: "whisper" }), paper(4, { kind: "whisper" })));
    expect(work.whispers.map(({ n }) => n)).toEqual([4]);
  });

  it("keeps a note that was not saved, and gives it up once it is", async () => {
    const { server, work } = await opened();
    work.text = "ჩანაწერი";
    expect(await work.writeNote(work.text)).toEqual({ told: "away", why: null });
    expect(work.text).toBe("ჩანაწერი");
    server.on(`POST ${CASE}/notes`, () => json(papers(paper(1), paper(2))));
    expect((await work.writeNote(work.text)).told).toBe("done");
    expect([work.text, work.papers?.notes.length]).toEqual(["", 2]);
    expect(server.requests(`POST ${CASE}/notes`)[1]).toMatchObject({ body: { text: "ჩანაწერი" }, headers: { "X-Mkhari-Console": "1" } });
  });

  it("passes on why the server refused a form", async () => {
    const { server, work } = await opened();
    server.on(`PUT ${CASE}/rescue`, () => problem(422, { detail: "check the times" }));
    expect(await work.saveRescue(NO_RESCUE)).toEqual({ told: "refused", why: "check the times" });
  });

  it("ends the session where the server says so", async () => {
    const { ends } = await opened(() => problem(401));
    expect(ends()).toBe(1);
  });

  it("forgets what was being written about a conversation that was deleted", async () => {
    const { work } = await opened();
    work.text = "ჩანაწერი";
    work.rescues.set("c1", NO_RESCUE);
    work.forgetWords();
    expect([work.text, work.rescues.size, work.papers]).toEqual(["", 0, null]);
  });

  it("hears the papers of the open case on the stream", async () => {
    const { desk, streams } = await claimed();
    await streams.at(-1)!.send("papers", papers(paper(1)));
    await arrived(() => desk.open.papers.papers !== null);
    expect(desk.open.papers.papers?.notes.length).toBe(1);
    desk.putAway();
    expect(desk.open.papers.papers).toBeNull();
  });
});

describe("ready answers", () => {
  const PATH = "/api/console/canned";
  const LIST = `GET ${PATH}?language=ka&audience=youth`;
  const shared = { id: "hello", title: "გამარჯობა", text: "კარგია, რომ მოგვწერეთ", mine: false };
  const own = { id: "a".repeat(32), title: "ჩემი", text: "აქ ვარ", mine: true };

  async function loaded() {
    const server = new FakeServer();
    server.on(LIST, () => json({ replies: [shared, own] }));
    const answers = new ReadyAnswers({ api: new PapersApi(server.fetch), signedOut: () => {} });
    await answers.load({ language: "ka", audience: "youth" });
    return { server, answers };
  }

  it("are found by every word of the search, in title or text", async () => {
    const { answers } = await loaded();
    const ids = (search: string) => matching(answers.replies, search).map(({ id }) => id);
    expect([ids(""), ids(" ჩემი  ვარ "), ids("გამარჯობა ვარ"), ids("მოგვწერეთ")]).toEqual([["hello", own.id], [own.id], [], ["hello"]]);
  });

  it("go below what is written already", () => {
    expect([withAnswer(" ", "ა"), withAnswer("ბ\n", "ა")]).toEqual(["ა", "ბ\n\nა"]);
  });

  it("are kept, changed and removed; a refused one is told with its reason", async () => {
    const { server, answers } = await loaded();
    const given = { language: "ka" as const, title: "ახალი", text: "გპირდებით" };
    server.on(`POST ${PATH}`, () => problem(422, { title: "This may not be said", detail: "promise nothing" }));
    expect(await answers.keep(given, null)).toEqual({ told: "refused", why: "promise nothing" });
    expect(answers.replies.length).toBe(2);
    server.on(`PUT ${PATH}/${own.id}`, () => json({ ...own, title: "ახალი" }));
    server.on(`DELETE ${PATH}/${own.id}`, () => new Response(null, { status: 204 }));
    await answers.keep(given, own.id);
    expect(answers.replies.map(({ title }) => title)).toEqual(["გამარჯობა", "ახალი"]);
    await answers.remove(own.id);
    expect(answers.replies).toEqual([shared]);
  });
});
