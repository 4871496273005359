/** The requests about what staff know and write: handover, notes, active rescue, decree 437, ready answers. */

import type { CannedList, CannedOut, CasePapers, Decision, Handover, NewCanned, NewNote, Rescue } from "../shared/api.js";
import { type Ask, ask } from "../shared/http.js";

const OURS = { "X-Mkhari-Console": "1" };

export class PapersApi {
  constructor(private readonly send: typeof fetch) {}

  handover(caseId: string): Promise<Handover> {
    return this.ask(`${casePath(caseId)}/handover`, { method: "GET" });
  }

  note(caseId: string, text: string): Promise<CasePapers> {
    const body: NewNote = { text };
    return this.ask(`${casePath(caseId)}/notes`, { method: "POST", body });
  }

  rescue(caseId: string, body: Rescue): Promise<CasePapers> {
    return this.ask(`${casePath(caseId)}/rescue`, { method: "PUT", body });
  }

  decision(caseId: string, body: Decision): Promise<CasePapers> {
    return this.ask(`${casePath(caseId)}/decision`, { method: "PUT", body });
  }

  canned(language: NewCanned["language"], audience: string): Promise<CannedList> {
    return this.ask(`/canned?language=${language}&audience=${encodeURIComponent(audience)}`, { method: "GET" });
  }

  addCanned(body: NewCanned): Promise<CannedOut> {
    return this.ask("/canned", { method: "POST", body });
  }

  changeCanned(id: string, body: NewCanned): Promise<CannedOut> {
    return this.ask(`/canned/${encodeURIComponent(id)}`, { method: "PUT", body });
  }

  removeCanned(id: string): Promise<void> {
    return this.ask(`/canned/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  private ask<T>(path: string, request: Ask): Promise<T> {
    return ask(this.send, `/api/console${path}`, request.method === "GET" ? request : { ...request, headers: OURS });
  }
}

function casePath(id: string): string {
  return `/cases/${encodeURIComponent(id)}`;
}
