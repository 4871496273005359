/** How one is called: the requests. The shapes are those of `api/schemas/reach.py`. */

import { type Ask, ask } from "../shared/http.js";
import type { Language } from "../shared/language.js";

export type PersonalChannel = "push" | "telegram" | "sms" | "mail";
export type Audience = "youth" | "family";
export type Skill = "self_harm" | "abuse" | "blackmail" | "bullying" | "attempt";

export interface Reach {
  channels: { channel: PersonalChannel; ready: boolean; open: boolean }[];
  contacts: { id: string; channel: PersonalChannel; hint: string }[];
  push_key: string | null;
  telegram_linked: boolean;
  languages: Language[];
  audiences: Audience[];
  skills: Skill[];
  away: boolean;
}

export interface PageTested {
  sent: number;
  failed: string[];
}

export interface TelegramCode {
  code: string;
  expires_at: string;
}

export interface MyWork {
  languages: Language[];
  audiences: Audience[];
  skills: Skill[];
}

const OURS = { "X-Mkhari-Console": "1" };

export class ReachApi {
  constructor(private readonly send: typeof fetch) {}

  mine(): Promise<Reach> {
    return this.ask("", { method: "GET" });
  }

  setNumber(number: string): Promise<Reach> {
    return this.ask("/sms", { method: "PUT", body: { number } });
  }

  setMail(address: string): Promise<Reach> {
    return this.ask("/mail", { method: "PUT", body: { address } });
  }

  addBrowser(subscription: PushSubscriptionJSON): Promise<Reach> {
    return this.ask("/push", { method: "POST", body: { endpoint: subscription.endpoint, keys: subscription.keys } });
  }

  dropBrowser(endpoint: string): Promise<Reach> {
    return this.ask("/push", { method: "DELETE", body: { endpoint } });
  }

  drop(contact: string): Promise<Reach> {
    return this.ask(`/contacts/${encodeURIComponent(contact)}`, { method: "DELETE" });
  }

  test(channel: PersonalChannel): Promise<PageTested> {
    return this.ask("/test", { method: "POST", body: { channel } });
  }

  telegramCode(): Promise<TelegramCode> {
    return this.ask("/telegram", { method: "POST" });
  }

  setWork(body: MyWork): Promise<Reach> {
    return this.ask("/work", { method: "PUT", body });
  }

  setAway(away: boolean): Promise<Reach> {
    return this.ask("/away", { method: "PUT", body: { away } });
  }

  private ask<T>(path: string, request: Ask): Promise<T> {
    return ask(this.send, `/api/console/reach${path}`, request.method === "GET" ? request : { ...request, headers: OURS });
  }
}
