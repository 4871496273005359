/** The console's requests. The session is a cookie; the header shows that our own page sent them. */

import type {
  Audit,
  Board,
  CaseDetail,
  CaseList,
  CaseSummary,
  CloseCase,
  Colleagues,
  ConsentAnswer,
  ConsoleMessage,
  CorrectLevel,
  Corrected,
  FlowGraph,
  FlowListOut,
  HandBack,
  Login,
  LowerUrgency,
  NewPassword,
  NewReply,
  NewWhisper,
  OfferTransfer,
  PageAnswer,
  PageAnswered,
  PlayFlow,
  Played,
  Reassign,
  Reopen,
  Staff,
  TrainingConsent,
} from "../shared/api.js";
import { type Ask, ask } from "../shared/http.js";
import type { Language } from "../shared/language.js";

const OURS = { "X-Mkhari-Console": "1" };

export class ConsoleApi {
  constructor(private readonly send: typeof fetch) {}

  login(login: string, password: string): Promise<Staff> {
    const body: Login = { login, password };
    return this.ask("/login", { method: "POST", body });
  }

  logout(): Promise<void> {
    return this.ask("/logout", { method: "POST" });
  }

  me(): Promise<Staff> {
    return this.ask("/me", { method: "GET" });
  }

  changePassword(current: string, fresh: string): Promise<void> {
    const body: NewPassword = { current, new: fresh };
    return this.ask("/password", { method: "PUT", body });
  }

  cases(): Promise<CaseList> {
    return this.ask("/cases", { method: "GET" });
  }

  case(id: string): Promise<CaseDetail> {
    return this.ask(casePath(id), { method: "GET" });
  }

  takeNext(): Promise<CaseDetail> {
    return this.ask("/cases/next", { method: "POST" });
  }

  /** `beyondLimit`: one more than the counsellor's limit, on purpose. */
  claim(id: string, beyondLimit = false): Promise<CaseDetail> {
    return this.ask(`${casePath(id)}/claim${beyondLimit ? "?beyond_limit=true" : ""}`, { method: "POST" });
  }

  handBack(id: string, body: HandBack): Promise<CaseSummary> {
    return this.ask(`${casePath(id)}/hand-back`, { method: "POST", body });
  }

  offer(id: string, body: OfferTransfer): Promise<CaseSummary> {
    return this.ask(`${casePath(id)}/transfer`, { method: "POST", body });
  }

  accept(id: string): Promise<CaseDetail> {
    return this.ask(`${casePath(id)}/transfer/accept`, { method: "POST" });
  }

  /** Say no to an offer, or take one's own back. */
  decline(id: string): Promise<CaseSummary> {
    return this.ask(`${casePath(id)}/transfer/decline`, { method: "POST" });
  }

  lowerUrgency(id: string, body: LowerUrgency): Promise<CaseSummary> {
    return this.ask(`${casePath(id)}/urgency`, { method: "PUT", body });
  }

  answerPage(caseId: string, answer: PageAnswer["answer"]): Promise<PageAnswered> {
    const body: PageAnswer = { answer };
    return this.ask(`${casePath(caseId)}/page`, { method: "POST", body });
  }

  reopen(id: string, reason: Reopen["reason"]): Promise<CaseSummary> {
    const body: Reopen = { reason };
    return this.ask(`${casePath(id)}/reopen`, { method: "POST", body });
  }

  colleagues(): Promise<Colleagues> {
    return this.ask("/colleagues", { method: "GET" });
  }

  /** The closed lists for the end of a case; checked by `categoriesOf`. */
  categories(): Promise<unknown> {
    return this.ask("/categories", { method: "GET" });
  }

  board(): Promise<Board> {
    return this.ask("/board", { method: "GET" });
  }

  takeSeat(id: string): Promise<CaseDetail> {
    return this.ask(`${casePath(id)}/seat`, { method: "POST" });
  }

  leaveSeat(id: string): Promise<void> {
    return this.ask(`${casePath(id)}/seat`, { method: "DELETE" });
  }

  whisper(id: string, text: string): Promise<void> {
    const body: NewWhisper = { text };
    return this.ask(`${casePath(id)}/whispers`, { method: "POST", body });
  }

  reassign(id: string, to: string): Promise<CaseSummary> {
    const body: Reassign = { to };
    return this.ask(`${casePath(id)}/reassign`, { method: "POST", body });
  }

  audit(id: string): Promise<Audit> {
    return this.ask(`${casePath(id)}/audit`, { method: "GET" });
  }

  reply(caseId: string, id: string, text: string): Promise<ConsoleMessage> {
    const body: NewReply = { id, text };
    return this.ask(`${casePath(caseId)}/replies`, { method: "POST", body });
  }

  /** Say what a message counts as; `body.id` makes a repeat harmless. */
  correct(caseId: string, message: number, body: CorrectLevel): Promise<Corrected> {
    return this.ask(`${casePath(caseId)}/messages/${message}/level`, { method: "POST", body });
  }

  /** Have the person asked, in the fixed words, whether words may be kept; a repeat asks nothing again. */
  askConsent(caseId: string): Promise<TrainingConsent> {
    return this.ask(`${casePath(caseId)}/consent`, { method: "POST" });
  }

  recordConsent(caseId: string, answer: ConsentAnswer["answer"]): Promise<TrainingConsent> {
    const body: ConsentAnswer = { answer };
    return this.ask(`${casePath(caseId)}/consent`, { method: "PUT", body });
  }

  close(id: string, body: CloseCase): Promise<CaseSummary> {
    return this.ask(`${casePath(id)}/close`, { method: "POST", body });
  }

  flows(): Promise<FlowListOut> {
    return this.ask("/flows", { method: "GET" });
  }

  graph(flow: string, language: Language): Promise<FlowGraph> {
    return this.ask(`/flows/${encodeURIComponent(flow)}/graph?language=${language}`, { method: "GET" });
  }

  /** Play from the start by these moves; the server keeps nothing. */
  play(body: PlayFlow): Promise<Played> {
    return this.ask("/flows/play", { method: "POST", body });
  }

  private ask<T>(path: string, request: Ask): Promise<T> {
    return ask(this.send, `/api/console${path}`, request.method === "GET" ? request : { ...request, headers: OURS });
  }
}

function casePath(id: string): string {
  return `/cases/${encodeURIComponent(id)}`;
}

/** Where the live queue comes from, and the live messages of the open case if there is one. */
export function streamPath(caseId: string | null): string {
  return caseId === null ? "/api/console/stream" : `/api/console/stream?case=${encodeURIComponent(caseId)}`;
}
