/**
 * The only words that pass between the embedding page and the frame: open, ready, close, exit.
 * Nothing of the conversation ever does.
 */

export type Signal = "open" | "ready" | "close" | "exit";

const SIGNALS: readonly unknown[] = ["open", "ready", "close", "exit"];

/** Read a signal from a message; null for anybody else's message or anything else's content. */
export function readSignal(event: Pick<MessageEvent, "origin" | "source" | "data">, from: { origin: string | null; source: unknown }): Signal | null {
  if (event.source !== from.source || event.source === null) return null;
  if (from.origin !== null && event.origin !== from.origin) return null;
  const signal: unknown = (event.data as { mkhari?: unknown } | null)?.mkhari;
  return SIGNALS.includes(signal) ? (signal as Signal) : null;
}

export function signal(name: Signal): { mkhari: Signal } {
  return { mkhari: name };
}
