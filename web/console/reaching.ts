/** The panel "How I am called": what is set, what came of the last change. */

import { Changes } from "../shared/changes.js";
import { Refused } from "../shared/problem.js";
import type { MyWork, PageTested, PersonalChannel, Reach, ReachApi, TelegramCode } from "./reach-api.js";

export type ReachFault = "unusable" | "colleague" | "notSetUp" | "tooMany" | "away";

export class Reaching {
  readonly changes = new Changes();
  reach: Reach | null = null;
  /** Why the last thing failed. */
  fault: ReachFault | null = null;
  isSaved = false;
  isBusy = false;
  code: TelegramCode | null = null;
  tested: { channel: PersonalChannel; result: PageTested } | null = null;

  constructor(
    private readonly api: ReachApi,
    private readonly sessionEnded: () => void,
  ) {}

  load(): Promise<void> {
    return this.try(async () => this.take(await this.api.mine(), false));
  }

  setNumber(number: string): Promise<void> {
    return this.change(() => this.api.setNumber(number));
  }

  setMail(address: string): Promise<void> {
    return this.change(() => this.api.setMail(address));
  }

  drop(contact: string): Promise<void> {
    return this.change(() => this.api.drop(contact));
  }

  setWork(work: MyWork): Promise<void> {
    return this.change(() => this.api.setWork(work));
  }

  setAway(away: boolean): Promise<void> {
    return this.change(() => this.api.setAway(away));
  }

  newCode(): Promise<void> {
    return this.try(async () => {
      this.code = await this.api.telegramCode();
    });
  }

  test(channel: PersonalChannel): Promise<void> {
    return this.try(async () => {
      this.tested = { channel, result: await this.api.test(channel) };
    });
  }

  /** Whether a channel takes what one enters, only what an administrator enters, or nothing. */
  access(channel: PersonalChannel): "open" | "byAdministrator" | "notSetUp" {
    const found = this.reach?.channels.find((one) => one.channel === channel);
    if (found?.open) return "open";
    return found?.ready ? "byAdministrator" : "notSetUp";
  }

  contacts(channel: PersonalChannel): Reach["contacts"] {
    return this.reach?.contacts.filter((one) => one.channel === channel) ?? [];
  }

  private change(work: () => Promise<Reach>): Promise<void> {
    return this.try(async () => this.take(await work(), true));
  }

  private take(reach: Reach, isSaved: boolean): void {
    this.reach = reach;
    this.isSaved = isSaved;
  }

  private async try(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.isSaved = false;
    this.fault = this.tested = null;
    this.changes.announce();
    try {
      await work();
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.sessionEnded();
      else this.fault = faultOf(error);
    }
    this.isBusy = false;
    this.changes.announce();
  }
}

function faultOf(error: unknown): ReachFault {
  if (!(error instanceof Refused)) return "away";
  if (error.status === 429) return "tooMany";
  if (error.status === 422) return "unusable";
  // Both are conflicts, and their titles say which.
  if (error.status === 409) return error.problem?.title.includes("colleague") ? "colleague" : "notSetUp";
  return "away";
}
