/** The row that is always there: a person, help now, language, delete. */

import { LitElement, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import { LANGUAGES, LANGUAGE_NAMES, type Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { WidgetStrings } from "../../shared/strings.widget.js";

type Open = "nothing" | "language" | "delete";

export class Quick extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
        position: relative;
        padding: 8px 10px 0;
        border-top: 1px solid var(--line);
      }

      .row {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 6px;
      }

      .row button {
        min-height: 46px;
        padding: 4px 6px;
        font-size: 0.92rem;
        font-weight: 600;
        line-height: 1.2;
      }

      .human {
        border-color: var(--calm);
        color: var(--calm);
      }

      .help {
        border-color: var(--warm);
        color: var(--warm);
      }

      .small {
        grid-column: span 2;
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 6px;
      }

      .small button {
        min-height: 42px;
        border-color: transparent;
        background: transparent;
        color: var(--soft);
        font-weight: 500;
      }

      @media (max-height: 480px) {
        .row {
          grid-template-columns: repeat(4, 1fr);
        }
      }

      .sheet {
        position: absolute;
        left: 8px;
        right: 8px;
        bottom: 100%;
        z-index: 1;
        display: grid;
        gap: 8px;
        padding: 16px;
        border: 1px solid var(--line);
        border-radius: 16px;
        background: var(--paper);
        box-shadow: 0 -6px 24px rgb(0 0 0 / 22%);
      }

      .sheet h2 {
        margin: 0;
        font-size: 1.1rem;
      }

      .sheet p {
        margin: 0 0 4px;
      }

      .failed {
        color: var(--warm);
        font-weight: 600;
      }

      [aria-pressed="true"] {
        border: 2px solid var(--calm);
        font-weight: 700;
      }
    `,
  ];

  @property({ attribute: false }) words!: WidgetStrings;
  @property({ attribute: false }) language: Language = "ka";
  /** Deletes everything; answers whether it worked. */
  @property({ attribute: false }) erase!: () => Promise<boolean>;
  @state() private open: Open = "nothing";
  @state() private isErasing = false;
  @state() private hasFailed = false;
  @query(".sheet button") private first!: HTMLButtonElement | null;
  private opener: HTMLElement | null = null;

  protected override render() {
    const { quick } = this.words;
    return html`
      ${this.renderSheet()}
      <div class="row" role="group" aria-label=${quick.label}>
        <button class="human" type="button" data-testid="quick-human" @click=${() => this.tell("human")}>${quick.human}</button>
        <button class="help" type="button" data-testid="quick-help" @click=${() => this.tell("help")}>${quick.help}</button>
        <div class="small">
          <button type="button" data-testid="quick-language" aria-expanded=${this.open === "language"} @click=${(event: Event) => this.show("language", event)}>
            ${quick.language}: ${LANGUAGE_NAMES[this.language]}
          </button>
          <button type="button" data-testid="quick-delete" aria-expanded=${this.open === "delete"} @click=${(event: Event) => this.show("delete", event)}>
            ${quick.delete}
          </button>
        </div>
      </div>
    `;
  }

  private renderSheet() {
    if (this.open === "nothing") return nothing;
    const title = this.open === "language" ? this.words.chooseLanguage : this.words.deletion.ask;
    return html`<div class="sheet" role="dialog" aria-label=${title} @keydown=${this.escape}>
      <h2>${title}</h2>
      ${this.open === "language" ? this.renderLanguages() : this.renderDeletion()}
    </div>`;
  }

  private renderLanguages() {
    return html`
      ${LANGUAGES.map(
        (language) =>
          html`<button type="button" lang=${language} data-language=${language} aria-pressed=${language === this.language} @click=${() => this.choose(language)}>
            ${LANGUAGE_NAMES[language]}
          </button>`,
      )}
      <button type="button" @click=${this.hide}>${this.words.cancel}</button>
    `;
  }

  private renderDeletion() {
    const { deletion } = this.words;
    return html`
      <p>${deletion.explained}</p>
      ${this.hasFailed ? html`<p class="failed" role="alert">${deletion.failed}</p>` : nothing}
      <button type="button" data-testid="delete-cancel" @click=${this.hide}>${deletion.no}</button>
      <button class="grave" type="button" data-testid="delete-confirm" ?disabled=${this.isErasing} @click=${this.confirm}>${deletion.yes}</button>
    `;
  }

  private show(open: Open, event: Event): void {
    this.opener = event.currentTarget as HTMLElement;
    this.hasFailed = false;
    this.open = this.open === open ? "nothing" : open;
    void this.updateComplete.then(() => this.first?.focus());
  }

  private hide(): void {
    this.open = "nothing";
    this.opener?.focus();
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault(); // this closes the sheet, not the whole frame
    this.hide();
  }

  private choose(language: Language): void {
    this.hide();
    if (language !== this.language) this.tell("language", { language, name: LANGUAGE_NAMES[language] });
  }

  private async confirm(): Promise<void> {
    this.isErasing = true;
    this.hasFailed = !(await this.erase());
    this.isErasing = false;
    if (!this.hasFailed) this.open = "nothing";
  }

  private tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define("mk-quick", Quick);
