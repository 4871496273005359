/** A desk for tests: cases and messages as the server sends them, and a server answered by hand. */

import type { CaseDetail, CaseSummary, ConsoleMessage, TrainingConsent } from "../shared/api.js";
import { FakeClock, FakeServer, FakeStorage, FakeStream, countedIds, json, settle } from "../shared/fakes.js";
import { ConsoleApi } from "./api.js";
import { Desk } from "./desk.js";
import { Drafts } from "./drafts.js";

export const QUEUE = "GET /api/console/stream";
export const LIVE = "GET /api/console/stream?case=c1";
export const CLAIM = "POST /api/console/cases/c1/claim";
export const REPLY = "POST /api/console/cases/c1/replies";
export const CLOSE = "POST /api/console/cases/c1/close";
export const DETAIL = "GET /api/console/cases/c1";
export const LEVEL = "POST /api/console/cases/c1/messages/1/level";
export const ASK = "POST /api/console/cases/c1/consent";
export const RECORD = "PUT /api/console/cases/c1/consent";

export const summary = (more: Partial<CaseSummary> = {}): CaseSummary => ({
  id: "c1",
  state: "waiting",
  urgency: "urgent",
  level: "high",
  subject: "self",
  flags: [],
  kinds: [],
  language: "ka",
  channel: "telegram",
  audience: "youth",
  opened_at: "2026-11-01T10:00:00Z",
  waiting_since: "2026-11-01T10:00:00Z",
  claimed_by: null,
  mine: false,
  unanswered_since: null,
  acknowledged_by: null,
  transfer_to: null,
  transfer_kind: null,
  offered_to_me: false,
  abandoned: false,
  unreachable: false,
  deleted_by_caller: false,
  last_message_at: "2026-11-01T10:00:00Z",
  reason: "risk_high",
  ...more,
});
export const mine = summary({ state: "claimed", mine: true, claimed_by: "ნინო" });
export const message = (id: number, author: ConsoleMessage["author"], text: string, more: Partial<ConsoleMessage> = {}): ConsoleMessage => ({
  id,
  author,
  text,
  at: "2026-11-01T10:00:00Z",
  edited: false,
  level: null,
  subject: null,
  flags: [],
  kinds: [],
  evidence: [],
  probabilities: {},
  severity: null,
  language: null,
  script: null,
  version: null,
  counted: null,
  corrections: [],
  delivery: null,
  ...more,
});
export const consent = (more: Partial<TrainingConsent> = {}): TrainingConsent => ({
  status: "not_asked",
  may_be_asked: true,
  question: "შეიძლება?",
  history: [],
  ...more,
});
export const detail = (messages: ConsoleMessage[], more: Partial<CaseDetail> = {}): CaseDetail => ({
  case: mine,
  messages,
  standing: { level: "high", since: "2026-11-01T10:00:00Z", message: 1 },
  consent: consent(),
  ...more,
});

/** Streams hand their chunks on over several turns of the event loop. */
export async function arrived(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !done(); tries += 1) await settle();
}

export function set(storage = new FakeStorage()) {
  const server = new FakeServer();
  const clock = new FakeClock();
  const streams: FakeStream[] = [];
  let ended = 0;
  for (const route of [QUEUE, LIVE])
    server.on(route, (_asked, signal) => {
      const stream = new FakeStream(signal);
      streams.push(stream);
      return stream.response;
    });
  server.on(CLAIM, () => json(detail([message(1, "caller", "ერთი")])));
  const open = () =>
    new Desk({
      api: new ConsoleApi(server.fetch),
      drafts: new Drafts(storage),
      clock,
      send: server.fetch,
      random: () => 0.5,
      newId: countedIds(),
      sessionEnded: () => void (ended += 1),
    });
  const desk = open();
  const texts = () => desk.messages.map(({ text }) => text);
  return { server, clock, streams, storage, desk, open, texts, ends: () => ended };
}

export async function working(given = set()) {
  given.desk.start();
  await arrived(() => given.desk.connection === "open");
  await given.streams[0]!.send("queue", { cases: [summary()] });
  await arrived(() => given.desk.cases.length === 1);
  return given;
}

export async function claimed(given?: ReturnType<typeof set>) {
  const at = await working(given);
  await at.desk.select(at.desk.cases[0]!);
  await at.desk.claim();
  await arrived(() => at.server.requests(LIVE).length === 1);
  return at;
}
