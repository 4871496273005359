/** How grave a caller's message is, quietly under its text: the level, who saw it, and the way to correct it. */

import { LitElement, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { ConsoleMessage } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { Item } from "../../shared/outbox.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { type Decision, isOvertaken } from "../correcting.js";
import { type Verdict, countsAs, verdictOf } from "../levels.js";
import { whenText } from "../when.js";
import { findingsStyles, renderFindings } from "./findings.js";
import { flagChips, labelStyles, levelMark } from "./labels.js";

export class MessageVerdict extends LitElement {
  static override styles = [
    look,
    labelStyles,
    findingsStyles,
    css`
      :host {
        display: block;
        font-size: 0.9rem;
      }

      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 12px;
        min-height: 34px;
        padding-left: 2px;
      }

      .note {
        color: var(--soft);
      }

      .note.decided {
        color: var(--ink);
      }

      .chip {
        font-size: 0.85rem;
      }

      .tools {
        display: flex;
        flex-wrap: wrap;
        margin-left: -9px;
      }

      .sign {
        display: inline-block;
        min-width: 1em;
        text-decoration: none;
      }

      .pending {
        margin: 2px;
        color: var(--soft);
      }

      .pending.retrying {
        color: var(--warm);
        font-weight: 600;
      }

      .refused {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
        margin: 4px 0;
        padding: 8px 14px;
        border: 2px solid var(--warm);
        border-radius: 12px;
        background: var(--warm-tint);
      }

      .refused p {
        flex: 1 1 16rem;
        margin: 0;
        font-weight: 600;
      }

      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 10px;
      }

      .refused button {
        min-height: 38px;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) message!: ConsoleMessage;
  /** The decision about it that the server has not taken. */
  @property({ attribute: false }) unsettled: Item<Decision> | null = null;
  /** The fate of `unsettled`: the item itself stays the same while it changes. */
  @property({ attribute: false }) fate: string | null = null;
  @property({ attribute: false }) isReadOnly = false;
  @state() private isOpen = false;
  @query(".why") private why!: HTMLButtonElement;

  protected override render() {
    const verdict = verdictOf(this.message);
    return html`
      <div class="line">
        ${verdict.level === null ? html`<span class="note">${this.words.levels.unread}</span>` : levelMark(this.words, verdict.level)}
        ${this.renderNotes(verdict)} ${this.renderFlags(verdict)} ${this.renderTools(verdict)}
      </div>
      ${this.renderUnsettled()}
      ${this.isOpen ? html`<div id="findings" aria-live="off">${renderFindings(this.words, this.language, this.message)}</div>` : nothing}
    `;
  }

  private renderNotes({ raisedFrom, before, last, isConfirmed }: Verdict) {
    const { levels } = this.words;
    if (raisedFrom) return html`<span class="note" data-testid="level-raised">↑ ${levels.raisedFrom(this.name(raisedFrom))}</span>`;
    if (!last) return nothing;
    const when = whenText(this.language, last.at, new Date());
    const by = last.mine ? null : last.by;
    const done = isConfirmed ? `✓ ${levels.confirmed(by, when)}` : `✎ ${levels.corrected(by, when)}`;
    const reason = last.reason ? levels.reasons[last.reason] : "";
    return html`
      <span class="note decided" data-testid="level-decided">${[done, reason].filter(Boolean).join(" · ")}</span>
      ${before ? html`<span class="note" data-testid="level-before">(${levels.before(this.name(before))})</span>` : nothing}
    `;
  }

  private renderFlags({ level }: Verdict) {
    const { flags } = this.message;
    const isWorthIt = level !== "none" || flags.includes("assessment_failed") || flags.includes("unread");
    return flags.length && isWorthIt ? html`<span class="chips">${flagChips(this.words, flags)}</span>` : nothing;
  }

  /**
   * Each button names the message's time for who hears it without seeing where it stands. While a decision is
   * on its way they do nothing but stay, so that the keyboard does not lose its place.
   */
  private renderTools({ mayConfirm }: Verdict) {
    const { levels } = this.words;
    const isBusy = this.unsettled !== null;
    const time = html`<span class="unseen">(${whenText(this.language, this.message.at, new Date())})</span>`;
    return html`<span class="tools" aria-live="off">
      <button class="quiet why" type="button" data-testid="level-why" aria-expanded=${this.isOpen} aria-controls="findings" @click=${this.toggle}>
        <span class="sign" aria-hidden="true">${this.isOpen ? "▾" : "▸"}</span>${levels.why} ${time}
      </button>
      ${mayConfirm && !this.isReadOnly
        ? html`<button class="quiet" type="button" data-testid="level-confirm" aria-disabled=${isBusy} @click=${this.confirm}>
            <span class="sign" aria-hidden="true">✓</span>${levels.right} ${time}
          </button>`
        : nothing}
      ${this.isReadOnly
        ? nothing
        : html`<button class="quiet" type="button" data-testid="level-correct" aria-disabled=${isBusy} @click=${this.correct}>
            <span class="sign" aria-hidden="true">✎</span>${levels.correct} ${time}
          </button>`}
    </span>`;
  }

  private renderUnsettled() {
    const { unsettled } = this;
    if (!unsettled) return nothing;
    const { levels } = this.words;
    const mine = this.name(unsettled.payload.level);
    if (unsettled.fate === "sending") return html`<p class="pending" role="status" data-testid="level-pending">${levels.saving(mine)}</p>`;
    if (unsettled.fate === "retrying")
      return html`<p class="pending retrying" role="status" data-testid="level-pending">${levels.retrying(mine)}</p>`;
    const present = countsAs(this.message);
    return html`<div class="refused" role="alert" data-testid="level-refused">
      <p>${isOvertaken(unsettled, present) ? levels.overtaken(mine, this.name(present)) : levels.refused(mine)}</p>
      <span class="ways">
        <button type="button" data-testid="level-again" @click=${() => this.tell("correct")}>${levels.again}</button>
        <button type="button" data-testid="level-leave" @click=${() => this.tell("dismiss")}>${levels.leave}</button>
      </span>
    </div>`;
  }

  private name(level: string): string {
    return this.words.level[level] ?? level;
  }

  private async toggle(): Promise<void> {
    this.isOpen = !this.isOpen;
    await this.updateComplete;
    if (this.isOpen) this.scrollIntoView({ block: "nearest" });
    this.dispatchEvent(new CustomEvent("resized", { bubbles: true, composed: true }));
  }

  private confirm(): void {
    if (this.unsettled) return;
    this.why.focus(); // this button goes once the server has taken it
    this.tell("confirm");
  }

  private correct(): void {
    if (!this.unsettled) this.tell("correct");
  }

  private tell(what: "confirm" | "correct" | "dismiss"): void {
    this.dispatchEvent(new CustomEvent(`level-${what}`, { detail: this.message, bubbles: true, composed: true }));
  }
}

customElements.define("mk-verdict", MessageVerdict);
