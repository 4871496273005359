/** A case that is not open: its summary and the way to take it; or what became of it, with what was written for it. */

import { LitElement, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { CaseSummary, Reopen } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { Desk, Finished, Pane } from "../desk.js";
import type { Loss } from "../losses.js";
import { waits } from "../queue.js";
import type { Told } from "../refusals.js";
import { lossText } from "./alerts.js";
import { radios, toldLine } from "./fields.js";
import { flagChips, kindChips, labelStyles, origin, reasonText, riskChip, standing, unansweredMark, urgencyLabel, waitingChips } from "./labels.js";
import { previewStyles } from "./preview.css.js";

export class Preview extends LitElement {
  static override styles = [look, labelStyles, previewStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) pane: Pane = "none";
  @property({ attribute: false }) summary: CaseSummary | null = null;
  @property({ attribute: false }) finished: Finished | null = null;
  @property({ attribute: false }) loss: Loss | null = null;
  /** What was written for this case and has not gone out. */
  @property({ attribute: false }) kept = "";
  @property({ attribute: false }) now = 0;
  @state() private isBusy = false;
  @state() private isReopening = false;
  @state() private reason: Reopen["reason"] | null = null;
  @state() private told: Told | null = null;
  @state() private isCopied = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("finished")) this.isReopening = false;
    if (changed.has("summary")) this.isCopied = false;
  }

  protected override render() {
    const { summary, words } = this;
    if (summary) return this.renderCase(summary);
    if (this.finished) return this.renderFinished(this.finished);
    return html`<p class="soft">${words.queue.choose}</p>`;
  }

  private renderCase(summary: CaseSummary) {
    const { words, loss } = this;
    const isFree = waits(summary) && this.pane !== "taken";
    return html`
      ${loss
        ? html`<p class="loss" role="alert" data-testid="lost">${lossText(words, loss)}</p>
            <button type="button" data-testid="lost-understood" @click=${() => this.desk.dismissLoss(summary.id)}>${words.work.understood}</button>`
        : nothing}
      <span>${urgencyLabel(words, summary)} · ${origin(words, summary)}</span>
      <div class="chips">
        ${kindChips(words, summary.kinds)} ${riskChip(words, summary.level)}
        ${summary.subject ? html`<span class="chip">${words.subject[summary.subject] ?? summary.subject}</span>` : nothing}
        ${flagChips(words, summary.flags.filter((flag) => flag !== "third_party" || summary.subject !== "other"), summary.kinds)}
        ${waitingChips(words, summary)}
      </div>
      ${summary.reason ? html`<p>${reasonText(words, summary.reason)}</p>` : nothing}
      <p class="soft">${waits(summary) ? standing(words, summary, this.now) : nothing} ${unansweredMark(words, summary, this.now)}</p>
      <p role="status" data-testid="claim-status" data-pane=${this.pane}>${loss && !isFree ? nothing : this.status(summary, isFree)}</p>
      ${isFree || summary.mine ? this.renderClaim(summary) : nothing} ${this.renderKept(summary)}
    `;
  }

  /** Beyond one's limit only on purpose: the button says so. */
  private renderClaim(summary: CaseSummary) {
    const { words } = this;
    const isFull = this.pane === "full";
    const text = isFull ? words.work.full.take : summary.mine ? words.retry : words.claim.action;
    return html`<button class="primary claim" type="button" data-testid=${isFull ? "claim-beyond" : "claim"} ?disabled=${this.isBusy} @click=${() => this.claim(isFull)}>
      ${text}
    </button>`;
  }

  /** What was being written when the case went: it must not be lost, and can serve whoever is with the person now. */
  private renderKept(summary: CaseSummary) {
    const { kept } = this;
    if (!kept || summary.mine) return nothing;
    const { loss } = this.words.work;
    return html`<div class="kept" data-testid="kept">
      <label>${loss.keptLabel}<textarea readonly rows="4" .value=${kept}></textarea></label>
      <button type="button" @click=${() => this.copy(kept)}>${loss.copy}</button>
      <span role="status">${this.isCopied ? loss.copied : ""}</span>
    </div>`;
  }

  private renderFinished({ summary, how }: Finished) {
    const { finished } = this.words.work;
    return html`
      <p role="status" data-testid="finished" data-how=${how}>${finished[how]}</p>
      ${how !== "closed" || summary.deleted_by_caller
        ? nothing
        : this.isReopening
          ? html`<div class="reopen">
              ${radios("reopen", finished.why, finished.reasons, this.reason, (reason) => (this.reason = reason))} ${toldLine(this.words, this.told)}
              <button type="button" data-testid="reopen-confirm" ?disabled=${this.isBusy || !this.reason} @click=${() => this.reopen(summary.id)}>${finished.confirm}</button>
            </div>`
          : html`<button type="button" data-testid="reopen" @click=${this.askWhy}>${finished.reopen}</button>`}
    `;
  }

  private status(summary: CaseSummary, isFree: boolean): string {
    const { claim, closed, loadFailed, deletedByCaller, work } = this.words;
    if (summary.state === "closed") return closed;
    if (summary.deleted_by_caller) return deletedByCaller;
    if (this.pane === "full") return work.full.explained;
    if (this.pane === "failed") return summary.mine || summary.offered_to_me ? loadFailed : claim.failed;
    if (isFree) return claim.explained;
    return summary.claimed_by && !summary.mine ? claim.takenBy(summary.claimed_by) : claim.taken;
  }

  private askWhy(): void {
    this.reason = null;
    this.told = null;
    this.isReopening = true;
  }

  private async claim(beyondLimit: boolean): Promise<void> {
    this.isBusy = true;
    await (this.summary?.mine ? this.desk.select(this.summary) : this.desk.claim(beyondLimit));
    this.isBusy = false;
  }

  private async reopen(id: string): Promise<void> {
    if (!this.reason) return;
    this.isBusy = true;
    this.told = await this.desk.work.reopen(id, this.reason);
    this.isBusy = false;
  }

  /** Where the browser does not let us, the text is selected, ready for the keys. */
  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.isCopied = true;
    } catch {
      this.renderRoot.querySelector("textarea")?.select();
    }
  }
}

customElements.define("mk-preview", Preview);
