/** What staff know and write about the open case: what was told already, notes and whispers, the two forms. */

import type { CasePapers, Decision, Handover, PaperOut, Rescue } from "../shared/api.js";
import type { DecisionDraft } from "./forms.js";
import type { PapersApi } from "./papers-api.js";
import { type Saved, saving } from "./saving.js";

export type Panel = "handover" | "notes";

export interface PaperworkPorts {
  api: PapersApi;
  signedOut(): void;
  changed(): void;
}

export class Paperwork {
  papers: CasePapers | null = null;
  handover: Handover | null = null;
  /** The last attempt to read the handover failed. */
  isAway = false;
  /** Forms that are not saved yet, by case. */
  readonly rescues = new Map<string, Rescue>();
  readonly decisions = new Map<string, DecisionDraft>();
  private caseId: string | null = null;
  /** What is unfolded, by case; one that was never open here begins with what was told. */
  private readonly panels = new Map<string, Panel | null>();
  private readonly texts = new Map<string, string>();
  /** Whispers up to this number were put away, by case. */
  private readonly read = new Map<string, number>();

  constructor(private readonly ports: PaperworkPorts) {}

  open(caseId: string): void {
    if (this.caseId === caseId) return;
    this.leave();
    this.caseId = caseId;
    if (!this.panels.has(caseId)) this.panels.set(caseId, "handover");
    void this.load();
  }

  leave(): void {
    this.caseId = null;
    this.forgetWords();
  }

  /** Where the case is open, the person deleted the conversation: what was being written about it goes too. */
  forgetWords(): void {
    if (this.caseId) for (const kept of [this.texts, this.rescues, this.decisions]) kept.delete(this.caseId);
    this.papers = this.handover = null;
    this.isAway = false;
  }

  /** At sign-out nothing stays for the next person at this computer. */
  forget(): void {
    for (const kept of [this.panels, this.texts, this.read, this.rescues, this.decisions]) kept.clear();
  }

  heard(papers: CasePapers): void {
    this.papers = papers;
  }

  async load(): Promise<void> {
    const { caseId } = this;
    if (!caseId) return;
    const { told } = await saving(async () => {
      const handover = await this.ports.api.handover(caseId);
      if (this.caseId !== caseId) return;
      this.handover = handover;
      this.papers ??= handover.papers; // what the stream brought is newer
    }, this.ports.signedOut);
    if (this.caseId !== caseId) return;
    this.isAway = told !== "done";
    this.ports.changed();
  }

  get panel(): Panel | null {
    return (this.caseId && this.panels.get(this.caseId)) || null;
  }

  /** Unfold one, which folds the other. */
  turn(panel: Panel): void {
    if (!this.caseId) return;
    this.panels.set(this.caseId, this.panel === panel ? null : panel);
    if (this.panel === "handover") void this.load(); // the risk goes on
    this.ports.changed();
  }

  get text(): string {
    return (this.caseId && this.texts.get(this.caseId)) || "";
  }

  set text(text: string) {
    if (this.caseId) this.texts.set(this.caseId, text);
  }

  /** Whispers of others that were not put away. */
  get whispers(): readonly PaperOut[] {
    const seen = (this.caseId && this.read.get(this.caseId)) || 0;
    return (this.papers?.notes ?? []).filter(({ kind, mine, n }) => kind === "whisper" && !mine && n > seen);
  }

  putWhispersAway(): void {
    const last = Math.max(0, ...this.whispers.map(({ n }) => n));
    if (this.caseId) this.read.set(this.caseId, last);
    this.ports.changed();
  }

  async writeNote(text: string): Promise<Saved> {
    const { caseId } = this;
    const saved = await this.write((id) => this.ports.api.note(id, text));
    if (saved.told === "done" && caseId) this.texts.delete(caseId);
    return saved;
  }

  saveRescue(rescue: Rescue): Promise<Saved> {
    return this.write((id) => this.ports.api.rescue(id, rescue));
  }

  saveDecision(decision: Decision): Promise<Saved> {
    return this.write((id) => this.ports.api.decision(id, decision));
  }

  private async write(ask: (caseId: string) => Promise<CasePapers>): Promise<Saved> {
    const { caseId } = this;
    if (!caseId) return { told: "not_yours", why: null };
    const saved = await saving(async () => {
      const papers = await ask(caseId);
      if (this.caseId === caseId) this.papers = papers;
    }, this.ports.signedOut);
    this.ports.changed();
    return saved;
  }
}
