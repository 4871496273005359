/** A supervisor's seat beside a case: reading along, and a word to its holder. Only the case's history is told. */

import type { CaseDetail } from "../shared/api.js";
import type { ConsoleApi } from "./api.js";
import { type Told, refusalOf } from "./refusals.js";

export interface SeatPorts {
  api: ConsoleApi;
  /** Shows the case; false where another was chosen meanwhile. */
  opened(detail: CaseDetail): boolean;
  signedOut(): void;
}

export class Seat {
  /** The case beside which we sit. */
  caseId: string | null = null;

  constructor(private readonly ports: SeatPorts) {}

  async take(id: string): Promise<Told> {
    await this.leave();
    try {
      const detail = await this.ports.api.takeSeat(id);
      this.caseId = id;
      if (!this.ports.opened(detail)) await this.leave();
      return "done";
    } catch (error) {
      return this.failed(error);
    }
  }

  /** Read along no longer. The seat is given up here in any case; a repeat on the server is harmless. */
  async leave(): Promise<void> {
    const { caseId } = this;
    this.caseId = null;
    if (!caseId) return;
    try {
      await this.ports.api.leaveSeat(caseId);
    } catch (error) {
      this.failed(error);
    }
  }

  async whisper(text: string): Promise<Told> {
    if (!this.caseId) return "not_yours";
    try {
      await this.ports.api.whisper(this.caseId, text);
      return "done";
    } catch (error) {
      return this.failed(error);
    }
  }

  private failed(error: unknown): Told {
    const refusal = refusalOf(error);
    if (refusal === "signed_out") this.ports.signedOut();
    return refusal;
  }
}
