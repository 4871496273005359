/** The widget's requests. The token travels in a header only: addresses end up in logs. */

import type { NewWidgetSession, WidgetInput, WidgetSession, WidgetTurn } from "../shared/api.js";
import { ask } from "../shared/http.js";
import type { Language } from "../shared/language.js";

export class WidgetApi {
  constructor(private readonly send: typeof fetch) {}

  begin(language: Language): Promise<WidgetSession> {
    const body: NewWidgetSession = { language };
    return ask(this.send, "/api/widget/sessions", { method: "POST", body });
  }

  post(token: string, message: WidgetInput): Promise<WidgetTurn> {
    return ask(this.send, "/api/widget/messages", { method: "POST", body: message, headers: bearer(token) });
  }

  after(token: string, id: number): Promise<WidgetTurn> {
    return ask(this.send, `/api/widget/messages?after=${id}`, { method: "GET", headers: bearer(token) });
  }

  delete(token: string): Promise<void> {
    return ask(this.send, "/api/widget/conversation", { method: "DELETE", headers: bearer(token) });
  }
}

/** Where the live messages come from, after the last one known. */
export function streamRequest(token: string, lastId: number): { path: string; headers: Record<string, string> } {
  return { path: "/api/widget/stream", headers: { ...bearer(token), "Last-Event-ID": String(lastId) } };
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}
