/** What rings, with its answers; whether it can be heard; a mute that ends by itself. */

import { LitElement, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { look } from "../../shared/look.js";
import type { ReachStrings } from "../../shared/strings.console.reach.js";
import type { Alarm } from "../alarm.js";
import type { RingingPage } from "../pages.js";

/** Detail of the events `take` and `decline`. */
export interface PageAnswered {
  page: RingingPage;
}

const TICK_MS = 15_000;

export class AlarmBar extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
      }

      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 8px 12px;
        list-style: none;
      }

      li,
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
      }

      li {
        padding: 8px 14px;
        border: 2px solid var(--calm);
        border-radius: 12px;
        background: var(--calm-tint);
      }

      li.grave {
        border-color: var(--warm);
        background: var(--warm-tint);
        color: var(--warm);
      }

      .what {
        flex: 1 1 14rem;
        font-weight: 700;
      }

      .bar {
        padding: 4px 12px;
      }

      .off {
        color: var(--warm);
        font-weight: 600;
      }

      p {
        flex: 1 1 16rem;
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) words!: ReachStrings;
  @property({ attribute: false }) alarm!: Alarm;
  /** Leave out the list, where another element shows what rings. */
  @property({ type: Boolean }) bare = false;
  private unsubscribe: (() => void) | null = null;
  private ticking: ReturnType<typeof setInterval> | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => this.alarm?.mutedFor && this.requestUpdate(), TICK_MS);
    this.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.ticking !== null) clearInterval(this.ticking);
    this.unsubscribe?.();
    this.unsubscribe = null;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("alarm")) this.listen();
  }

  private listen(): void {
    this.unsubscribe?.();
    this.unsubscribe = this.alarm?.changes.subscribe(() => this.requestUpdate()) ?? null;
  }

  protected override render() {
    if (!this.alarm) return nothing;
    const { alarm, words } = this;
    return html`
      ${this.bare || alarm.pages.length === 0
        ? nothing
        : html`<ul role="alert" aria-label=${words.alarm.label}>
            ${repeat(alarm.pages, ({ page }) => page, (page) => this.renderPage(page))}
          </ul>`}
      ${this.renderSound()}
    `;
  }

  private renderPage(page: RingingPage) {
    const { alarm } = this.words;
    return html`<li class=${page.urgency === "routine" ? "" : "grave"} data-testid="alarm-page" data-case-id=${page.case}>
      <span class="what">${alarm.rings[page.urgency]}</span>
      <button class="primary" type="button" data-testid="alarm-take" @click=${() => this.answer("take", page)}>${alarm.take}</button>
      <button type="button" data-testid="alarm-decline" @click=${() => this.answer("decline", page)}>${alarm.cannot}</button>
    </li>`;
  }

  private renderSound() {
    const { alarm, words } = this;
    if (!alarm.isSoundOn) {
      return html`<div class="bar">
        <p class="off" role="status" data-testid="alarm-sound-off">${words.alarm.soundOff}</p>
        <button class="grave" type="button" data-testid="alarm-turn-on" @click=${() => void alarm.turnSoundOn()}>${words.alarm.turnOn}</button>
      </div>`;
    }
    if (alarm.mutedFor > 0) {
      const minutes = Math.ceil(alarm.mutedFor / 60_000);
      return html`<div class="bar">
        <p role="status" data-testid="alarm-muted">${words.alarm.mutedFor(minutes)} ${words.alarm.notEmergencies}</p>
        <button type="button" data-testid="alarm-unmute" @click=${() => alarm.unmute()}>${words.alarm.unmute}</button>
      </div>`;
    }
    if (alarm.urgency === null || alarm.urgency === "emergency") return nothing;
    return html`<div class="bar">
      <p>${words.alarm.notEmergencies}</p>
      <button type="button" data-testid="alarm-mute" @click=${() => alarm.mute()}>${words.alarm.mute}</button>
    </div>`;
  }

  private answer(kind: "take" | "decline", page: RingingPage): void {
    this.dispatchEvent(new CustomEvent<PageAnswered>(kind, { detail: { page }, bubbles: true, composed: true }));
  }
}

customElements.define("mkhari-alarm", AlarmBar);
