/**
 * A live stream that comes back by itself: server-sent events over `fetch`.
 *
 * `EventSource` cannot carry a token in a header, hides the status of a refusal and never notices
 * a connection that died in silence; this does.
 */

import { createParser } from "eventsource-parser";
import { type Clock, backoff } from "./clock.js";

/** The server sends a comment every 15 s; three missed ones mean that the line is dead. */
export const SILENCE_LIMIT_MS = 45_000;

/** Not signed in, not ours, not there, not any more: asking again changes nothing. */
const FINAL: ReadonlySet<number> = new Set([401, 403, 404, 409]);

/** `connecting`: for the first time. `broken`: it was lost or refused, another attempt follows. */
export type StreamState = "connecting" | "open" | "broken" | "closed";

export interface StreamEvent {
  readonly name: string;
  readonly data: unknown;
}

export interface StreamPorts {
  send: typeof fetch;
  clock: Clock;
  random: () => number;
  /** The address and headers of the next attempt, asked anew each time: a token or a position may have moved. */
  request(): { path: string; headers: Record<string, string> };
  event(event: StreamEvent): void;
  state(state: StreamState): void;
  /** The server said no for good, with this status. Nothing is tried again until `open`. */
  refused(status: number): void;
}

export class LiveStream {
  private current: StreamState = "closed";
  private failures = 0;
  private attempt = 0;
  private abort: AbortController | null = null;
  private cancelTimer: (() => void) | null = null;

  constructor(private readonly ports: StreamPorts) {}

  /** Connect, or connect again at once (to another address, say); a line that works counts as open meanwhile. */
  open(): void {
    this.stop();
    if (this.current === "closed") this.enter("connecting");
    void this.connect();
  }

  close(): void {
    this.stop();
    this.failures = 0;
    this.enter("closed");
  }

  private stop(): void {
    this.attempt += 1; // whatever the former attempt still says is not heard
    this.abort?.abort();
    this.abort = null;
    this.cancelTimer?.();
    this.cancelTimer = null;
  }

  private async connect(): Promise<void> {
    const attempt = this.attempt;
    const abort = new AbortController();
    this.abort = abort;
    try {
      const { path, headers } = this.ports.request();
      const response = await this.ports.send(path, {
        headers: { Accept: "text/event-stream", ...headers },
        credentials: "same-origin",
        cache: "no-store",
        signal: abort.signal,
      });
      if (attempt !== this.attempt) return;
      if (FINAL.has(response.status)) {
        this.close();
        this.ports.refused(response.status);
        return;
      }
      if (response.ok && response.body) await this.listen(response.body, attempt);
    } catch {
      // No network, or aborted: both end below, in another attempt or in nothing.
    }
    if (attempt === this.attempt) this.lost();
  }

  private async listen(body: ReadableStream<Uint8Array>, attempt: number): Promise<void> {
    this.enter("open");
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (attempt !== this.attempt) return;
        const value = parse(data);
        if (value !== undefined) this.ports.event({ name: event ?? "message", data: value });
      },
    });
    const reader = body.getReader();
    const decoder = new TextDecoder();
    this.watch();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || attempt !== this.attempt) return;
      this.failures = 0;
      this.watch();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  }

  private watch(): void {
    this.cancelTimer?.();
    this.cancelTimer = this.ports.clock.after(SILENCE_LIMIT_MS, () => {
      this.stop();
      this.lost();
    });
  }

  private lost(): void {
    this.stop();
    this.failures += 1;
    this.enter("broken");
    this.cancelTimer = this.ports.clock.after(backoff(this.failures, this.ports.random), () => void this.connect());
  }

  private enter(state: StreamState): void {
    if (state === this.current && state !== "open") return; // each new connection is told
    this.current = state;
    this.ports.state(state);
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined; // cut off by a broken line; the next connection brings it whole
  }
}
