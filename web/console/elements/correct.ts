/** Saying what a message should count as: one of five levels, a reason if wanted, a confirmation. */

import { LitElement, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { ConsoleMessage, CorrectionReason } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { LEVELS, type Level, countsAs } from "../levels.js";
import { labelStyles, levelMark } from "./labels.js";

export interface Choice {
  message: ConsoleMessage;
  level: Level;
  /** The level that was shown when this was chosen. */
  was: Level;
  reason: CorrectionReason | null;
}

export class CorrectLevel extends LitElement {
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

      blockquote {
        max-height: 5.2em;
        margin: 0 0 12px;
        padding: 8px 14px;
        overflow-y: auto;
        border: 2px solid var(--soft);
        border-radius: 12px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      fieldset {
        display: grid;
        gap: 4px;
        margin: 0;
        padding: 0;
        border: 0;
      }

      .choice {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: start;
        gap: 0 12px;
        padding: 6px 10px;
        border: 2px solid transparent;
        border-radius: 12px;
        cursor: pointer;
      }

      .choice:hover {
        border-color: var(--line);
      }

      .choice.chosen {
        border-color: var(--calm);
        background: var(--calm-tint);
      }

      .choice input {
        width: 20px;
        height: 20px;
        margin: 3px 0 0;
        accent-color: var(--calm);
      }

      .choice .means {
        grid-column: 2;
        color: var(--soft);
        font-size: 0.92rem;
        line-height: 1.35;
      }

      .present {
        margin-left: 8px;
        color: var(--soft);
        font-size: 0.9rem;
      }

      .why {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        margin-top: 10px;
      }

      select {
        flex: 1 1 14rem;
        min-width: 0;
        min-height: 44px;
        padding: 0 12px;
        border: 2px solid var(--line);
        border-radius: 12px;
        background: var(--paper);
      }

      .effect {
        margin: 10px 0 0;
        color: var(--soft);
        font-size: 0.9rem;
        line-height: 1.4;
      }

      .changed {
        margin: 0 0 10px;
        padding: 8px 14px;
        border-radius: 12px;
        background: var(--warm-tint);
        color: var(--warm);
        font-weight: 600;
      }

      .row {
        display: flex;
        justify-content: flex-end;
        gap: 10px;
        margin-top: 14px;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  /** The open case's messages: the one in question may change while the choice is being made. */
  @property({ attribute: false }) messages: readonly ConsoleMessage[] = [];
  @state() private about: number | null = null;
  @state() private seen: Level = "none";
  @state() private hasChanged = false;
  @state() private level: Level | null = null;
  @state() private reason: CorrectionReason | null = null;
  @query("dialog") private dialog!: HTMLDialogElement;

  /** Ask about this message. */
  async ask(message: ConsoleMessage): Promise<void> {
    this.about = message.id;
    this.seen = countsAs(message);
    this.hasChanged = false;
    this.level = null;
    this.reason = null;
    await this.updateComplete;
    this.dialog.showModal();
    this.dialog.querySelector<HTMLInputElement>(`input[value="${this.seen}"]`)?.focus();
  }

  private get message(): ConsoleMessage | null {
    return this.messages.find(({ id }) => id === this.about) ?? null;
  }

  /** Nobody decides about another level than they see: what changes meanwhile takes the choice back. */
  protected override willUpdate(): void {
    const { message } = this;
    if (!message || countsAs(message) === this.seen) return;
    this.seen = countsAs(message);
    this.hasChanged = true;
    this.level = null;
  }

  protected override updated(): void {
    if (this.about !== null && !this.message && this.dialog.open) this.dialog.close(); // the caller deleted everything
  }

  protected override render() {
    const { levels } = this.words;
    return html`<dialog aria-labelledby="ask" @close=${() => (this.about = null)}>
      <form @submit=${this.submit}>
        <h2 id="ask">${levels.ask}</h2>
        <blockquote tabindex="0">${this.message?.text}</blockquote>
        ${this.hasChanged ? html`<p class="changed" role="alert">${levels.changed(this.words.level[this.seen] ?? this.seen)}</p>` : nothing}
        <fieldset aria-labelledby="ask">${LEVELS.map((level) => this.renderChoice(level))}</fieldset>
        <div class="why">
          <label for="reason">${levels.reasonLabel}</label>
          <select id="reason" data-testid="correct-reason" .value=${this.reason ?? ""} @change=${this.reasonChosen}>
            <option value="">${levels.noReason}</option>
            ${Object.entries(levels.reasons).map(([code, name]) => html`<option value=${code}>${name}</option>`)}
          </select>
        </div>
        <p class="effect">${levels.effect}</p>
        <div class="row">
          <button type="button" data-testid="correct-cancel" @click=${() => this.dialog.close()}>${levels.cancel}</button>
          <button class="primary" data-testid="correct-save" ?disabled=${this.level === null}>${levels.save}</button>
        </div>
      </form>
    </dialog>`;
  }

  private renderChoice(level: Level) {
    const { levels } = this.words;
    return html`<label class="choice ${level === this.level ? "chosen" : ""}">
      <input type="radio" name="level" value=${level} data-testid="correct-level" .checked=${level === this.level} @change=${() => (this.level = level)} />
      <span>${levelMark(this.words, level)}${level === this.seen ? html`<span class="present">(${levels.present})</span>` : nothing}</span>
      <span class="means">${levels.means[level]}</span>
    </label>`;
  }

  private reasonChosen(event: Event): void {
    this.reason = ((event.target as HTMLSelectElement).value || null) as CorrectionReason | null;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const { message, level, seen: was, reason } = this;
    if (!message || !level) return;
    this.dispatchEvent(new CustomEvent<Choice>("chosen", { detail: { message, level, was, reason } }));
    this.dialog.close();
  }
}

customElements.define("mk-correct", CorrectLevel);
