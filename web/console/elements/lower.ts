/** Lowering the urgency of one's own case, on purpose and with a reason. */

import { LitElement, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { CaseSummary, LowerUrgency } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { Casework } from "../casework.js";
import type { Told } from "../refusals.js";
import { dialogStyles } from "./dialog.css.js";
import { radios, toldLine } from "./fields.js";
import { labelStyles } from "./labels.js";

type Urgency = CaseSummary["urgency"];

const BELOW: Record<Urgency, readonly Urgency[]> = { emergency: ["urgent", "routine"], urgent: ["routine"], routine: [] };

export class LowerTheUrgency extends LitElement {
  static override styles = [
    look,
    labelStyles,
    dialogStyles,
    css`
      .opens {
        min-height: 44px;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) work!: Casework;
  @property({ attribute: false }) summary!: CaseSummary;
  @state() private to: Urgency | null = null;
  @state() private reason: LowerUrgency["reason"] | null = null;
  @state() private told: Told | null = null;
  @state() private isBusy = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override render() {
    const { lower, cancel } = this.words.work;
    const below = BELOW[this.summary.urgency];
    if (!below.length) return nothing;
    const choices = Object.fromEntries(below.map((one) => [one, this.words.urgency[one]])) as Record<Urgency, string>;
    return html`
      <button class="quiet opens" type="button" data-testid="lower" aria-haspopup="dialog" @click=${this.ask}>${lower.action}</button>
      <dialog aria-labelledby="ask">
        <h2 id="ask">${lower.heading}</h2>
        ${radios("to", lower.to, choices, this.to, (to) => (this.to = to))}
        ${radios("reason", lower.reason, lower.reasons, this.reason, (reason) => (this.reason = reason))}
        <p class="soft">${lower.explained}</p>
        ${toldLine(this.words, this.told)}
        <div class="row">
          <button type="button" @click=${() => this.dialog.close()}>${cancel}</button>
          <button class="primary" type="button" data-testid="lower-confirm" ?disabled=${this.isBusy || !this.to || !this.reason} @click=${this.confirm}>${lower.save}</button>
        </div>
      </dialog>
    `;
  }

  private ask(): void {
    const below = BELOW[this.summary.urgency];
    this.to = below.length === 1 ? (below[0] ?? null) : null;
    this.reason = null;
    this.told = null;
    this.dialog.showModal();
  }

  private async confirm(): Promise<void> {
    const { to, reason } = this;
    if (!to || !reason) return;
    this.isBusy = true;
    this.told = await this.work.lower(this.summary.id, { urgency: to, reason });
    this.isBusy = false;
    if (this.told === "done") this.dialog?.close();
  }
}

customElements.define("mk-lower", LowerTheUrgency);
