/** The browser's side of the alarm: sound, notices of the system, the tab's title. */

import { systemClock } from "../shared/clock.js";
import { Alarm, type Speaker, type Tone, type Urgency } from "./alarm.js";

const LOUDNESS = 0.35;
const EDGE_S = 0.015; // a tone that begins or ends at once clicks
const MARK = "(!) ";

/** Sine tones by WebAudio. Browsers keep it silent until the page has been clicked once. */
export class WebSpeaker implements Speaker {
  private context: AudioContext | null = null;
  private playing: OscillatorNode[] = [];

  constructor(private readonly changed: () => void) {}

  get isOn(): boolean {
    return this.context?.state === "running";
  }

  async turnOn(): Promise<void> {
    if (typeof AudioContext === "undefined") return;
    if (!this.context) {
      this.context = new AudioContext();
      this.context.addEventListener("statechange", () => this.changed());
    }
    // Without a click the answer may never come: nobody waits longer than this for it.
    const late = new Promise<void>((done) => setTimeout(done, 500));
    if (!this.isOn) await Promise.race([this.context.resume().catch(() => undefined), late]);
  }

  play(pattern: readonly Tone[]): void {
    if (!this.context || !this.isOn) return;
    this.silence();
    const start = this.context.currentTime + 0.02;
    this.playing = pattern.map((tone) => this.tone(this.context!, start, tone));
  }

  silence(): void {
    for (const one of this.playing) one.stop();
    this.playing = [];
  }

  private tone(context: AudioContext, start: number, { at, ms, hertz }: Tone): OscillatorNode {
    const [from, to] = [start + at / 1000, start + (at + ms) / 1000];
    const oscillator = new OscillatorNode(context, { frequency: hertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + EDGE_S);
    gain.gain.setValueAtTime(LOUDNESS, to - EDGE_S);
    gain.gain.linearRampToValueAtTime(0, to);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(to);
    return oscillator;
  }
}

/** Put a mark before the tab's title or take it away, whatever else has changed the title meanwhile. */
export function markTitle(page: Pick<Document, "title">, isMarked: boolean): void {
  const bare = page.title.startsWith(MARK) ? page.title.slice(MARK.length) : page.title;
  const title = isMarked ? MARK + bare : bare;
  if (page.title !== title) page.title = title;
}

/** Show a notice where the person allowed it and looks at something else. `words` is what the screen may show. */
export function showNotice(words: string): void {
  if (typeof Notification === "undefined" || Notification.permission !== "granted" || document.hasFocus()) return;
  try {
    const notice = new Notification(words, { tag: "mkhari-alarm", requireInteraction: true });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
    });
  } catch {
    // Phones show notices through the service worker alone: there push does it.
  }
}

/** The alarm of this page. `words` are those of the language that is chosen when it rings. */
export function browserAlarm(words: (urgency: Urgency) => string): Alarm {
  const speaker = new WebSpeaker(() => alarm.soundChanged());
  const alarm: Alarm = new Alarm({
    clock: systemClock,
    speaker,
    notice: (urgency) => showNotice(words(urgency)),
    mark: (isMarked) => markTitle(document, isMarked),
  });
  return alarm;
}
