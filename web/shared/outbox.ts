/**
 * Sends what a person wrote, one at a time and in order, until the server takes it.
 *
 * Nothing typed is lost: an item stays until it is taken, or until the server refuses it for good
 * and the screen has given the words back to the person.
 */

import { type Clock, backoff } from "./clock.js";
import { type Problem } from "./api.js";
import { Refused } from "./problem.js";

/** `sending`: on its way. `retrying`: it failed and goes again by itself. `refused`: it never will. */
export type Fate = "sending" | "retrying" | "refused";

export interface Item<P> {
  readonly id: string;
  readonly payload: P;
  fate: Fate;
  failures: number;
  problem: Problem | null;
}

export interface OutboxPorts<P, R> {
  post(id: string, payload: P): Promise<R>;
  taken(item: Item<P>, answer: R): void;
  /** The server no longer knows us. Sending stands still until `resume`. */
  unauthorised(): void;
  changed(): void;
  clock: Clock;
  random: () => number;
}

export class Outbox<P, R> {
  private queue: Item<P>[] = [];
  private busy = false;
  private paused = false;
  private cancelRetry: (() => void) | null = null;

  constructor(private readonly ports: OutboxPorts<P, R>) {}

  get items(): readonly Item<P>[] {
    return this.queue;
  }

  /** Queue one item. The id goes with every attempt, so that the server takes it once. */
  add(id: string, payload: P): void {
    this.queue.push({ id, payload, fate: "sending", failures: 0, problem: null });
    this.ports.changed();
    void this.sendNext();
  }

  /** Take a refused item away, to give its words back. */
  withdraw(id: string): Item<P> | null {
    const item = this.queue.find((one) => one.id === id && one.fate === "refused") ?? null;
    if (item) this.remove(item);
    return item;
  }

  /** Stand still: there is no session to send in. */
  pause(): void {
    this.paused = true;
    this.cancelRetry?.();
    this.cancelRetry = null;
  }

  /** Go on, at once: there is a session, or the network is back. */
  resume(): void {
    this.paused = false;
    this.cancelRetry?.();
    this.cancelRetry = null;
    void this.sendNext();
  }

  /** Forget everything, unsent or not. */
  clear(): void {
    this.pause();
    this.queue = [];
    this.ports.changed();
  }

  private async sendNext(): Promise<void> {
    const item = this.queue.find((one) => one.fate !== "refused");
    if (this.busy || this.paused || this.cancelRetry || !item) return;
    this.busy = true;
    try {
      const answer = await this.ports.post(item.id, item.payload);
      if (this.queue.includes(item)) {
        this.remove(item);
        this.ports.taken(item, answer);
      }
    } catch (error) {
      this.failed(item, error);
    } finally {
      this.busy = false;
    }
    void this.sendNext();
  }

  private failed(item: Item<P>, error: unknown): void {
    if (!this.queue.includes(item)) return; // cleared while it was on its way
    item.problem = error instanceof Refused ? error.problem : null;
    if (error instanceof Refused && !error.isPassing && error.status !== 401) {
      item.fate = "refused";
    } else {
      item.fate = "retrying";
      item.failures += 1;
      if (error instanceof Refused && error.status === 401) {
        this.pause();
        this.ports.unauthorised();
      } else {
        this.retryLater(item, error);
      }
    }
    this.ports.changed();
  }

  private retryLater(item: Item<P>, error: unknown): void {
    const asked = error instanceof Refused ? (error.retryAfter ?? 0) * 1000 : 0;
    const wait = Math.max(asked, backoff(item.failures, this.ports.random));
    this.cancelRetry = this.ports.clock.after(wait, () => {
      this.cancelRetry = null;
      void this.sendNext();
    });
  }

  private remove(item: Item<P>): void {
    this.queue = this.queue.filter((one) => one !== item);
    this.ports.changed();
  }
}
