/** The rota of the next four weeks, day by day on Georgia's clock, and what one does with it. */

import type { NewAbsence, NewCover, NewShift, NewSwap, RotaOut } from "../shared/api.js";
import { Changes } from "../shared/changes.js";
import type { RotaApi } from "./rota-api.js";
import { type Saved, saving } from "./saving.js";

export type Duty = NewCover["duty"];
export type Turn = RotaOut["turns"][number];

export const DUTIES: readonly Duty[] = ["primary", "backup", "supervisor"];

export class RotaRoom {
  readonly changes = new Changes();
  rota: RotaOut | null = null;
  /** What came of the last attempt. */
  saved: Saved | null = null;
  /** The last attempt changed something, and was not only to look. */
  isChange = false;
  isBusy = false;

  constructor(
    private readonly api: RotaApi,
    private readonly signedOut: () => void,
  ) {}

  load(): Promise<Saved> {
    return this.do(null);
  }

  /** Nothing of it stays for the next person at this computer. */
  forget(): void {
    this.rota = this.saved = null;
  }

  absence(given: NewAbsence): Promise<Saved> {
    return this.do(() => this.api.absence(given));
  }

  cover(given: NewCover): Promise<Saved> {
    return this.do(() => this.api.cover(given));
  }

  swap(first: Turn, second: Turn): Promise<Saved> {
    const given: NewSwap = { first: named(first), second: named(second) };
    return this.do(() => this.api.swap(given));
  }

  takeBack(id: string): Promise<Saved> {
    return this.do(() => this.api.takeBack(id));
  }

  addShift(given: NewShift): Promise<Saved> {
    return this.do(() => this.api.addShift(given));
  }

  endShift(id: string, lastDay: string): Promise<Saved> {
    return this.do(() => this.api.endShift(id, lastDay));
  }

  private async do(work: (() => Promise<unknown>) | null): Promise<Saved> {
    this.isBusy = true;
    this.isChange = work !== null;
    this.saved = null;
    this.changes.announce();
    const saved = await saving(async () => {
      await work?.();
    }, this.signedOut);
    // A change that the server refused may come from a rota that is old here.
    const looked = await saving(async () => {
      this.rota = await this.api.rota();
    }, this.signedOut);
    this.saved = saved.told === "done" && work === null ? looked : saved;
    this.isBusy = false;
    this.changes.announce();
    return this.saved;
  }
}

/** A moment in the turn that is surely in it, also where it began already. */
function named({ staff, duty, ends_at }: Turn): NewSwap["first"] {
  return { staff, duty, at: new Date(Date.parse(ends_at) - MINUTE_MS).toISOString() };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Georgia has had no summer time since 2005. */
const GEORGIA_MS = 4 * HOUR_MS;

/** A part of a day, on Georgia's clock: hours and minutes, `24:00` for its end. */
export interface Span {
  readonly duty: Duty;
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

export interface Day {
  /** Year, month and day. */
  readonly date: string;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly turns: readonly (Span & { readonly staff: string; readonly isCover: boolean })[];
  readonly gaps: readonly Span[];
}

/** Every day of the rota with whatever falls into it: a turn over midnight stands in both days. */
export function daysOf(rota: RotaOut): Day[] {
  const days: Day[] = [];
  const end = Date.parse(rota.ends_at);
  for (let at = startOfDay(Date.parse(rota.starts_at)); at < end; at += DAY_MS) {
    const cut = <T extends { duty: Duty; starts_at: string; ends_at: string }>(all: readonly T[]) =>
      all.flatMap((one) => {
        const from = Math.max(at, Date.parse(one.starts_at));
        const to = Math.min(at + DAY_MS, Date.parse(one.ends_at));
        return to > from ? [{ one, span: { duty: one.duty, from: clockOf(from), to: to === at + DAY_MS ? "24:00" : clockOf(to), hours: (to - from) / HOUR_MS } }] : [];
      });
    days.push({
      date: dateOf(at),
      weekday: (new Date(at + GEORGIA_MS).getUTCDay() + 6) % 7,
      turns: cut(rota.turns).map(({ one, span }) => ({ ...span, staff: one.staff, isCover: one.cover !== null })),
      gaps: cut(rota.gaps).map(({ span }) => span),
    });
  }
  return days;
}

/** Uncovered hours in the four weeks, by duty; only duties that lack somebody. */
export function uncovered({ gaps }: RotaOut): { duty: Duty; hours: number }[] {
  return DUTIES.map((duty) => ({
    duty,
    hours: gaps.filter((gap) => gap.duty === duty).reduce((sum, gap) => sum + (Date.parse(gap.ends_at) - Date.parse(gap.starts_at)) / HOUR_MS, 0),
  })).filter(({ hours }) => hours > 0);
}

/** A field's day and time, on Georgia's clock wherever this computer is; null where it is not whole. */
export function momentOf(field: string): string | null {
  const at = Date.parse(`${field}Z`);
  return field && !Number.isNaN(at) ? new Date(at - GEORGIA_MS).toISOString() : null;
}

/** `27.11. 20:00` for a list of turns. */
export function momentText(at: string): string {
  const moment = Date.parse(at);
  const [, month, day] = dateOf(moment).split("-");
  return `${day}.${month}. ${clockOf(moment)}`;
}

export function hoursText(hours: number): string {
  return String(Math.round(hours * 10) / 10);
}

function startOfDay(at: number): number {
  return Math.floor((at + GEORGIA_MS) / DAY_MS) * DAY_MS - GEORGIA_MS;
}

function dateOf(at: number): string {
  return new Date(at + GEORGIA_MS).toISOString().slice(0, 10);
}

function clockOf(at: number): string {
  return new Date(at + GEORGIA_MS).toISOString().slice(11, 16);
}
