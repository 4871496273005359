/** The conversation as a counsellor reads it: who said it, what the risk check saw, whether it arrived. */

import { LitElement, css, html, nothing } from "lit";
import { property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ConsoleMessage } from "../../shared/api.js";
import { isAtEnd, isFollowing } from "../../shared/follow.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { Item } from "../../shared/outbox.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { Decision } from "../correcting.js";
import type { Reply } from "../drafts.js";
import { BY_MODEL, highlight } from "../highlight.js";
import { whenText } from "../when.js";
import "./verdict.js";

export class History extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
        overflow: hidden;
      }

      .log {
        position: relative; /* what is hidden in it for screen readers scrolls along */
        height: 100%;
        overflow-y: auto;
        padding: 16px 20px;
      }

      article {
        max-width: min(46rem, 86%);
        width: fit-content;
        margin: 0 0 14px;
      }

      article.counsellor {
        margin-left: auto;
      }

      article.counsellor .text {
        margin-left: auto;
      }

      .who {
        margin: 0 2px 3px;
        color: var(--soft);
        font-size: 0.9rem;
      }

      .text {
        width: fit-content;
        max-width: 100%;
        margin: 0;
        padding: 10px 16px;
        border: 1px solid var(--line);
        border-radius: 14px;
        background: var(--raised);
        font-size: 1.125rem;
        line-height: 1.55;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .caller .text {
        border: 2px solid var(--soft);
      }

      .program .text {
        background: transparent;
        color: var(--soft);
        font-size: 1rem;
      }

      .counsellor .text {
        border-color: transparent;
        background: var(--calm-tint);
      }

      mark {
        padding: 0 2px;
        border-bottom: 3px solid var(--warm);
        border-radius: 3px;
        background: var(--warm-tint);
        color: inherit;
      }

      /* What only the model saw is underlined otherwise: it guesses, a rule knows what it looks for. */
      mark.by-model {
        border-bottom-style: dotted;
      }

      mk-verdict {
        margin-top: 3px;
      }

      article:focus {
        outline: 3px solid var(--focus);
        outline-offset: 4px;
        border-radius: 14px;
      }

      .fate {
        margin: 3px 2px 0;
        color: var(--soft);
        font-size: 0.9rem;
        text-align: right;
      }

      .fate.failed,
      .fate.blocked,
      .fate.retrying,
      .fate.refused {
        color: var(--warm);
        font-weight: 700;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) messages: readonly ConsoleMessage[] = [];
  /** The decision about a message that the server has not taken. */
  @property({ attribute: false }) unsettled!: (message: ConsoleMessage) => Item<Decision> | null;
  @property({ attribute: false }) unsent: readonly Item<Reply>[] = [];
  /** Whoever only reads along decides about nothing. */
  @property({ attribute: false }) isReadOnly = false;
  @query(".log") private log!: HTMLElement | null;
  private follows = true;
  /** Whether the end was in view, before the log itself changed its size. */
  private wasAtEnd = true;
  private settledAt: number | null = null;
  private readonly sized = new ResizeObserver(() => {
    if (this.wasAtEnd) this.toEnd();
  });
  private ownCount = 0;

  protected override willUpdate(): void {
    this.follows = !this.log || this.unsent.length > this.ownCount || isFollowing(this.log, this.settledAt);
    this.ownCount = this.unsent.length;
  }

  protected override updated(): void {
    if (this.follows) this.toEnd();
  }

  protected override firstUpdated(): void {
    if (this.log) this.sized.observe(this.log);
    // Verdicts are drawn after the messages, and move the end.
    requestAnimationFrame(() => this.toEnd());
  }

  protected override render() {
    return html`<div class="log" role="log" aria-live="polite" aria-label=${this.words.history} tabindex="0" @scroll=${this.scrolled} @resized=${this.resized}>
      ${repeat(this.messages, (message) => message.id, (message) => this.renderMessage(message))}
      ${repeat(this.unsent, (item) => item.id, (item) => this.renderUnsent(item))}
    </div>`;
  }

  /** Show one message, and let the keyboard go on from there. */
  reveal(id: number): void {
    const article = this.renderRoot.querySelector<HTMLElement>(`#message-${id}`);
    if (!article || !this.log) return;
    article.scrollIntoView({ block: article.offsetHeight > this.log.clientHeight ? "start" : "center" });
    article.focus({ preventScroll: true });
  }

  private renderMessage(message: ConsoleMessage) {
    const { words } = this;
    const { author, delivery } = message;
    return html`<article
      class=${author}
      id="message-${message.id}"
      tabindex="-1"
      data-testid="message"
      data-author=${author}
      data-delivery=${delivery ?? ""}
    >
      <p class="who">
        ${words.author[author]} · <time datetime=${message.at}>${whenText(this.language, message.at, new Date())}</time>${message.edited ? ` · ${words.edited}` : ""}
      </p>
      <p class="text">${this.renderText(message)}</p>
      ${author === "caller" ? this.renderVerdict(message) : nothing}
      ${delivery && (author === "counsellor" || delivery !== "sent") ? html`<p class="fate ${delivery}">${words.delivery[delivery]}</p>` : nothing}
    </article>`;
  }

  private renderVerdict(message: ConsoleMessage) {
    const unsettled = this.unsettled(message);
    return html`<mk-verdict
      .words=${this.words}
      .language=${this.language}
      .message=${message}
      .unsettled=${unsettled}
      .fate=${unsettled?.fate ?? null}
      .isReadOnly=${this.isReadOnly}
    ></mk-verdict>`;
  }

  private renderText({ text, evidence }: ConsoleMessage) {
    const { evidence: label, levels } = this.words;
    return highlight(text, evidence).map(({ text: part, rules }) => {
      if (!rules.length) return part;
      const names = rules.map((rule) => (rule === BY_MODEL ? levels.findings.model : rule));
      const isGuess = rules.every((rule) => rule === BY_MODEL);
      return html`<mark class=${isGuess ? "by-model" : ""} title="${label}: ${names.join(", ")}">${part}</mark>`;
    });
  }

  private renderUnsent(item: Item<Reply>) {
    const { words } = this;
    return html`<article class="counsellor" data-testid="message" data-author="counsellor" data-fate=${item.fate}>
      <p class="who">${words.author.counsellor}</p>
      <p class="text">${item.payload.text}</p>
      <p class="fate ${item.fate}">${words.fate[item.fate]}</p>
      ${item.fate === "refused"
        ? html`<button type="button" data-testid="put-back" @click=${() => this.putBack(item.id)}>${words.fate.putBack}</button>`
        : nothing}
    </article>`;
  }

  private toEnd(): void {
    if (!this.log) return;
    this.log.scrollTop = this.log.scrollHeight;
    this.settledAt = this.log.scrollTop;
    this.wasAtEnd = true;
  }

  /** Only the reader's own scrolling counts: the event of ours comes late, when the log may have shrunk. */
  private scrolled(): void {
    if (!this.log || this.log.scrollTop === this.settledAt) return;
    this.settledAt = null;
    this.wasAtEnd = isAtEnd(this.log);
  }

  /** The reader opened or shut something: what they look at stays where it is. */
  private resized(): void {
    if (!this.log) return;
    this.settledAt = null;
    this.wasAtEnd = isAtEnd(this.log);
  }

  private putBack(id: string): void {
    this.dispatchEvent(new CustomEvent("putback", { detail: id }));
  }
}

customElements.define("mk-history", History);
