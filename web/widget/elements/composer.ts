/** The text box: Enter sends, Shift+Enter starts a line, an honest count near the limit. */

import { LitElement, css, html, nothing } from "lit";
import { property, query } from "lit/decorators.js";
import { look } from "../../shared/look.js";
import type { WidgetStrings } from "../../shared/strings.widget.js";
import { TEXT_LIMIT, lengthOf } from "../../shared/text.js";

/** The count appears when this much or less is left. */
const COUNT_FROM = 300;

export class Composer extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
        padding: 8px 10px 10px;
        background: var(--paper);
      }

      form {
        display: flex;
        gap: 8px;
        align-items: flex-end;
      }

      textarea {
        flex: 1;
        min-width: 0;
        min-height: 50px;
        max-height: 30vh;
        padding: 11px 14px;
        border: 2px solid var(--line);
        border-radius: 16px;
        background: var(--raised);
        line-height: 1.45;
        resize: none;
        field-sizing: content;
      }

      textarea::placeholder {
        color: var(--soft);
        opacity: 1;
      }

      button {
        flex: none;
        width: 52px;
        min-height: 50px;
        padding: 0;
        border-radius: 16px;
      }

      svg {
        display: block;
        margin: auto;
      }

      .count {
        margin: 0 4px 4px;
        color: var(--soft);
        font-size: 0.85rem;
        text-align: right;
      }

      .count.over {
        color: var(--warm);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) words!: WidgetStrings;
  @property({ attribute: false }) draft = "";
  @query("textarea") private box!: HTMLTextAreaElement;

  focusInput(): void {
    this.box?.focus();
  }

  protected override render() {
    const left = TEXT_LIMIT - lengthOf(this.draft);
    return html`
      ${left <= COUNT_FROM ? this.renderCount(left) : nothing}
      <form @submit=${this.submit}>
        <textarea
          data-testid="message-input"
          rows="1"
          aria-label=${this.words.compose.label}
          aria-describedby="hint"
          placeholder=${this.words.compose.placeholder}
          enterkeyhint="send"
          .value=${this.draft}
          @input=${this.typed}
          @keydown=${this.pressed}
        ></textarea>
        <button class="primary" data-testid="send" aria-label=${this.words.compose.send} ?disabled=${!this.canSend}>
          <svg width="26" height="26" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d="M12 20V5M5 12l7-7 7 7" />
          </svg>
        </button>
      </form>
      <p id="hint" class="unseen">${this.words.compose.hint}</p>
    `;
  }

  private renderCount(left: number) {
    return html`<p class="count ${left < 0 ? "over" : ""}" role="status">
      ${left < 0 ? this.words.over(-left) : this.words.left(left)}
    </p>`;
  }

  private get canSend(): boolean {
    return this.draft.trim() !== "" && lengthOf(this.draft) <= TEXT_LIMIT;
  }

  private typed(): void {
    this.draft = this.box.value;
    this.dispatchEvent(new CustomEvent("draft", { detail: this.draft }));
  }

  private pressed(event: KeyboardEvent): void {
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (!this.canSend) return;
    const text = this.draft.trim();
    this.draft = "";
    this.dispatchEvent(new CustomEvent("say", { detail: text }));
    this.focusInput();
  }
}

customElements.define("mk-composer", Composer);
