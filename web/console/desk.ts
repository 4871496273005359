/** A counsellor's desk: the live queue, what rings, the open case, the replies on their way. */

import type { CaseDetail, CaseSummary, ConsoleMessage, PageAnswer } from "../shared/api.js";
import { Changes } from "../shared/changes.js";
import type { Clock } from "../shared/clock.js";
import type { Item } from "../shared/outbox.js";
import { LiveStream, type StreamEvent, type StreamState } from "../shared/stream.js";
import { type ConsoleApi, streamPath } from "./api.js";
import { Casework } from "./casework.js";
import type { Drafts, Reply } from "./drafts.js";
import { Losses } from "./losses.js";
import { OpenCase } from "./open-case.js";
import { type RingingPage, type RingingPages, byGravity } from "./pages.js";
import { type Part, partOf } from "./part.js";
import { ListedQueue, withCase } from "./queue.js";
import { type Refusal, refusalOf } from "./refusals.js";
import { Replies } from "./replies.js";
import { Seat } from "./seat.js";

/** `preview`: not ours, so only its summary. `taken`: somebody was faster. `full`: taking it goes beyond our limit. */
export type Pane = "none" | "preview" | "loading" | "open" | "taken" | "full" | "failed";

/** What was just ended here, and can still be seen to. */
export interface Finished {
  readonly summary: CaseSummary;
  readonly how: "handed_back" | "closed";
}

export interface DeskPorts {
  api: ConsoleApi;
  drafts: Drafts;
  clock: Clock;
  send: typeof fetch;
  random: () => number;
  newId: () => string;
  sessionEnded(): void;
}

const TAKEN: ReadonlySet<Refusal> = new Set(["taken", "closed", "not_yours", "not_offered", "deleted"]);

export class Desk {
  readonly changes = new Changes();
  /** Only when the queue changed. */
  readonly queueChanges = new Changes();
  cases: readonly CaseSummary[] = [];
  pages: readonly RingingPage[] = [];
  pane: Pane = "none";
  summary: CaseSummary | null = null;
  finished: Finished | null = null;
  connection: StreamState = "closed";
  readonly open: OpenCase;
  readonly replies: Replies;
  readonly work: Casework;
  readonly losses = new Losses();
  private readonly listed = new ListedQueue();
  readonly seat: Seat;
  /** The case whose messages the live stream brings. */
  private watched: string | null = null;
  private readonly stream: LiveStream;

  constructor(private readonly ports: DeskPorts) {
    const { api, clock, random, send } = ports;
    const changed = () => this.changes.announce();
    const signedOut = () => this.signedOut();
    const opened = (detail: CaseDetail) => this.opened(detail);
    this.open = new OpenCase({ ...ports, signedOut, changed });
    this.replies = new Replies({ ...ports, taken: (caseId, message) => this.open.saw(caseId, message), unauthorised: signedOut, changed });
    this.seat = new Seat({ api, opened: (detail) => this.openedBeside(detail), signedOut });
    this.work = new Casework({
      api,
      opened,
      changed: (summary) => this.followCase(summary),
      leaving: (id) => this.losses.release(id),
      stayed: (id) => this.losses.unrelease(id),
      left: (summary, how) => this.left({ summary, how }),
      reopened: (summary) => this.show(summary, "preview"),
      signedOut,
    });
    this.stream = new LiveStream({
      send,
      clock,
      random,
      request: () => {
        this.watched = this.open.id;
        return { path: streamPath(this.watched), headers: {} };
      },
      event: (event) => this.heard(event),
      state: (state) => this.connected(state),
      refused: (status) => this.streamRefused(status),
    });
  }

  /** Go to work. Every new connection begins with everything, so nothing else is asked for. */
  start(): void {
    this.stream.open();
    this.resume();
  }

  /** Leave the desk; `forget` also what was being written. */
  stop(forget: boolean): void {
    this.stream.close();
    this.replies.pause();
    this.open.pause(forget);
    this.cases = [];
    this.pages = [];
    this.losses.forget();
    this.seat.caseId = null;
    this.show(null, "none");
    if (forget) this.replies.forget();
  }

  /** The network is back: do not wait for the next attempt. */
  hurry(): void {
    if (this.connection !== "broken") return;
    this.stream.open();
    this.resume();
  }

  async select(summary: CaseSummary): Promise<void> {
    if (this.seat.caseId !== summary.id) void this.seat.leave();
    if (!this.partIn(summary)) {
      this.show(summary, "preview");
      this.watch();
      return;
    }
    this.show(summary, "loading");
    await this.load(summary.id, () => this.ports.api.case(summary.id));
  }

  async claim(beyondLimit = false): Promise<void> {
    const { summary } = this;
    if (summary) await this.load(summary.id, () => this.ports.api.claim(summary.id, beyondLimit));
  }

  /** Answer what rings; who is coming gets the case at once, or is asked whether to go beyond their limit. */
  async answerPage(caseId: string, answer: PageAnswer["answer"]) {
    const told = await this.work.answerPage(caseId, answer);
    if (told !== "away") this.pages = this.pages.filter((page) => page.case !== caseId);
    const summary = this.cases.find(({ id }) => id === caseId);
    if (told === "full" && summary) this.show(summary, "full");
    this.changes.announce();
    return told;
  }

  /** Read along in somebody's case, as a supervisor. */
  async readAlong(summary: CaseSummary): Promise<void> {
    this.show(summary, "loading");
    const told = await this.seat.take(summary.id);
    if (told !== "done" && this.summary?.id === summary.id) this.show(this.summary, told === "away" ? "failed" : "taken");
  }

  /** Look at no case; whoever read along does so no longer. What was being written stays. */
  putAway(): void {
    void this.seat.leave();
    this.show(null, "none");
    this.watch();
  }

  /** What we may do with the open case. */
  get part(): Part | null {
    return this.summary && this.pane === "open" ? this.partIn(this.summary) : null;
  }

  get draft(): string {
    return this.summary ? this.replies.draftOf(this.summary.id) : "";
  }

  set draft(text: string) {
    if (this.summary) this.replies.write(this.summary.id, text);
  }

  get note(): string {
    return this.summary ? this.replies.noteOf(this.summary.id) : "";
  }

  set note(text: string) {
    if (this.summary) this.replies.writeNote(this.summary.id, text);
  }

  /** The open case's replies that the server has not confirmed yet. */
  get unsent(): readonly Item<Reply>[] {
    return this.replies.unsentIn(this.summary?.id, this.messages);
  }

  reply(text: string): void {
    if (this.summary) this.replies.send(this.summary.id, text, this.messages.at(-1)?.id ?? 0);
  }

  get messages(): readonly ConsoleMessage[] {
    return this.open.messages;
  }

  dismissLoss(id: string): void {
    this.losses.dismiss(id);
    this.changes.announce();
  }

  private partIn(summary: CaseSummary): Part | null {
    return partOf(summary, this.seat.caseId);
  }

  private resume(): void {
    this.replies.resume();
    this.open.resume();
  }

  private async load(id: string, fetchDetail: () => Promise<CaseDetail>): Promise<void> {
    try {
      const detail = await fetchDetail();
      if (this.summary?.id === id) this.opened(detail); // or another case was chosen meanwhile
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === "signed_out") this.signedOut();
      else if (this.summary?.id === id) this.show(this.summary, refusal === "full" ? "full" : TAKEN.has(refusal) ? "taken" : "failed");
    }
  }

  private opened(detail: CaseDetail): void {
    if (this.seat.caseId !== detail.case.id) void this.seat.leave();
    if (detail.case.mine) this.losses.keep(detail.case.id);
    this.cases = withCase(this.cases, detail.case);
    this.open.open(detail);
    this.show(detail.case, "open");
    this.watch();
  }

  private openedBeside(detail: CaseDetail): boolean {
    const isAwaited = this.summary?.id === detail.case.id;
    if (isAwaited) this.opened(detail);
    return isAwaited;
  }

  private left(finished: Finished): void {
    const { summary, how } = finished;
    this.replies.writeNote(summary.id, "");
    if (how === "closed") this.replies.write(summary.id, "");
    this.cases = how === "closed" ? this.cases.filter(({ id }) => id !== summary.id) : withCase(this.cases, summary);
    if (this.summary?.id === summary.id) this.show(null, "none");
    this.finished = finished;
    this.watch();
    this.changes.announce();
  }

  /** Make the live stream bring the open case's messages, and no other's. */
  private watch(): void {
    if (this.watched !== this.open.id) this.stream.open();
  }

  private heard(event: StreamEvent): void {
    if (ListedQueue.isNews(event)) this.follow(this.listed.heard(event));
    else if (event.name === "case") this.followCase(event.data as CaseSummary);
    else if (event.name === "pages") this.pages = byGravity((event.data as RingingPages).pages);
    else this.open.heard(event);
    this.changes.announce();
  }

  private follow(cases: CaseSummary[]): void {
    this.losses.compare(this.cases, cases);
    this.cases = cases;
    const current = cases.find((one) => one.id === this.summary?.id);
    if (current) this.followCase(current);
    this.queueChanges.announce();
  }

  private followCase(summary: CaseSummary): void {
    this.losses.compare(this.cases.filter(({ id }) => id === summary.id), [summary]);
    this.cases = withCase(this.cases, summary);
    if (this.summary?.id !== summary.id) return this.changes.announce();
    const isLost = this.pane === "open" && !this.partIn(summary);
    this.show(summary, isLost ? "preview" : this.pane);
    if (isLost) this.watch();
  }

  private connected(state: StreamState): void {
    this.connection = state;
    if (state === "open") this.resume();
    this.changes.announce();
  }

  private show(summary: CaseSummary | null, pane: Pane): void {
    if (summary) this.finished = null;
    this.summary = summary;
    this.pane = pane;
    if (pane !== "open") this.open.leave();
    else if (summary?.deleted_by_caller) this.open.forgetWords();
    this.changes.announce();
  }

  /** Signed out; or the open case is no longer ours (closed in another tab, say). */
  private streamRefused(status: number): void {
    if (status === 401 || this.open.id === null) return this.signedOut();
    this.show(this.summary, "taken");
    this.stream.open();
  }

  private signedOut(): void {
    this.stop(false);
    this.ports.sessionEnded();
  }
}
