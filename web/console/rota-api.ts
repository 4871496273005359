/** The rota: the requests. */

import type { NewAbsence, NewCover, NewShift, NewSwap, RotaOut } from "../shared/api.js";
import { type Ask, ask } from "../shared/http.js";

const OURS = { "X-Mkhari-Console": "1" };

/** One's own turns as a calendar file. */
export const CALENDAR_PATH = "/api/console/rota.ics";

export class RotaApi {
  constructor(private readonly send: typeof fetch) {}

  rota(): Promise<RotaOut> {
    return this.ask("/rota", { method: "GET" });
  }

  absence(body: NewAbsence): Promise<unknown> {
    return this.ask("/rota/absences", { method: "POST", body });
  }

  cover(body: NewCover): Promise<unknown> {
    return this.ask("/rota/covers", { method: "POST", body });
  }

  swap(body: NewSwap): Promise<unknown> {
    return this.ask("/rota/swaps", { method: "POST", body });
  }

  takeBack(id: string): Promise<void> {
    return this.ask(`/rota/changes/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  addShift(body: NewShift): Promise<unknown> {
    return this.ask("/rota/shifts", { method: "POST", body });
  }

  endShift(id: string, last_day: string): Promise<unknown> {
    return this.ask(`/rota/shifts/${encodeURIComponent(id)}/end`, { method: "POST", body: { last_day } });
  }

  private ask<T>(path: string, request: Ask): Promise<T> {
    return ask(this.send, `/api/console${path}`, request.method === "GET" ? request : { ...request, headers: OURS });
  }
}
