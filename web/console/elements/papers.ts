/** What colleagues wrote about the case, and a box for one more note. The person sees none of it. */

import { LitElement, html } from "lit";
import { property, state } from "lit/decorators.js";
import type { PaperOut } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { PAPER_STRINGS } from "../../shared/strings.console.papers.js";
import type { Paperwork } from "../paperwork.js";
import type { Saved } from "../saving.js";
import { whenText } from "../when.js";
import { toldLine } from "./fields.js";
import { papersStyles } from "./papers.css.js";

/** The server refuses longer notes. */
const NOTE_LIMIT = 4000;

export function paperLine(language: Language, { kind, by, mine, at, text }: PaperOut) {
  const { notes } = PAPER_STRINGS[language];
  return html`<li data-testid="paper" data-kind=${kind}>
    <span class="soft"><strong>${notes.kinds[kind]}</strong> · ${mine ? notes.mine : by} · ${whenText(language, at, new Date())}</span><br />
    <span class="text">${text}</span>
  </li>`;
}

export class PapersPanel extends LitElement {
  static override styles = [look, papersStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) work!: Paperwork;
  @property({ attribute: false }) notes: readonly PaperOut[] = [];
  @property({ attribute: false }) text = "";
  @state() private isBusy = false;
  @state() private saved: Saved | null = null;

  protected override render() {
    const { notes: text } = PAPER_STRINGS[this.language];
    return html`
      ${this.notes.length ? html`<ul>${this.notes.map((one) => paperLine(this.language, one))}</ul>` : html`<p class="soft">${text.none}</p>`}
      ${this.renderBox()}
    `;
  }

  private renderBox() {
    const { notes: text } = PAPER_STRINGS[this.language];
    return html`<form @submit=${this.submit}>
      <label for="note">${text.add}</label>
      <p class="soft" id="private">${text.private}</p>
      <textarea id="note" data-testid="paper-text" aria-describedby="private" maxlength=${NOTE_LIMIT} .value=${this.text} @input=${this.typed}></textarea>
      ${toldLine(this.words, this.saved?.told ?? null)}
      <p class="row">
        <span role="status">${this.saved?.told === "done" ? text.saved : ""}</span>
        <button data-testid="paper-save" ?disabled=${this.isBusy || !this.text.trim()}>${text.save}</button>
      </p>
    </form>`;
  }

  private typed(event: Event): void {
    this.text = this.work.text = (event.target as HTMLTextAreaElement).value;
    this.saved = null;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.isBusy = true;
    this.saved = await this.work.writeNote(this.text.trim());
    this.isBusy = false;
    if (this.saved.told === "done") this.text = "";
  }
}

customElements.define("mk-papers", PapersPanel);
