/** The queue, in the server's order. It never shows what anybody wrote. */

import { LitElement, css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CaseSummary } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { countWaiting } from "../queue.js";
import type { Told } from "../refusals.js";
import { kindChips, labelStyles, markChips, origin, riskChip, standing, unansweredMark, urgencyLabel, waitingChips } from "./labels.js";

export class Queue extends LitElement {
  static override styles = [
    look,
    labelStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        background: var(--paper);
      }

      .head {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        padding: 12px 16px;
      }

      h2,
      p {
        margin: 0;
      }

      h2 {
        font-size: 1.15rem;
      }

      ul {
        flex: 1;
        min-height: 0;
        margin: 0;
        padding: 2px 10px 16px;
        overflow-y: auto;
        list-style: none;
      }

      .stale {
        opacity: 0.6;
      }

      li {
        margin-bottom: 8px;
      }

      button {
        display: grid;
        gap: 4px;
        width: 100%;
        padding: 12px 14px;
        text-align: left;
        line-height: 1.4;
        border-left-width: 6px;
      }

      button.emergency {
        border-left-color: var(--warm);
      }

      button.urgent {
        border-left-color: var(--amber);
      }

      button[aria-current="true"] {
        background: var(--calm-tint);
        border-color: var(--calm);
      }

      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 10px;
      }

      .soft {
        color: var(--soft);
        font-size: 0.95rem;
      }

      .mine {
        color: var(--calm);
        font-weight: 700;
      }

      .foot {
        padding: 8px 10px 10px;
        border-top: 1px solid var(--line);
      }

      .foot button {
        display: block;
        border-left-width: 1px;
        text-align: center;
      }

      .told {
        margin-bottom: 8px;
        font-weight: 600;
      }

      .empty {
        padding: 8px 16px;
        color: var(--soft);
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) cases: readonly CaseSummary[] = [];
  @property({ attribute: false }) openId: string | null = null;
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) isFresh = false;
  /** Takes the next case; tells what came of it. */
  @property({ attribute: false }) takeNext!: () => Promise<Told>;
  @state() private told: Told | null = null;
  @state() private isTaking = false;

  /** What was said about the queue as it was says nothing about the queue as it is. */
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("cases")) this.told = null;
  }

  protected override render() {
    const { words, cases } = this;
    return html`
      <div class="head">
        <h2>${words.queue.heading}</h2>
        <p role="status">${words.queue.waiting(countWaiting(cases))}</p>
      </div>
      ${cases.length ? "" : html`<p class="empty">${words.queue.empty}</p>`}
      <ul data-testid="queue" class=${this.isFresh ? "" : "stale"} aria-label=${words.queue.heading}>
        ${repeat(cases, (one) => one.id, (one) => this.renderCase(one))}
      </ul>
      <div class="foot">
        <p class="told" role="status" data-testid="next-told" data-told=${this.told ?? ""} ?hidden=${!this.told}>${this.told && this.told !== "done" ? words.work.refused[this.told] : nothing}</p>
        <button class="primary" type="button" data-testid="take-next" ?disabled=${this.isTaking || !this.isFresh} @click=${this.next}>
          ${this.isTaking ? words.work.queue.taking : words.work.queue.next}
        </button>
      </div>
    `;
  }

  private renderCase(one: CaseSummary) {
    const { words } = this;
    return html`<li>
      <button
        type="button"
        class=${one.urgency}
        data-testid="case-row"
        data-case-id=${one.id}
        data-state=${one.state}
        aria-current=${one.id === this.openId ? "true" : "false"}
        @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: one }))}
      >
        <span class="line">
          ${urgencyLabel(words, one)}
          <span class=${one.mine || one.offered_to_me ? "mine" : "soft"} data-testid="standing-of">${standing(words, one, this.now)}</span>
        </span>
        <span class="chips">${kindChips(words, one.kinds)}${riskChip(words, one.level)}${waitingChips(words, one)}${markChips(words, one)}</span>
        <span class="line"><span class="soft">${origin(words, one)}</span>${unansweredMark(words, one, this.now)}</span>
      </button>
    </li>`;
  }

  private async next(): Promise<void> {
    this.isTaking = true;
    this.told = null;
    const told = await this.takeNext();
    this.isTaking = false;
    this.told = told === "done" ? null : told;
  }
}

customElements.define("mk-queue", Queue);
