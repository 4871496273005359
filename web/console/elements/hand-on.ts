/** Handing a case on: offered to a colleague who is there, or back to the queue. What the next one must know goes along. */

import { LitElement, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { CaseSummary, HandBack, OfferTransfer } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { Casework } from "../casework.js";
import { type Receiver, receivers } from "../colleagues.js";
import type { Told } from "../refusals.js";
import { dialogStyles } from "./dialog.css.js";
import { noteField, radios, receiverRadios, toldLine } from "./fields.js";

type Way = "colleague" | "queue";

export class HandOn extends LitElement {
  static override styles = [look, dialogStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) work!: Casework;
  @property({ attribute: false }) summary!: CaseSummary;
  /** Whoever looks: nobody offers a case to themselves. */
  @property({ attribute: false }) me: string | null = null;
  @property({ attribute: false }) note = "";
  @state() private way: Way = "colleague";
  /** Null while they are asked for. */
  @state() private people: readonly Receiver[] | null = null;
  @state() private to: string | null = null;
  @state() private kind: OfferTransfer["kind"] = "warm";
  @state() private reason: HandBack["reason"] | null = null;
  @state() private told: Told | null = null;
  @state() private isBusy = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override render() {
    const { handOn, cancel } = this.words.work;
    const isOffered = this.summary.state === "in_transfer";
    return html`
      <button type="button" data-testid="hand-on" aria-haspopup="dialog" @click=${this.ask}>${handOn.action}</button>
      <dialog aria-labelledby="ask">
        <h2 id="ask">${handOn.heading}</h2>
        ${isOffered ? nothing : radios<Way>("way", handOn.way, { colleague: handOn.toColleague, queue: handOn.toQueue }, this.way, (way) => (this.way = way))}
        ${this.toColleague ? this.renderColleagues() : radios("reason", handOn.reason, handOn.reasons, this.reason, (reason) => (this.reason = reason))}
        ${this.summary.deleted_by_caller
          ? nothing
          : noteField(handOn.note, handOn.noteHint, this.note, (text) => this.dispatchEvent(new CustomEvent("note", { detail: (this.note = text) })))}
        <p class="soft">${handOn.told}</p>
        ${toldLine(this.words, this.told)}
        <div class="row">
          <button type="button" @click=${() => this.dialog.close()}>${cancel}</button>
          <button class="primary" type="button" data-testid="hand-on-confirm" ?disabled=${this.isBusy || !this.isComplete} @click=${this.confirm}>
            ${this.toColleague ? handOn.offer : handOn.handBack}
          </button>
        </div>
      </dialog>
    `;
  }

  /** A case that is offered already can only go back to the queue. */
  private get toColleague(): boolean {
    return this.way === "colleague" && this.summary.state !== "in_transfer";
  }

  private get isComplete(): boolean {
    return this.toColleague ? this.to !== null : this.reason !== null;
  }

  private renderColleagues() {
    const { handOn } = this.words.work;
    if (!this.people) return html`<p role="status">${handOn.loading}</p>`;
    if (!this.people.length) return html`<p role="status" data-testid="nobody-there">${handOn.nobody}</p>`;
    return html`
      ${receiverRadios(this.words, handOn.whom, this.people, this.to, (id) => (this.to = id))}
      ${radios("kind", handOn.kind, handOn.kinds, this.kind, (kind) => (this.kind = kind))}
    `;
  }

  private ask(): void {
    this.way = "colleague";
    this.to = null;
    this.reason = null;
    this.told = null;
    this.dialog.showModal();
    void this.look();
  }

  private async look(): Promise<void> {
    this.people = null;
    const found = await this.work.colleagues();
    if (typeof found === "string") this.told = found;
    else this.people = receivers(found, this.me, this.summary);
    if (this.to && !this.people?.some(({ colleague }) => colleague.id === this.to)) this.to = null;
  }

  private async confirm(): Promise<void> {
    const { id } = this.summary;
    const { to, kind, reason } = this;
    const note = this.summary.deleted_by_caller ? "" : this.note;
    this.isBusy = true;
    this.told = null;
    if (this.toColleague && to) this.told = await this.work.offer(id, { to, kind, note });
    else if (reason) this.told = await this.work.handBack(id, { reason, note });
    this.isBusy = false;
    if (this.told === "done") this.dialog?.close();
    else if (this.told === "absent") await this.look();
  }
}

customElements.define("mk-hand-on", HandOn);
