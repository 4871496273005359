/** One caller's conversation as the widget holds it: session, messages, unsent words, live stream. */

import type { ConversationState, WidgetInput, WidgetMessage, WidgetTurn } from "../shared/api.js";
import { Changes } from "../shared/changes.js";
import { type Clock, backoff } from "../shared/clock.js";
import { type Language, toLanguage } from "../shared/language.js";
import { type Item, Outbox } from "../shared/outbox.js";
import { Refused, Unreachable } from "../shared/problem.js";
import { LiveStream, type StreamEvent, type StreamState } from "../shared/stream.js";
import { type WidgetApi, streamRequest } from "./api.js";
import type { Memory } from "./memory.js";
import { type CommandName, type Sendable, aliasesOf } from "./sendable.js";
import { type Entry, type Own, Timeline, pressable } from "./timeline.js";

/** `unreachable`: no session yet, trying again. `deleted` and `hidden` hold nothing any more. */
export type Phase = "starting" | "ready" | "unreachable" | "deleted" | "hidden";

/** How a deletion ended: everywhere, only on this screen (the session had expired), or not at all. */
export type Deletion = "everywhere" | "here" | "failed";

export interface Ports {
  api: WidgetApi;
  memory: Memory;
  clock: Clock;
  send: typeof fetch;
  random: () => number;
  newId: () => string;
}

export class Conversation {
  readonly changes = new Changes();
  phase: Phase = "starting";
  state: ConversationState = "program";
  connection: StreamState = "closed";
  /** The former session ran out and a new one took its place. */
  hasExpired = false;
  language: Language;
  private text: string;
  private token: string | null;
  private failures = 0;
  private cancelRetry: (() => void) | null = null;
  private readonly pressed = new Set<number>();
  private readonly timeline = new Timeline();
  private readonly outbox: Outbox<Sendable, WidgetTurn>;
  private readonly stream: LiveStream;

  constructor(
    private readonly ports: Ports,
    language: Language,
  ) {
    const { clock, random, send } = ports;
    this.outbox = new Outbox({
      post: (id, { body }) => this.send({ id, argument: "", ...body }),
      taken: (item, turn) => this.taken(item, turn),
      unauthorised: () => this.sessionLost(),
      changed: () => this.changed(),
      clock,
      random,
    });
    this.stream = new LiveStream({
      send,
      clock,
      random,
      request: () => streamRequest(this.token ?? "", this.timeline.lastId),
      event: (event) => this.heard(event),
      state: (state) => this.connected(state),
      refused: () => this.sessionLost(),
    });
    const remembered = ports.memory.read();
    this.language = remembered.language ? toLanguage(remembered.language) : language;
    this.token = remembered.token ?? null;
    this.text = remembered.draft ?? "";
    this.outbox.pause();
    for (const { id, payload } of remembered.unsent ?? []) this.outbox.add(id, payload);
  }

  /** Take up the conversation that this tab knows, or begin one. */
  async start(): Promise<void> {
    this.cancelRetry?.();
    this.cancelRetry = null;
    try {
      this.ready(this.token ? await this.ports.api.after(this.token, 0) : await this.begin());
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.sessionLost();
      else this.startLater(error);
    }
  }

  get draft(): string {
    return this.text;
  }

  set draft(text: string) {
    this.text = text;
    this.remember();
  }

  get unsent(): readonly Item<Sendable>[] {
    return this.outbox.items.filter((item) => !this.timeline.hasArrived(item.id));
  }

  get entries(): Entry[] {
    return this.timeline.entries();
  }

  /** The ids of the messages whose buttons can be pressed now. */
  get pressable(): Set<number> {
    const isSending = this.unsent.some((item) => item.fate !== "refused");
    return pressable(this.entries, isSending, this.pressed);
  }

  say(text: string): void {
    this.text = "";
    this.post({ body: { text }, shown: text });
  }

  press(message: WidgetMessage, label: string, data: string): void {
    this.pressed.add(message.id);
    this.post({ body: { button: data }, shown: label });
  }

  command(command: CommandName, shown: string): void {
    this.post({ body: { command }, shown });
  }

  chooseLanguage(language: Language, shown: string): void {
    this.language = language;
    this.post({ body: { command: "language", argument: language }, shown });
  }

  /** Take back words that the server refused, into the draft. */
  putBack(id: string): void {
    const item = this.outbox.withdraw(id);
    if (item?.payload.body.text) this.draft = [item.payload.shown, this.text].filter(Boolean).join("\n");
    if (item?.payload.body.button) this.pressed.clear();
    this.changes.announce();
  }

  /** Do now what waits for its next attempt: the network is back. */
  hurry(): void {
    if (this.phase === "unreachable") void this.start();
    if (this.phase !== "ready") return;
    this.outbox.resume();
    if (this.connection === "broken") this.stream.open();
  }

  async deleteEverything(): Promise<Deletion> {
    try {
      if (this.token) await this.ports.api.delete(this.token);
    } catch (error) {
      if (!(error instanceof Refused && error.status === 401)) return "failed";
      this.leave("deleted");
      return "here";
    }
    this.leave("deleted");
    return "everywhere";
  }

  /** Leave nothing on this device, at once; the server is not asked. */
  hide(): void {
    this.leave("hidden");
  }

  /** Begin anew after a deletion. */
  async startAgain(): Promise<void> {
    this.phase = "starting";
    this.changes.announce();
    await this.start();
  }

  private async begin(): Promise<WidgetTurn> {
    const session = await this.ports.api.begin(this.language);
    this.token = session.token;
    this.timeline.clear();
    this.pressed.clear();
    return session;
  }

  private ready(turn: WidgetTurn): void {
    if (this.phase === "deleted" || this.phase === "hidden") return;
    this.phase = "ready";
    this.absorb(turn);
    this.changed();
    this.stream.open();
    this.outbox.resume();
  }

  /** `error` is null where nothing failed but the session's time. */
  private startLater(error: unknown): void {
    if (this.phase === "deleted" || this.phase === "hidden") return;
    this.failures += 1;
    this.phase = error === null ? "starting" : "unreachable";
    const asked = error instanceof Refused ? (error.retryAfter ?? 0) * 1000 : 0;
    const wait = Math.max(asked, backoff(this.failures, this.ports.random));
    this.cancelRetry = this.ports.clock.after(wait, () => void this.start());
    this.changes.announce();
  }

  private sessionLost(): void {
    if (this.token === null || this.cancelRetry) return; // another request said so already
    this.token = null;
    this.hasExpired = true;
    this.stream.close();
    this.outbox.pause();
    // With a wait, so that a server that refuses every token is not asked in a circle.
    this.startLater(null);
  }

  private leave(phase: Phase): void {
    this.phase = phase;
    this.token = null;
    this.text = "";
    this.state = "program";
    this.hasExpired = false;
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.stream.close();
    this.outbox.clear();
    this.timeline.clear();
    this.pressed.clear();
    this.ports.memory.forget();
    this.changes.announce();
  }

  private post(sendable: Sendable): void {
    this.hasExpired = false;
    this.outbox.add(this.ports.newId(), sendable);
  }

  private async send(message: WidgetInput): Promise<WidgetTurn> {
    const token = this.token ?? "";
    try {
      return await this.ports.api.post(token, message);
    } catch (error) {
      // The session was renewed meanwhile: the old one's refusal says nothing of the new one.
      if (error instanceof Refused && error.status === 401 && token !== this.token) throw new Unreachable();
      throw error;
    }
  }

  private taken(item: Item<Sendable>, turn: WidgetTurn): void {
    this.timeline.accept(own(item), turn.messages, this.outbox.items.map(own));
    this.absorb(turn);
    this.changed();
  }

  private heard({ name, data }: StreamEvent): void {
    if (name === "message") this.timeline.add([data as WidgetMessage], this.outbox.items.map(own));
    if (name === "state") this.follow(data as Pick<WidgetTurn, "state" | "language">);
    this.changed();
  }

  private connected(state: StreamState): void {
    this.connection = state;
    if (state === "open") {
      this.failures = 0; // only now is the session known to work
      this.outbox.resume();
    }
    this.changes.announce();
  }

  private absorb(turn: WidgetTurn): void {
    this.timeline.add(turn.messages, this.outbox.items.map(own));
    this.follow(turn);
  }

  private follow({ state, language }: Pick<WidgetTurn, "state" | "language">): void {
    this.state = state;
    const isChanging = this.outbox.items.some((item) => item.payload.body.command === "language");
    if (!isChanging) this.language = toLanguage(language);
  }

  private changed(): void {
    this.remember();
    this.changes.announce();
  }

  private remember(): void {
    if (this.phase === "deleted" || this.phase === "hidden") return;
    const unsent = this.outbox.items.map(({ id, payload }) => ({ id, payload }));
    this.ports.memory.write({ token: this.token, language: this.language, draft: this.text, unsent });
  }
}

function own(item: Item<Sendable>): Own {
  return { id: item.id, text: item.payload.shown, aliases: aliasesOf(item.payload) };
}
