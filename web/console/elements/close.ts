/** Closing a case: how it ended, and, for whoever learns from it, what it was about and what was done. */

import { LitElement, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { CaseSummary, CloseCase as Ending, CloseOutcome } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { Casework } from "../casework.js";
import { type Categories, titleOf } from "../categories.js";
import { LEVELS, type Level } from "../levels.js";
import type { Told } from "../refusals.js";
import { dialogStyles } from "./dialog.css.js";
import { noteField, toldLine } from "./fields.js";

const OUTCOMES: readonly CloseOutcome[] = ["supported", "referred", "emergency_services", "left", "other"];

/** The server refuses more. */
const MOST_ACTIONS = 8;

export class CloseCase extends LitElement {
  static override styles = [look, dialogStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) work!: Casework;
  @property({ attribute: false }) summary!: CaseSummary;
  @property({ attribute: false }) note = "";
  @state() private lists: Categories | null = null;
  @state() private outcome: CloseOutcome | null = null;
  @state() private category: string | null = null;
  @state() private actions: readonly string[] = [];
  @state() private risk: Level | null = null;
  @state() private isBusy = false;
  @state() private told: Told | null = null;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override render() {
    const { close, outcome, work } = this.words;
    return html`
      <button type="button" data-testid="close-case" aria-haspopup="dialog" @click=${this.ask}>${close.action}</button>
      <dialog aria-labelledby="ask">
        <h2 id="ask">${close.ask}</h2>
        <select class="field" data-testid="close-outcome" aria-labelledby="ask" .value=${this.outcome ?? ""} @change=${(event: Event) => (this.outcome = valueOf(event) as CloseOutcome)}>
          <option value="" disabled hidden selected>—</option>
          ${OUTCOMES.map((one) => html`<option value=${one}>${outcome[one]}</option>`)}
        </select>
        ${this.renderCategory()} ${this.renderActions()} ${this.renderRisk()}
        ${this.summary.deleted_by_caller
          ? nothing
          : noteField(work.ending.note, work.ending.noteHint, this.note, (text) => this.dispatchEvent(new CustomEvent("note", { detail: (this.note = text) })))}
        ${this.told === "away" ? html`<p class="told" role="alert" data-testid="told">${close.failed}</p>` : toldLine(this.words, this.told)}
        <div class="row">
          <button type="button" @click=${() => this.dialog.close()}>${close.cancel}</button>
          <button class="primary" type="button" data-testid="close-confirm" ?disabled=${!this.outcome || this.isBusy} @click=${this.confirm}>
            ${close.confirm}
          </button>
        </div>
      </dialog>
    `;
  }

  /** The lists come before the form is opened, so that nothing in it jumps. */
  protected override async firstUpdated(): Promise<void> {
    this.lists = await this.work.categories();
  }

  private renderCategory() {
    const { ending } = this.words.work;
    if (!this.lists?.categories.length) return nothing;
    return html`<label class="field">
      <span class="label">${ending.category}</span>
      <select data-testid="close-category" .value=${this.category ?? ""} @change=${(event: Event) => (this.category = valueOf(event) || null)}>
        <option value="">${ending.noCategory}</option>
        ${this.lists.categories.map((one) => {
          const title = titleOf(one, this.language);
          if (!one.children.length) return html`<option value=${one.id}>${title}</option>`;
          return html`<optgroup label=${title}>
            <option value=${one.id}>${title}</option>
            ${one.children.map((child) => html`<option value=${child.id}>${titleOf(child, this.language)}</option>`)}
          </optgroup>`;
        })}
      </select>
    </label>`;
  }

  private renderActions() {
    const { ending } = this.words.work;
    if (!this.lists?.actions.length) return nothing;
    const isFull = this.actions.length >= MOST_ACTIONS;
    return html`<fieldset data-testid="close-actions">
      <legend>${ending.actions}</legend>
      ${this.lists.actions.map((one) => {
        const isDone = this.actions.includes(one.id);
        return html`<label class="choice">
          <input type="checkbox" value=${one.id} .checked=${isDone} ?disabled=${isFull && !isDone} @change=${() => this.toggle(one.id)} />
          ${titleOf(one, this.language)}
        </label>`;
      })}
      ${isFull ? html`<p class="soft" role="status">${ending.tooMany}</p>` : nothing}
    </fieldset>`;
  }

  private renderRisk() {
    const { ending } = this.words.work;
    const titles = new Map(this.lists?.risk_at_end.map((one) => [one.id, titleOf(one, this.language)]));
    return html`<label class="field">
      <span class="label">${ending.risk}</span>
      <select data-testid="close-risk" .value=${this.risk ?? ""} @change=${(event: Event) => (this.risk = (valueOf(event) || null) as Level | null)}>
        <option value="">${ending.noRisk}</option>
        ${LEVELS.map((level) => html`<option value=${level}>${titles.get(level) ?? ending.risks[level]}</option>`)}
      </select>
    </label>`;
  }

  private async ask(): Promise<void> {
    this.outcome = null;
    this.category = null;
    this.actions = [];
    this.risk = null;
    this.told = null;
    this.dialog.showModal();
    this.lists ??= await this.work.categories();
  }

  private toggle(id: string): void {
    this.actions = this.actions.includes(id) ? this.actions.filter((one) => one !== id) : [...this.actions, id];
  }

  private async confirm(): Promise<void> {
    const { outcome, category, actions, risk } = this;
    if (!outcome) return;
    const ending: Ending = { outcome, category, actions: [...actions], risk_at_end: risk, note: this.summary.deleted_by_caller ? "" : this.note };
    this.isBusy = true;
    this.told = await this.work.close(this.summary.id, ending);
    this.isBusy = false;
    if (this.told === "done") this.dialog?.close();
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}

customElements.define("mk-close", CloseCase);
