/** Asking the person, once, whether words may be kept for training, and recording what they answer. */

import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { TrainingConsent } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { nextMove } from "../consent.js";
import type { OpenCase, Outcome } from "../open-case.js";
import { whenText } from "../when.js";
import { labelStyles } from "./labels.js";

type Answer = "yes" | "no";

export class Consent extends LitElement {
  static override styles = [
    look,
    labelStyles,
    css`
      dialog {
        width: min(94vw, 600px);
        max-height: 94vh;
        padding: 20px 24px;
        border: 1px solid var(--line);
        border-radius: 18px;
        background: var(--raised);
        color: var(--ink);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      h2 {
        margin: 0 0 10px;
        font-size: 1.15rem;
      }

      p {
        margin: 0 0 10px;
      }

      .soft {
        color: var(--soft);
      }

      .state {
        display: block;
        font-size: 0.85rem;
        line-height: 1.2;
      }

      .opens {
        padding: 2px 0.7rem;
        line-height: 1.25;
      }

      .waiting .state {
        color: var(--amber);
        font-weight: 700;
      }

      blockquote {
        max-height: 34vh;
        margin: 0 0 12px;
        padding: 8px 14px;
        overflow-y: auto;
        border-left: 4px solid var(--calm);
        background: var(--calm-tint);
      }

      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 24px;
        margin: 0 0 6px;
        padding: 0;
        border: 0;
      }

      legend {
        margin-bottom: 4px;
        padding: 0;
        font-weight: 600;
      }

      fieldset label {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 40px;
        cursor: pointer;
      }

      input {
        width: 20px;
        height: 20px;
        accent-color: var(--calm);
      }

      .past {
        margin-top: 16px;
      }

      ol {
        margin: 4px 0 0;
        padding-left: 1.4em;
      }

      .told {
        padding: 8px 14px;
        border-radius: 12px;
        background: var(--warm-tint);
        color: var(--warm);
        font-weight: 600;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 10px;
        margin-top: 14px;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  /** The language of the question. */
  @property({ attribute: false }) spoken = "ka";
  @property({ attribute: false }) consent!: TrainingConsent;
  @property({ attribute: false }) desk!: OpenCase;
  @state() private answer: Answer | null = null;
  @state() private isBusy = false;
  /** What came of the last attempt, where it was not done. */
  @state() private told: Outcome | null = null;
  @query("dialog") private dialog!: HTMLDialogElement;

  /** A choice belongs to the question as it stood: a new state takes it back. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("consent") && changed.get("consent")?.status !== this.consent.status) this.answer = null;
  }

  protected override render() {
    const { consent: words } = this.words;
    const { status } = this.consent;
    return html`
      <button type="button" class="opens ${status === "asked" ? "waiting" : ""}" data-testid="consent" data-status=${status} aria-haspopup="dialog" @click=${this.open}>
        ${words.action} <span class="state">${words.status[status]}</span>
      </button>
      <dialog aria-labelledby="heading">
        <h2 id="heading">${words.heading}</h2>
        <p data-testid="consent-explained">${words.explained}</p>
        <p class="soft">${words.kept}</p>
        ${this.told && this.told !== "done" ? html`<p class="told" role="alert" data-testid="consent-told">${words[this.told]}</p>` : nothing}
        ${this.renderMove()} ${this.renderPast()}
      </dialog>
    `;
  }

  private renderMove() {
    switch (nextMove(this.consent)) {
      case "ask":
        return this.renderAsk();
      case "record":
        return this.renderRecord();
      case "take_back":
        return this.renderTakeBack();
      case null:
        return this.renderRow(nothing);
    }
  }

  private renderAsk() {
    const { consent: words } = this.words;
    return html`<p>${words.question}</p>
      <blockquote lang=${this.spoken} tabindex="0" data-testid="consent-question">${this.consent.question}</blockquote>
      ${this.renderRow(
        html`<button class="primary" type="button" data-testid="consent-ask" ?disabled=${this.isBusy} @click=${() => this.do(() => this.desk.askConsent())}>
          ${words.ask}
        </button>`,
      )}`;
  }

  /** A "no" ends it for good, so it takes a choice and a second click. */
  private renderRecord() {
    const { consent: words } = this.words;
    return html`<fieldset>
        <legend>${words.answer}</legend>
        ${(["yes", "no"] as const).map(
          (answer) =>
            html`<label>
              <input type="radio" name="answer" value=${answer} data-testid="consent-${answer}" .checked=${this.answer === answer} @change=${() => (this.answer = answer)} />
              ${words[answer]}
            </label>`,
        )}
      </fieldset>
      <p class="soft">${words.noIsFinal}</p>
      ${this.renderRow(
        html`<button class="primary" type="button" data-testid="consent-record" ?disabled=${this.isBusy || !this.answer} @click=${this.record}>${words.record}</button>`,
      )}`;
  }

  private renderTakeBack() {
    const { consent: words } = this.words;
    return html`<fieldset>
        <label>
          <input type="checkbox" data-testid="consent-no" .checked=${this.answer === "no"} @change=${this.toggleNo} />
          ${words.takeBack}
        </label>
      </fieldset>
      <p class="soft">${words.takeBackSure}</p>
      ${this.renderRow(
        html`<button class="primary" type="button" data-testid="consent-record" ?disabled=${this.isBusy || this.answer !== "no"} @click=${this.record}>${words.record}</button>`,
      )}`;
  }

  private renderRow(move: unknown) {
    return html`<div class="row">
      <button type="button" data-testid="consent-cancel" @click=${() => this.dialog.close()}>${this.words.consent.cancel}</button>
      ${move}
    </div>`;
  }

  private renderPast() {
    const { consent: words } = this.words;
    const { history } = this.consent;
    if (!history.length) return nothing;
    return html`<p class="soft past" id="past">${words.history}</p>
      <ol class="soft" aria-labelledby="past" data-testid="consent-history">
        ${history.map(({ at, by, status }) => html`<li>${words.steps[status]}: ${by ?? words.byPerson}, ${whenText(this.language, at, new Date())}</li>`)}
      </ol>`;
  }

  private open(): void {
    this.answer = null;
    this.told = null;
    this.dialog.showModal();
  }

  private toggleNo(event: Event): void {
    this.answer = (event.target as HTMLInputElement).checked ? "no" : null;
  }

  private record(): void {
    const { answer } = this;
    if (answer) void this.do(() => this.desk.recordConsent(answer));
  }

  private async do(move: () => Promise<Outcome>): Promise<void> {
    this.isBusy = true;
    this.told = null;
    const outcome = await move();
    this.isBusy = false;
    this.answer = null;
    this.told = outcome;
    if (outcome === "done") this.dialog?.close();
  }
}

customElements.define("mk-consent", Consent);
