/** What rings here, how loudly and until when: it goes on until each page is answered or its case is claimed. */

import { Changes } from "../shared/changes.js";
import type { Clock } from "../shared/clock.js";
import { type RingingPage, byGravity } from "./pages.js";

export type Urgency = RingingPage["urgency"];

/** One sound: when after the start of its pattern, for how long (both in ms), how high (Hz). */
export interface Tone {
  readonly at: number;
  readonly ms: number;
  readonly hertz: number;
}

const row = (count: number, every: number, ms: number, ...hertz: number[]): Tone[] =>
  Array.from({ length: count }, (_, index) => ({ at: index * every, ms, hertz: hertz[index % hertz.length]! }));

/** Told apart with eyes closed: two notes in turns, three equal ones, two low ones. */
export const PATTERNS: Readonly<Record<Urgency, readonly Tone[]>> = {
  emergency: row(8, 180, 150, 880, 660),
  urgent: row(3, 320, 220, 740),
  routine: row(2, 450, 300, 523),
};

/** From the start of a pattern to its next start. */
const AGAIN_MS: Readonly<Record<Urgency, number>> = { emergency: 3_000, urgent: 6_000, routine: 20_000 };
const BLINK_MS = 1_000;

/** Longer than this nobody may keep the alarm quiet, so that a forgotten mute costs no shift. */
export const LONGEST_MUTE_MS = 10 * 60_000;

export interface Speaker {
  /** Whether the browser lets us be heard. */
  readonly isOn: boolean;
  /** Ask for it; browsers grant it only while a click is being handled. */
  turnOn(): Promise<void>;
  play(pattern: readonly Tone[]): void;
  silence(): void;
}

export interface AlarmPorts {
  clock: Clock;
  speaker: Speaker;
  /** A notice of the system, with no more in it than the urgency. */
  notice(urgency: Urgency): void;
  /** Mark the tab's title, or take the mark away. */
  mark(isMarked: boolean): void;
}

export class Alarm {
  readonly changes = new Changes();
  /** What rings, the gravest first. */
  pages: readonly RingingPage[] = [];
  private mutedUntil = 0;
  private cancelRing: (() => void) | null = null;
  private cancelBlink: (() => void) | null = null;
  private cancelUnmute: (() => void) | null = null;

  constructor(private readonly ports: AlarmPorts) {}

  /** The gravest urgency that rings; null while nothing does. */
  get urgency(): Urgency | null {
    return this.pages[0]?.urgency ?? null;
  }

  get isSoundOn(): boolean {
    return this.ports.speaker.isOn;
  }

  /** How long it stays quiet, in ms. */
  get mutedFor(): number {
    return Math.max(0, this.mutedUntil - this.ports.clock.now());
  }

  /** Whether what rings now is kept quiet. An emergency never is. */
  get isQuiet(): boolean {
    return this.mutedFor > 0 && this.urgency !== "emergency";
  }

  /** Take over everything that rings now, as the server says it. The same again changes nothing. */
  follow(pages: readonly RingingPage[]): void {
    const known = new Set(this.pages.map(({ page }) => page));
    const before = this.urgency;
    const isSame = pages.length === known.size && pages.every(({ page }) => known.has(page));
    this.pages = byGravity(pages);
    if (isSame && this.urgency === before) return;
    const fresh = this.pages.find(({ page }) => !known.has(page));
    if (fresh) this.ports.notice(fresh.urgency);
    if (this.urgency === null) this.end();
    else if (fresh || this.urgency !== before) this.begin();
    this.changes.announce();
  }

  /** Keep quiet for a while, at most `LONGEST_MUTE_MS`. */
  mute(ms: number = LONGEST_MUTE_MS): void {
    const length = Math.min(Math.max(0, ms), LONGEST_MUTE_MS);
    this.mutedUntil = this.ports.clock.now() + length;
    this.cancelUnmute?.();
    this.cancelUnmute = this.ports.clock.after(length, () => this.unmute());
    if (this.isQuiet) this.ports.speaker.silence();
    this.changes.announce();
  }

  unmute(): void {
    this.cancelUnmute?.();
    this.cancelUnmute = null;
    this.mutedUntil = 0;
    if (this.urgency !== null) this.begin();
    this.changes.announce();
  }

  /** Answer a click with sound, so that the browser lets us ring later; what rings is heard at once. */
  async turnSoundOn(): Promise<void> {
    await this.ports.speaker.turnOn();
    if (this.urgency !== null) this.begin();
    this.changes.announce();
  }

  /** Let somebody hear what an urgency sounds like. */
  async tryOut(urgency: Urgency): Promise<void> {
    await this.ports.speaker.turnOn();
    this.ports.speaker.play(PATTERNS[urgency]);
    this.changes.announce();
  }

  /** The browser gave or took the sound. */
  soundChanged(): void {
    if (this.isSoundOn && this.urgency !== null) this.begin();
    this.changes.announce();
  }

  /** Signed out: nothing rings for the next person at this computer, and nothing stays muted. */
  stop(): void {
    this.pages = [];
    this.end();
    this.cancelUnmute?.();
    this.cancelUnmute = null;
    this.mutedUntil = 0;
    this.changes.announce();
  }

  private begin(): void {
    this.cancelRing?.();
    this.ring();
    if (!this.cancelBlink) this.blink(true);
  }

  private end(): void {
    this.cancelRing?.();
    this.cancelBlink?.();
    this.cancelRing = this.cancelBlink = null;
    this.ports.speaker.silence();
    this.ports.mark(false);
  }

  private ring(): void {
    const { urgency } = this;
    if (urgency === null) return;
    if (!this.isQuiet && this.isSoundOn) this.ports.speaker.play(PATTERNS[urgency]);
    this.cancelRing = this.ports.clock.after(AGAIN_MS[urgency], () => this.ring());
  }

  private blink(isMarked: boolean): void {
    this.ports.mark(isMarked);
    this.cancelBlink = this.ports.clock.after(BLINK_MS, () => this.blink(!isMarked));
  }
}
