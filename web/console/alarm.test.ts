import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../shared/fakes.js";
import { Alarm, LONGEST_MUTE_MS, PATTERNS, type Speaker, type Tone, type Urgency } from "./alarm.js";
import { markTitle } from "./alarm-browser.js";
import type { RingingPage } from "./pages.js";

class FakeSpeaker implements Speaker {
  isOn = true;
  isAllowed = true;
  heard: Urgency[] = [];
  silenced = 0;

  async turnOn(): Promise<void> {
    this.isOn = this.isAllowed;
  }

  play(pattern: readonly Tone[]): void {
    this.heard.push((Object.keys(PATTERNS) as Urgency[]).find((urgency) => PATTERNS[urgency] === pattern)!);
  }

  silence(): void {
    this.silenced += 1;
  }
}

const page = (id: string, urgency: Urgency): RingingPage => ({ page: id, case: `case-${id}`, urgency, rung: "first", attempt: 1, at: `2026-11-01T10:00:0${id}Z` });

let clock: FakeClock;
let speaker: FakeSpeaker;
let notices: Urgency[];
let title: { title: string };
let alarm: Alarm;

beforeEach(() => {
  clock = new FakeClock();
  speaker = new FakeSpeaker();
  notices = [];
  title = { title: "(2) Mkhari" };
  alarm = new Alarm({ clock, speaker, notice: (urgency) => void notices.push(urgency), mark: (isMarked) => markTitle(title, isMarked) });
});

describe("the alarm", () => {
  it("rings at once and again until nothing is left to answer", async () => {
    alarm.follow([page("1", "urgent")]);
    expect(speaker.heard).toEqual(["urgent"]);
    await clock.pass(12_000);
    expect(speaker.heard).toEqual(["urgent", "urgent", "urgent"]);
    alarm.follow([]);
    await clock.pass(60_000);
    expect(speaker.heard.length).toBe(3);
    expect(speaker.silenced).toBe(1);
  });

  it("does not start anew when the server says the same again", async () => {
    for (let times = 0; times < 5; times += 1) alarm.follow([page("1", "routine")]);
    expect(speaker.heard).toEqual(["routine"]);
    expect(notices).toEqual(["routine"]);
  });

  it("rings as the gravest of what waits, and as the next when that is answered", async () => {
    alarm.follow([page("1", "routine"), page("2", "emergency")]);
    expect(alarm.urgency).toBe("emergency");
    await clock.pass(3_000);
    alarm.follow([page("1", "routine")]);
    expect(speaker.heard).toEqual(["emergency", "emergency", "routine"]);
    expect(notices).toEqual(["emergency"]);
  });

  it("blinks in the tab's title and leaves the title as it was", async () => {
    alarm.follow([page("1", "urgent")]);
    expect(title.title).toBe("(!) (2) Mkhari");
    await clock.pass(1_000);
    expect(title.title).toBe("(2) Mkhari");
    await clock.pass(1_000);
    title.title = "(3) Mkhari"; // the console counts anew meanwhile
    await clock.pass(2_000);
    expect(title.title).toBe("(!) (3) Mkhari");
    alarm.follow([]);
    expect(title.title).toBe("(3) Mkhari");
  });
});

describe("keeping quiet", () => {
  it("ends by itself after ten minutes, however long was asked for", async () => {
    alarm.mute(60 * 60_000);
    alarm.follow([page("1", "urgent")]);
    await clock.pass(LONGEST_MUTE_MS - 1);
    expect(speaker.heard).toEqual([]);
    expect(alarm.isQuiet).toBe(true);
    await clock.pass(1);
    expect(speaker.heard).toEqual(["urgent"]);
    expect(alarm.mutedFor).toBe(0);
  });

  it("never quiets an emergency", async () => {
    alarm.mute();
    alarm.follow([page("1", "urgent")]);
    alarm.follow([page("1", "urgent"), page("2", "emergency")]);
    await clock.pass(3_000);
    expect(speaker.heard).toEqual(["emergency", "emergency"]);
    speaker.silenced = 0;
    alarm.mute();
    await clock.pass(3_000);
    expect(speaker.heard.length).toBe(3);
    expect(speaker.silenced).toBe(0);
  });

  it("can be taken back, and does not stay for the next person", async () => {
    alarm.mute();
    alarm.follow([page("1", "routine")]);
    alarm.unmute();
    expect(speaker.heard).toEqual(["routine"]);
    alarm.mute();
    alarm.stop();
    expect([alarm.mutedFor, alarm.pages]).toEqual([0, []]);
    await clock.pass(60_000);
    expect(speaker.heard).toEqual(["routine"]);
  });
});

describe("a browser that keeps the page silent", () => {
  it("shows so, still blinks and tells, and is heard after one click", async () => {
    speaker.isOn = false;
    alarm.follow([page("1", "emergency")]);
    await clock.pass(2_000);
    expect([alarm.isSoundOn, speaker.heard, notices]).toEqual([false, [], ["emergency"]]);
    expect(title.title.startsWith("(!)")).toBe(true);
    await alarm.turnSoundOn();
    expect([alarm.isSoundOn, speaker.heard]).toEqual([true, ["emergency"]]);
  });

  it("says that sound is still off where a click was not enough", async () => {
    speaker.isOn = speaker.isAllowed = false;
    await alarm.turnSoundOn();
    expect(alarm.isSoundOn).toBe(false);
  });

  it("rings as soon as the browser lets it", () => {
    speaker.isOn = false;
    alarm.follow([page("1", "urgent")]);
    speaker.isOn = true;
    alarm.soundChanged();
    expect(speaker.heard).toEqual(["urgent"]);
  });

  it("lets every urgency be tried out without anything ringing", async () => {
    for (const urgency of ["emergency", "urgent", "routine"] as const) await alarm.tryOut(urgency);
    expect(speaker.heard).toEqual(["emergency", "urgent", "routine"]);
    await clock.pass(60_000);
    expect(speaker.heard.length).toBe(3);
  });
});
