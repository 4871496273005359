/** Hand-written stand-ins for tests: a clock moved by hand, a server answered by hand, a storage in memory. */

import type { Clock } from "./clock.js";

export class FakeClock implements Clock {
  private time = 0;
  private waiting: { at: number; task: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.time + ms, task };
    this.waiting.push(timer);
    return () => {
      this.waiting = this.waiting.filter((one) => one !== timer);
    };
  }

  /** Let time pass, run what falls due and let its promises settle. */
  async pass(ms: number): Promise<void> {
    await settle();
    const until = this.time + ms;
    for (;;) {
      const next = this.waiting.filter((one) => one.at <= until).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((one) => one !== next);
      this.time = next.at;
      next.task();
      await settle();
    }
    this.time = until;
    await settle();
  }
}

/** Let every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
}

type Answer = (asked: Asked, signal: AbortSignal | null) => Response | Promise<Response>;

/** Answers requests by "METHOD /path", the latest answer given; anything else is as if the server were away. */
export class FakeServer {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, Answer>();

  on(route: string, answer: Answer): void {
    this.answers.set(route, answer);
  }

  off(route: string): void {
    this.answers.delete(route);
  }

  requests(route: string): Asked[] {
    return this.asked.filter(({ method, path }) => `${method} ${path}` === route);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const asked: Asked = {
      method: init?.method ?? "GET",
      path: String(input),
      body: typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : undefined,
      headers: (init?.headers ?? {}) as Record<string, string>,
    };
    this.asked.push(asked);
    const answer = this.answers.get(`${asked.method} ${asked.path}`);
    if (!answer) throw new TypeError("no network");
    return answer(asked, init?.signal ?? null);
  };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
}

export function problem(status: number, more: Record<string, unknown> = {}, headers: Record<string, string> = {}): Response {
  return json({ type: "about:blank", title: "a problem", status, detail: "", ...more }, status, headers);
}

/** A live stream whose events the test sends. */
export class FakeStream {
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly response: Response;

  constructor(signal: AbortSignal | null = null) {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (this.controller = controller) });
    signal?.addEventListener("abort", () => this.controller.error(new Error("aborted")));
    this.response = new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  }

  raw(text: string): Promise<void> {
    this.controller.enqueue(new TextEncoder().encode(text));
    return settle();
  }

  send(event: string, data: unknown): Promise<void> {
    return this.raw(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end(): Promise<void> {
    this.controller.close();
    return settle();
  }
}

export class FakeStorage implements Storage {
  private readonly values = new Map<string, string>();

  get length(): number {
    return this.values.size;
  }

  clear(): void {
    this.values.clear();
  }

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null;
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }

  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }
}

/** Ids in order: `id-1`, `id-2`. */
export function countedIds(): () => string {
  let count = 0;
  return () => `id-${(count += 1)}`;
}
