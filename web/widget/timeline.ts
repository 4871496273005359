/** What the screen shows, in order: the server's messages and the caller's own words still on their way. */

import type { WidgetMessage } from "../shared/api.js";

/** Words that were just written here. `aliases` are other texts under which the server may give them back. */
export interface Own {
  readonly id: string;
  readonly text: string;
  readonly aliases: readonly string[];
}

export interface Entry {
  /** Stays the same when the caller's words come back from the server, so that nothing is read aloud twice. */
  readonly key: string;
  readonly author: WidgetMessage["author"];
  readonly text: string;
  readonly at: string | null;
  /** The server's message, once there is one. */
  readonly message: WidgetMessage | null;
}

interface Echo extends Own {
  /** The id that this stands behind. */
  after: number;
}

export class Timeline {
  private messages: WidgetMessage[] = [];
  private echoes: Echo[] = [];
  private readonly keys = new Map<number, string>();
  private readonly arrivedEarly = new Set<string>();

  get lastId(): number {
    return this.messages.at(-1)?.id ?? 0;
  }

  /** Take messages from the server, whether known or not; `unsent` may be among them, come back. */
  add(messages: readonly WidgetMessage[], unsent: readonly Own[] = []): void {
    for (const message of messages) {
      if (this.messages.some((known) => known.id === message.id)) continue;
      if (message.author === "caller") this.recognise(message, unsent);
      this.messages.push(message);
    }
    this.messages.sort((one, other) => one.id - other.id);
  }

  /** The server took `own` and answered with `messages`. */
  accept(own: Own, messages: readonly WidgetMessage[], unsent: readonly Own[] = []): void {
    if (!this.arrivedEarly.delete(own.id)) {
      const first = Math.min(...messages.map((message) => message.id));
      this.echoes.push({ ...own, after: Number.isFinite(first) ? first - 1 : this.lastId });
    }
    this.add(messages, unsent);
  }

  /** Whether the server's copy of these unsent words is already on the screen. */
  hasArrived(id: string): boolean {
    return this.arrivedEarly.has(id);
  }

  /** A new conversation: the former one's messages are not part of it. */
  clear(): void {
    this.messages = [];
    this.echoes = [];
    this.keys.clear();
    this.arrivedEarly.clear();
  }

  entries(): Entry[] {
    const placed = [
      ...this.messages.map((message) => ({ place: message.id, entry: this.fromServer(message) })),
      ...this.echoes.map((echo) => ({ place: echo.after + 0.5, entry: fromHere(echo) })),
    ];
    return placed.sort((one, other) => one.place - other.place).map(({ entry }) => entry);
  }

  private recognise(message: WidgetMessage, unsent: readonly Own[]): void {
    const echo = this.echoes.find((one) => isSame(one, message));
    if (echo) {
      this.echoes = this.echoes.filter((one) => one !== echo);
      this.keys.set(message.id, echo.id);
      return;
    }
    const early = unsent.find((one) => !this.arrivedEarly.has(one.id) && isSame(one, message));
    if (early) {
      this.arrivedEarly.add(early.id);
      this.keys.set(message.id, early.id);
    }
  }

  private fromServer(message: WidgetMessage): Entry {
    const key = this.keys.get(message.id) ?? `m${message.id}`;
    return { key, author: message.author, text: message.text, at: message.at, message };
  }
}

function fromHere(own: Own): Entry {
  return { key: own.id, author: "caller", text: own.text, at: null, message: null };
}

function isSame(own: Own, message: WidgetMessage): boolean {
  const text = plain(message.text);
  return [own.text, ...own.aliases].some((one) => plain(one) === text);
}

/** The server may have removed marks that nobody sees. */
function plain(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
}

/**
 * The ids of the messages whose buttons can still be pressed: the last one with buttons, and all
 * since the caller last wrote. Once a counsellor speaks or something is on its way, none.
 */
export function pressable(entries: readonly Entry[], isSending: boolean, pressed: ReadonlySet<number>): Set<number> {
  if (isSending) return new Set();
  const messages = entries.flatMap((entry) => entry.message ?? []);
  const lastCounsellor = lastIndex(messages, (message) => message.author === "counsellor");
  const lastCaller = lastIndex(messages, (message) => message.author === "caller");
  const lastButtons = lastIndex(messages, (message) => message.buttons.length > 0);
  const open = messages.filter((_message, index) => index > lastCounsellor && (index === lastButtons || index > lastCaller));
  return new Set(open.map((message) => message.id).filter((id) => !pressed.has(id)));
}

function lastIndex<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.reduce((found, item, index) => (test(item) ? index : found), -1);
}
