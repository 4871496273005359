/** The message log: read aloud politely, kept at its newest line unless the reader scrolled up. */

import { LitElement, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { WidgetMessage } from "../../shared/api.js";
import { isAtEnd, isFollowing, restingPlace } from "../../shared/follow.js";
import { look } from "../../shared/look.js";
import type { Item } from "../../shared/outbox.js";
import { findPhones } from "../../shared/phones.js";
import type { WidgetStrings } from "../../shared/strings.widget.js";
import { spoken } from "../commands.js";
import type { Sendable } from "../sendable.js";
import type { Entry } from "../timeline.js";

export class Log extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
        position: relative;
        overflow: hidden;
      }

      .to-end {
        position: absolute;
        right: 10px;
        bottom: 8px;
        width: 44px;
        min-height: 44px;
        padding: 0;
        border-radius: 50%;
        border-color: var(--calm);
        color: var(--calm);
        font-size: 1.3rem;
        box-shadow: 0 2px 10px rgb(0 0 0 / 20%);
      }

      .log {
        position: relative;
        height: 100%;
        overflow-y: auto;
        overscroll-behavior: contain;
        padding: 12px 12px 4px;
      }

      .about {
        margin: 0 0 14px;
        color: var(--soft);
        font-size: 0.87rem;
        line-height: 1.4;
      }

      .about p {
        margin: 0 0 6px;
      }

      article {
        max-width: 88%;
        width: fit-content;
        margin: 0 0 10px;
      }

      article.caller {
        margin-left: auto;
      }

      .who {
        margin: 0 4px 2px;
        color: var(--soft);
        font-size: 0.8rem;
      }

      .counsellor .who {
        color: var(--calm);
        font-weight: 700;
      }

      .text {
        margin: 0;
        padding: 9px 14px;
        border-radius: 16px 16px 16px 4px;
        background: var(--raised);
        border: 1px solid var(--line);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .caller .text {
        border-radius: 16px 16px 4px 16px;
        background: var(--calm-tint);
        border-color: transparent;
      }

      .counsellor .text {
        border: 2px solid var(--calm);
      }

      .retrying .text,
      .refused .text {
        border: 1px dashed var(--amber);
      }

      .fate {
        margin: 2px 4px 0;
        color: var(--soft);
        font-size: 0.82rem;
        text-align: right;
      }

      .retrying .fate,
      .refused .fate {
        color: var(--amber);
        font-weight: 600;
      }

      .buttons {
        display: grid;
        gap: 8px;
        margin: 8px 0 4px;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }

      .row button {
        flex: 1 1 auto;
        border-color: var(--calm);
        color: var(--calm);
        font-weight: 600;
        line-height: 1.3;
      }

      .row button:hover {
        background: var(--calm-tint);
      }

      a {
        color: inherit;
        font-weight: 700;
      }
    `,
  ];

  @property({ attribute: false }) words!: WidgetStrings;
  @property({ attribute: false }) entries: Entry[] = [];
  @property({ attribute: false }) unsent: readonly Item<Sendable>[] = [];
  @property({ attribute: false }) pressable: Set<number> = new Set();
  @property({ attribute: false }) hasExpired = false;
  @query(".log") private log!: HTMLElement | null;
  /** Whether the end is in view; kept true while the log itself shrinks. */
  @state() private isAtEnd = true;
  private readonly seen = new Set<string>();
  private follows = true;
  private settledAt: number | null = null;
  private ownCount = 0;
  private readonly sized = new ResizeObserver(() => this.resized());

  protected override willUpdate(): void {
    const hasWritten = this.unsent.length > this.ownCount;
    this.ownCount = this.unsent.length;
    this.follows = hasWritten || !this.log || isFollowing(this.log, this.settledAt);
  }

  protected override updated(): void {
    if (!this.log) return;
    const articles = [...this.log.querySelectorAll("article")];
    const fresh = articles.filter((article) => !this.seen.has(article.dataset.key!));
    const isFirst = this.seen.size === 0;
    for (const article of fresh) this.seen.add(article.dataset.key!);
    if (!this.follows || (fresh.length === 0 && !this.isAtEnd)) return;
    const lines = fresh.map((article) => ({ top: article.offsetTop, isOwn: article.dataset.author === "caller" }));
    this.settle(restingPlace(this.log, lines, isFirst));
  }

  protected override firstUpdated(): void {
    if (this.log) this.sized.observe(this.log);
  }

  protected override render() {
    const lines = [
      ...this.entries.map((entry) => ({ key: entry.key, draw: () => this.renderEntry(entry) })),
      ...this.unsent.map((item) => ({ key: item.id, draw: () => this.renderUnsent(item) })),
    ];
    return html`<div class="log" role="log" aria-live="polite" aria-label=${this.words.log} tabindex="0" @scroll=${this.scrolled}>
      <div class="about">
        <p>${this.words.introduction}</p>
        <p>${this.words.hideExplained}</p>
        ${this.hasExpired ? html`<p data-testid="expired">${this.words.expired}</p>` : nothing}
      </div>
      ${repeat(lines, (line) => line.key, (line) => line.draw())}
    </div>
    ${this.isAtEnd
      ? nothing
      : html`<button class="to-end" type="button" data-testid="to-end" aria-label=${this.words.toEnd} @click=${this.toEnd}>
          <span aria-hidden="true">↓</span>
        </button>`}`;
  }

  private renderEntry({ key, author, text, message }: Entry) {
    const shown = author === "caller" ? spoken(text, this.words) : withPhones(text);
    if (shown === null) return nothing;
    return html`<article class=${author} data-testid="message" data-author=${author} data-key=${key}>
      ${this.renderWho(author)}
      <p class="text">${shown}</p>
      ${message && this.pressable.has(message.id) ? this.renderButtons(message) : nothing}
    </article>`;
  }

  private renderUnsent(item: Item<Sendable>) {
    return html`<article class="caller ${item.fate}" data-testid="message" data-author="caller" data-key=${item.id} data-fate=${item.fate}>
      ${this.renderWho("caller")}
      <p class="text">${item.payload.shown}</p>
      <p class="fate">${this.fate(item)}</p>
      ${item.fate === "refused"
        ? html`<button type="button" data-testid="put-back" @click=${() => this.tell("putback", item.id)}>
            ${item.payload.body.text ? this.words.fate.putBack : this.words.cancel}
          </button>`
        : nothing}
    </article>`;
  }

  private renderWho(author: Entry["author"]) {
    return html`<p class=${author === "caller" ? "unseen" : "who"}>${this.words.author[author]}</p>`;
  }

  private renderButtons(message: WidgetMessage) {
    return html`<div class="buttons">
      ${message.buttons.map(
        (row) =>
          html`<div class="row">
            ${row.map(
              ({ label, data }) =>
                html`<button type="button" data-testid="choice" data-choice=${data} @click=${() => this.tell("press", { message, label, data })}>
                  ${label}
                </button>`,
            )}
          </div>`,
      )}
    </div>`;
  }

  private settle(place: number): void {
    if (!this.log) return;
    this.log.scrollTop = place;
    this.settledAt = this.log.scrollTop;
    this.isAtEnd = isAtEnd(this.log);
  }

  /** Only the reader's own scrolling counts: the event of ours comes late, when the log may have shrunk. */
  private scrolled(): void {
    if (!this.log || this.log.scrollTop === this.settledAt) return;
    this.settledAt = null;
    this.isAtEnd = isAtEnd(this.log);
  }

  /** The keyboard, a notice or a growing text box took room: what was in view at the end stays in view. */
  private resized(): void {
    if (!this.log) return;
    if (this.isAtEnd) this.settle(this.log.scrollHeight);
    else this.isAtEnd = isAtEnd(this.log);
  }

  private toEnd(): void {
    if (this.log) this.settle(this.log.scrollHeight);
    this.log?.focus();
  }

  private fate({ fate, problem }: Item<Sendable>): string {
    if (fate === "refused" && problem?.status === 413) return this.words.fate.tooLong;
    return this.words.fate[fate];
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function withPhones(text: string) {
  return findPhones(text).map(({ text: part, dial }) => (dial ? html`<a href="tel:${dial}">${part}</a>` : part));
}

customElements.define("mk-log", Log);
