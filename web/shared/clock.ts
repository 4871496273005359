/** Time and chance, passed in so that tests own them. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Run `task` once after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * How long to wait before the next attempt, in milliseconds: doubling from one second to half a
 * minute, with a quarter of jitter so that many clients do not come back at the same moment.
 */
export function backoff(failures: number, random: () => number): number {
  const step = Math.min(1000 * 2 ** Math.max(0, failures - 1), 30_000);
  return Math.round(step * (0.75 + 0.5 * random()));
}
