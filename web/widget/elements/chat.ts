/** The whole conversation on one screen: state, log, quick row, composer. */

import { LitElement, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import { look } from "../../shared/look.js";
import { WIDGET_STRINGS, type WidgetStrings } from "../../shared/strings.widget.js";
import type { Conversation } from "../conversation.js";
import type { Composer } from "./composer.js";
import "./composer.js";
import "./log.js";
import "./quick.js";

export class Chat extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: flex !important;
        flex-direction: column;
      }

      mk-log {
        flex: 1;
        min-height: 0;
      }

      .state {
        margin: 0;
        padding: 6px 14px;
        background: var(--sunken);
        color: var(--soft);
        font-size: 0.9rem;
        line-height: 1.35;
      }

      .state.counsellor {
        background: var(--calm-tint);
        color: var(--ink);
        font-weight: 600;
      }

      .notice {
        margin: 0;
        padding: 8px 14px;
        background: var(--amber-tint);
        color: var(--amber);
        font-size: 0.92rem;
        line-height: 1.4;
        max-height: 32vh;
        overflow-y: auto;
      }

      .safety {
        margin: 6px 0 0;
        color: var(--ink);
        white-space: pre-wrap;
      }

      .gone {
        flex: 1;
        display: grid;
        place-content: center;
        gap: 1rem;
        padding: 1.5rem;
        text-align: center;
      }
    `,
  ];

  @property({ attribute: false }) conversation!: Conversation;
  @state() private gone = "";
  @query("mk-composer") private composer!: Composer | null;
  private unsubscribe: (() => void) | null = null;

  focusInput(): void {
    this.composer?.focusInput();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("conversation") || !this.conversation) return;
    this.unsubscribe?.();
    this.unsubscribe = this.conversation.changes.subscribe(() => this.requestUpdate());
  }

  private get words(): WidgetStrings {
    return WIDGET_STRINGS[this.conversation.language];
  }

  protected override render() {
    if (!this.conversation || this.conversation.phase === "hidden") return nothing;
    if (this.conversation.phase === "deleted") return this.renderGone();
    const { conversation, words } = this;
    return html`
      ${this.renderState()}
      <mk-log
        .words=${words}
        .entries=${conversation.entries}
        .unsent=${conversation.unsent}
        .pressable=${conversation.pressable}
        .hasExpired=${conversation.hasExpired}
        @press=${(event: CustomEvent) => conversation.press(event.detail.message, event.detail.label, event.detail.data)}
        @putback=${(event: CustomEvent<string>) => this.putBack(event.detail)}
      ></mk-log>
      <div role="status">${this.renderNotice()}</div>
      <mk-quick
        .words=${words}
        .language=${conversation.language}
        .erase=${() => this.erase()}
        @human=${() => conversation.command("human", words.quick.human)}
        @help=${() => conversation.command("help", words.quick.help)}
        @language=${(event: CustomEvent) => conversation.chooseLanguage(event.detail.language, event.detail.name)}
      ></mk-quick>
      <mk-composer
        .words=${words}
        .draft=${conversation.draft}
        @draft=${(event: CustomEvent<string>) => (conversation.draft = event.detail)}
        @say=${(event: CustomEvent<string>) => conversation.say(event.detail)}
      ></mk-composer>
    `;
  }

  /** Who answers. While there is no session nobody does, and nothing claims so. */
  private renderState() {
    const { state, phase } = this.conversation;
    if (phase === "unreachable") return nothing;
    if (phase === "starting") return html`<p class="state">${this.words.opening}</p>`;
    return html`<p class="state ${state}" data-testid="state" data-state=${state}>${this.words.state[state]}</p>`;
  }

  /** One notice at a time, the gravest: words that we could not take come before a broken line. */
  private renderNotice() {
    const { conversation, words } = this;
    const stuck = conversation.unsent.find((item) => item.fate === "retrying");
    if (stuck?.problem?.safety)
      return html`<div class="notice" data-testid="held">
        ${words.held}
        <p class="safety">${stuck.problem.safety}</p>
      </div>`;
    if (stuck?.problem?.status === 429) return html`<p class="notice">${words.slowDown}</p>`;
    if (conversation.phase === "unreachable") return html`<p class="notice" data-testid="unreachable">${words.unreachable}</p>`;
    if (conversation.connection === "broken") return html`<p class="notice" data-testid="broken">${words.broken}</p>`;
    return nothing;
  }

  private renderGone() {
    return html`<div class="gone" data-testid="deleted">
      <p role="status">${this.gone}</p>
      <button class="primary" type="button" @click=${() => void this.conversation.startAgain()}>
        ${this.words.deletion.again}
      </button>
    </div>`;
  }

  private async erase(): Promise<boolean> {
    const outcome = await this.conversation.deleteEverything();
    this.gone = outcome === "here" ? this.words.deletion.doneHere : this.words.deletion.done;
    return outcome !== "failed";
  }

  private putBack(id: string): void {
    this.conversation.putBack(id);
    void this.updateComplete.then(() => this.focusInput());
  }
}

customElements.define("mk-chat", Chat);
