/** One case: to its holder the history, the reply box and what can be done with it; to whoever only reads, the history. */

import { LitElement, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { CaseStanding, CaseSummary, ConsoleMessage, TrainingConsent } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { Item } from "../../shared/outbox.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { withAnswer } from "../canned.js";
import { isShown } from "../consent.js";
import type { Desk, Finished, Pane } from "../desk.js";
import type { Reply } from "../drafts.js";
import type { Loss } from "../losses.js";
import type { Part } from "../part.js";
import type { Told } from "../refusals.js";
import { whenText } from "../when.js";
import { caseStyles } from "./case.css.js";
import "./close.js";
import { toldLine } from "./fields.js";
import "./consent.js";
import type { Choice, CorrectLevel } from "./correct.js";
import "./correct.js";
import "./hand-on.js";
import type { History } from "./history.js";
import "./history.js";
import { flagChips, kindChips, labelStyles, origin, riskChip, unansweredMark, urgencyLabel } from "./labels.js";
import "./lower.js";
import "./paperbar.js";
import "./preview.js";
import type { ReplyBox } from "./reply.js";
import "./reply.js";
import "./seat.js";

export class Case extends LitElement {
  static override styles = [look, labelStyles, caseStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) pane: Pane = "none";
  @property({ attribute: false }) summary: CaseSummary | null = null;
  @property({ attribute: false }) messages: readonly ConsoleMessage[] = [];
  @property({ attribute: false }) standing: CaseStanding | null = null;
  @property({ attribute: false }) consent: TrainingConsent | null = null;
  @property({ attribute: false }) unsent: readonly Item<Reply>[] = [];
  @property({ attribute: false }) myPart: Part | null = null;
  @property({ attribute: false }) finished: Finished | null = null;
  @property({ attribute: false }) loss: Loss | null = null;
  @property({ attribute: false }) kept = "";
  @property({ attribute: false }) me: string | null = null;
  @property({ attribute: false }) now = 0;
  @state() private isBusy = false;
  /** What came of the last answer to an offer. */
  @state() private told: Told | null = null;
  @query("mk-history") private history!: History;
  @query("mk-reply") private replying!: ReplyBox;
  @query("mk-correct") private correcting!: CorrectLevel;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("summary") && changed.get("summary") !== this.summary) this.told = null;
  }

  protected override render() {
    const { summary, words } = this;
    if (summary && this.pane === "loading") return html`<p class="soft loading" role="status">${words.loading}</p>`;
    if (summary && this.pane === "open") return this.renderOpen(summary);
    return html`<mk-preview
      .words=${words}
      .desk=${this.desk}
      .pane=${this.pane}
      .summary=${summary}
      .finished=${this.finished}
      .loss=${this.loss}
      .kept=${this.kept}
      .now=${this.now}
    ></mk-preview>`;
  }

  private renderOpen(summary: CaseSummary) {
    const { words, desk } = this;
    const isHolder = this.myPart === "holder";
    return html`
      ${this.myPart === "beside" ? html`<mk-seat .words=${words} .seat=${desk.seat} @leave=${() => this.dispatchEvent(new CustomEvent("leaveseat"))}></mk-seat>` : nothing}
      <div class="head">
        <span class="who">${urgencyLabel(words, summary)} <span class="soft">${origin(words, summary)}</span></span>
        ${isHolder ? this.renderActions(summary) : nothing} ${this.renderRisk(summary, this.standing)}
      </div>
      ${this.renderOffer(summary)} ${this.renderNotice(summary)} ${summary.deleted_by_caller ? nothing : this.renderPapers(summary, isHolder)}
      ${keyed(summary.id, this.renderHistory())}
      ${isHolder ? this.renderWriting(summary) : nothing}
    `;
  }

  private renderActions(summary: CaseSummary) {
    const { words, desk, consent } = this;
    const note = (event: CustomEvent<string>) => (desk.note = event.detail);
    return html`
      ${isShown(consent) && !summary.deleted_by_caller
        ? html`<mk-consent .words=${words} .language=${this.language} .consent=${consent} .desk=${desk.open} .spoken=${summary.language}></mk-consent>`
        : nothing}
      ${keyed(
        summary.id,
        html`<mk-hand-on .words=${words} .work=${desk.work} .summary=${summary} .me=${this.me} .note=${desk.note} @note=${note}></mk-hand-on>
          <mk-close .words=${words} .language=${this.language} .work=${desk.work} .summary=${summary} .note=${desk.note} @note=${note}></mk-close>
          <mk-lower .words=${words} .work=${desk.work} .summary=${summary}></mk-lower>`,
      )}
    `;
  }

  private renderPapers(summary: CaseSummary, isHolder: boolean) {
    const { papers: work } = this.desk.open;
    return html`<mk-paperbar
      .words=${this.words}
      .language=${this.language}
      .work=${work}
      .summary=${summary}
      .papers=${work.papers}
      .handover=${work.handover}
      .isAway=${work.isAway}
      .panel=${work.panel}
      .whispers=${work.whispers}
      .answers=${isHolder ? this.desk.open.answers : null}
      @insert=${({ detail }: CustomEvent<string>) => this.insert(detail)}
    ></mk-paperbar>`;
  }

  /** To be changed and sent by whoever chose it. */
  private insert(text: string): void {
    this.desk.draft = withAnswer(this.desk.draft, text);
    this.requestUpdate();
    this.replying.edit();
  }

  private renderWriting(summary: CaseSummary) {
    const { words, desk } = this;
    return html`
      ${summary.deleted_by_caller
        ? nothing
        : html`<mk-reply
            .words=${words}
            .caseId=${summary.id}
            .draft=${desk.draft}
            @draft=${(event: CustomEvent<string>) => (desk.draft = event.detail)}
            @reply=${(event: CustomEvent<string>) => desk.reply(event.detail)}
          ></mk-reply>`}
      <mk-correct
        .words=${words}
        .messages=${this.messages}
        @chosen=${({ detail }: CustomEvent<Choice>) => desk.open.correct(detail.message, detail.level, detail.was, detail.reason)}
      ></mk-correct>
    `;
  }

  /** The holder sees that the offer stands and can take it back; whom it is offered to reads, then answers. */
  private renderOffer(summary: CaseSummary) {
    if (summary.state !== "in_transfer" || this.myPart === "beside") return nothing;
    const { offered, alerts } = this.words.work;
    const { work } = this.desk;
    const isMine = this.myPart === "holder";
    const kind = summary.transfer_kind ?? "warm";
    return html`<div class="offered" data-testid="transfer" data-kind=${kind}>
      <p role="status">${isMine ? offered[kind](summary.transfer_to ?? "") : offered.toMe(summary.claimed_by ?? "")}</p>
      ${isMine
        ? nothing
        : html`<button class="primary" type="button" data-testid="transfer-accept" ?disabled=${this.isBusy} @click=${() => this.settle(() => work.accept(summary.id))}>${alerts.accept}</button>`}
      <button type="button" data-testid="transfer-decline" ?disabled=${this.isBusy} @click=${() => this.settle(() => work.decline(summary.id))}>
        ${isMine ? offered.takeBack : alerts.decline}
      </button>
      ${toldLine(this.words, this.told)}
    </div>`;
  }

  private renderHistory() {
    const { open } = this.desk;
    return html`<mk-history
      .words=${this.words}
      .language=${this.language}
      .messages=${this.messages}
      .unsettled=${(message: ConsoleMessage) => open.unsettled(message)}
      .unsent=${this.unsent}
      .isReadOnly=${this.myPart !== "holder"}
      @putback=${(event: CustomEvent<string>) => this.desk.replies.putBack(event.detail)}
      @level-confirm=${({ detail }: CustomEvent<ConsoleMessage>) => open.confirm(detail)}
      @level-correct=${({ detail }: CustomEvent<ConsoleMessage>) => void this.correcting.ask(detail)}
      @level-dismiss=${({ detail }: CustomEvent<ConsoleMessage>) => open.dismiss(detail)}
    ></mk-history>`;
  }

  /** The level in force where the case is open, else what the queue says. */
  private renderRisk(summary: CaseSummary, standing: CaseStanding | null) {
    const { words } = this;
    return html`<div class="chips">
      ${unansweredMark(words, summary, this.now)} ${kindChips(words, summary.kinds)} ${riskChip(words, standing?.level ?? summary.level)} ${standing ? this.renderSince(standing) : nothing}
      ${summary.subject ? html`<span class="chip">${words.subject[summary.subject] ?? summary.subject}</span>` : nothing}
      ${flagChips(words, summary.flags.filter((flag) => flag !== "third_party" || summary.subject !== "other"), summary.kinds)}
    </div>`;
  }

  /** Since when, and the message to correct for whoever thinks that it is wrong. */
  private renderSince({ level, since, message }: CaseStanding) {
    const { levels } = this.words;
    if (level === "none") return nothing;
    const isHere = this.messages.some(({ id }) => id === message);
    return html`<span class="soft" data-testid="standing">${levels.since(whenText(this.language, since, new Date()))}</span>
      ${message !== null && isHere
        ? html`<button class="quiet" type="button" data-testid="standing-message" @click=${() => this.history.reveal(message)}>${levels.toMessage}</button>`
        : nothing}`;
  }

  private renderNotice(summary: CaseSummary) {
    if (summary.deleted_by_caller) return html`<p class="notice" role="status">${this.words.deletedByCaller}</p>`;
    if (summary.unreachable) return html`<p class="notice" role="status" data-testid="unreachable">${this.words.unreachable}</p>`;
    return nothing;
  }

  private async settle(ask: () => Promise<Told>): Promise<void> {
    this.isBusy = true;
    this.told = await ask();
    this.isBusy = false;
  }
}

customElements.define("mk-case", Case);
