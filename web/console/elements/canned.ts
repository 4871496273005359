/** Ready answers: found by a word, put into the reply box to be changed there, never sent from here. */

import { LitElement, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CannedOut, CaseSummary, NewCanned } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { PAPER_STRINGS } from "../../shared/strings.console.papers.js";
import { type ReadyAnswers, matching } from "../canned.js";
import type { Saved } from "../saving.js";
import { dialogStyles } from "./dialog.css.js";
import { toldLine } from "./fields.js";
import { areaField, formStyles, lineField } from "./formfields.js";

interface Draft {
  readonly id: string | null;
  readonly title: string;
  readonly text: string;
}

export class CannedAnswers extends LitElement {
  static override styles = [
    look,
    dialogStyles,
    formStyles,
    css`
      ul {
        height: min(38dvh, 420px);
        margin: 0 0 8px;
        padding: 0;
        overflow-y: auto;
        border-block: 1px solid var(--line);
        list-style: none;
      }

      li {
        padding: 8px 0;
        border-bottom: 1px solid var(--line);
      }

      li p {
        margin: 2px 0 6px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) answers!: ReadyAnswers;
  @property({ attribute: false }) summary!: CaseSummary;
  @state() private search = "";
  @state() private draft: Draft | null = null;
  /** One's own answer that is asked about before it is removed. */
  @state() private removing: string | null = null;
  @state() private saved: Saved | null = null;
  @state() private isBusy = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  private get text() {
    return PAPER_STRINGS[this.language].canned;
  }

  protected override render() {
    const { text } = this;
    return html`
      <button type="button" data-testid="canned" aria-haspopup="dialog" @click=${this.ask}>${text.action}</button>
      <dialog aria-labelledby="heading">
        <h2 id="heading">${text.heading}</h2>
        ${this.draft ? this.renderOwn(this.draft) : this.renderList()}
      </dialog>
    `;
  }

  private renderList() {
    const { text } = this;
    const found = matching(this.answers.replies, this.search);
    return html`
      <p class="soft">${text.explained}</p>
      <label class="field"><span class="label">${text.search}</span><input type="search" data-testid="canned-search" .value=${this.search} @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)} /></label>
      <p class="soft" role="status">${this.isBusy ? this.words.loading : text.found(found.length)}</p>
      <ul data-testid="canned-list" lang=${this.summary.language}>
        ${repeat(found, ({ id }) => id, (one) => this.renderAnswer(one))}
      </ul>
      ${this.renderTold()}
      <div class="row">
        <button type="button" @click=${() => this.dialog.close()}>${this.words.work.cancel}</button>
        <button type="button" data-testid="canned-add" @click=${() => this.edit({ id: null, title: "", text: "" })}>${text.add}</button>
      </div>
    `;
  }

  private renderAnswer(one: CannedOut) {
    const { text } = this;
    return html`<li data-testid="canned-answer" data-mine=${one.mine}>
      <strong>${one.title}</strong> ${one.mine ? html`<span class="soft">· ${text.mine}</span>` : nothing}
      <p>${one.text}</p>
      <span class="ways">
        <button class="primary" type="button" data-testid="canned-insert" @click=${() => this.insert(one)}>${text.insert}</button>
        ${one.mine
          ? html`<button type="button" data-testid="canned-change" @click=${() => this.edit(one)}>${text.change}</button>
              <button type="button" data-testid="canned-remove" ?disabled=${this.isBusy} @click=${() => void this.drop(one.id)}>${this.removing === one.id ? text.removeSure : text.remove}</button>`
          : nothing}
      </span>
    </li>`;
  }

  private renderOwn(draft: Draft) {
    const { text } = this;
    const { form } = PAPER_STRINGS[this.language];
    const change = (part: Partial<Draft>) => (this.draft = { ...draft, ...part });
    return html`
      <p class="soft">${text.ownHint}</p>
      ${lineField("canned-title", text.title, draft.title, (title) => change({ title }), 80)} ${areaField("canned-text", text.text, draft.text, (typed) => change({ text: typed }), 2000)}
      ${this.renderTold()}
      <div class="row">
        <button type="button" @click=${() => this.edit(null)}>${this.words.work.cancel}</button>
        <button class="primary" type="button" data-testid="canned-save" ?disabled=${this.isBusy || !draft.title.trim() || !draft.text.trim()} @click=${() => void this.keep(draft)}>${form.save}</button>
      </div>
    `;
  }

  /** The server says which words break which rule. */
  private renderTold() {
    const { saved } = this;
    if (!saved || saved.told === "done") return nothing;
    return html`${toldLine(this.words, saved.told)} ${saved.why ? html`<p class="fault" lang="en" role="alert" data-testid="canned-why">${saved.why}</p>` : nothing}`;
  }

  private async ask(): Promise<void> {
    this.search = "";
    this.edit(null);
    this.dialog.showModal();
    await this.do(() => this.answers.load(this.summary));
  }

  private edit(draft: Draft | null): void {
    this.draft = draft;
    this.removing = this.saved = null;
  }

  private async keep({ id, title, text }: Draft): Promise<void> {
    const language = this.summary.language as NewCanned["language"];
    const { told } = await this.do(() => this.answers.keep({ language, title, text }, id));
    if (told === "done") this.edit(null);
  }

  private async drop(id: string): Promise<void> {
    if (this.removing !== id) {
      this.removing = id;
      return;
    }
    this.removing = null;
    await this.do(() => this.answers.remove(id));
  }

  private insert({ text }: CannedOut): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent("insert", { detail: text }));
  }

  private async do(work: () => Promise<Saved>): Promise<Saved> {
    this.isBusy = true;
    this.saved = await work();
    this.isBusy = false;
    return this.saved;
  }
}

customElements.define("mk-canned", CannedAnswers);
