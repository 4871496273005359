/** The reply box. What is written stays, per case, until the server has taken it. */

import { LitElement, css, html, nothing } from "lit";
import { property, query } from "lit/decorators.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { TEXT_LIMIT, lengthOf } from "../../shared/text.js";

export class ReplyBox extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
        padding: 12px 20px 16px;
        border-top: 1px solid var(--line);
        background: var(--raised);
      }

      form {
        display: grid;
        gap: 8px;
      }

      textarea {
        min-height: 92px;
        max-height: 34vh;
        padding: 12px 16px;
        border: 2px solid var(--line);
        border-radius: 14px;
        background: var(--paper);
        font-size: 1.125rem;
        line-height: 1.5;
        resize: vertical;
      }

      /* On a small laptop what was said needs the room more. */
      @media (max-height: 760px) {
        textarea {
          min-height: 64px;
        }
      }

      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 16px;
        color: var(--soft);
      }

      /* A phone has no such keys, and no room. */
      @media (max-width: 480px) {
        :host {
          padding: 8px 10px 10px;
        }

        textarea {
          min-height: 64px;
        }

        .hint {
          display: none;
        }
      }

      .over {
        color: var(--warm);
        font-weight: 700;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  /** Another case brings another draft. */
  @property({ attribute: false }) caseId = "";
  @property({ attribute: false }) draft = "";
  @query("textarea") private box!: HTMLTextAreaElement;

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("caseId")) this.box.focus();
  }

  /** Go on writing, once what was inserted is there. */
  edit(): void {
    setTimeout(() => {
      this.box.focus();
      this.box.setSelectionRange(this.box.value.length, this.box.value.length);
      this.box.scrollTop = this.box.scrollHeight;
    });
  }

  protected override render() {
    const { reply } = this.words;
    const over = lengthOf(this.draft) - TEXT_LIMIT;
    return html`<form @submit=${this.submit}>
      <textarea
        data-testid="reply-input"
        aria-label=${reply.label}
        placeholder=${reply.placeholder}
        .value=${this.draft}
        @input=${this.typed}
        @keydown=${this.pressed}
      ></textarea>
      <div class="row">
        <span>${over > 0 ? html`<span class="over" role="status">${reply.over(over)}</span>` : nothing}</span>
        <span>
          <span class="hint">${reply.hint}</span>
          <button class="primary" data-testid="reply-send" ?disabled=${!this.canSend}>${reply.send}</button>
        </span>
      </div>
    </form>`;
  }

  private get canSend(): boolean {
    return this.draft.trim() !== "" && lengthOf(this.draft) <= TEXT_LIMIT;
  }

  private typed(): void {
    this.draft = this.box.value;
    this.dispatchEvent(new CustomEvent("draft", { detail: this.draft }));
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (!this.canSend) return;
    const text = this.draft.trim();
    this.draft = "";
    this.dispatchEvent(new CustomEvent("reply", { detail: text }));
    this.box.focus();
  }
}

customElements.define("mk-reply", ReplyBox);
