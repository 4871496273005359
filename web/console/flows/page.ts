/** The page of scripted conversations: the list, or one conversation with its map. */

import { LitElement, css, html } from "lit";
import { property } from "lit/decorators.js";
import { LANGUAGES, LANGUAGE_NAMES, type Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import { FLOW_STRINGS } from "../../shared/strings.console.flows.js";
import { CONSOLE_STRINGS } from "../../shared/strings.console.js";
import { labelStyles } from "../elements/labels.js";
import "./graph.js";
import { reviewChip, status } from "./list.js";
import { FlowsRoom, type FlowsPorts, type OpenFlow } from "./room.js";
import "./talk.js";
import { type Wording, titleOf } from "./words.js";

const WORDS: Record<Language, Wording> = {
  ka: { flows: FLOW_STRINGS.ka, console: CONSOLE_STRINGS.ka },
  ru: { flows: FLOW_STRINGS.ru, console: CONSOLE_STRINGS.ru },
  en: { flows: FLOW_STRINGS.en, console: CONSOLE_STRINGS.en },
};

export class FlowsPage extends LitElement {
  static override styles = [
    look,
    labelStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }

      mk-flow-list {
        flex: 1;
        min-height: 0;
      }

      .head {
        display: flex;
        align-items: center;
        gap: 6px 14px;
        padding: 6px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--raised);
      }

      .head button,
      select {
        min-height: 40px;
        padding: 2px 12px;
      }

      h2 {
        margin: 0;
        font-size: 1.1rem;
      }

      h2 .chip {
        margin-left: 6px;
        font-weight: 400;
        font-size: 0.85rem;
      }

      .about {
        flex: 1;
        min-width: 0;
      }

      .about p {
        margin: 0;
        color: var(--soft);
        font-size: 0.88rem;
        line-height: 1.7;
      }

      select {
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--raised);
      }

      label {
        display: flex;
        align-items: center;
        gap: 8px;
      }

      input {
        width: 20px;
        height: 20px;
        accent-color: var(--calm);
      }

      .both {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template-columns: minmax(340px, 38%) 1fr;
      }

      mk-talk,
      mk-flow-map {
        min-width: 0;
        min-height: 0;
      }

      mk-talk {
        border-right: 1px solid var(--line);
      }

      .state {
        padding: 24px;
        text-align: center;
      }

      @media (max-width: 820px) {
        :host {
          overflow-y: auto;
        }

        .head {
          flex-wrap: wrap;
        }

        .about {
          flex-basis: 100%;
          order: -1;
        }

        .both {
          flex: none;
          grid-template-columns: 1fr;
          grid-template-rows: 82vh 70vh;
        }

        mk-talk {
          border-right: 0;
          border-bottom: 2px solid var(--line);
        }
      }
    `,
  ];

  @property({ attribute: false }) room!: FlowsRoom;
  @property({ attribute: false }) language: Language = "ka";
  private stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.room.changes.subscribe(() => this.requestUpdate());
    if (this.room.flows === null) void this.room.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render() {
    const { room } = this;
    const { flows: words } = WORDS[this.language];
    if (room.open) return this.renderOpen(room.open);
    if (room.flows)
      return html`<mk-flow-list .words=${words} .flows=${room.flows} @choose=${(event: CustomEvent) => void room.choose(event.detail, this.language)}></mk-flow-list>`;
    if (!room.hasFailed) return html`<p class="state" role="status">${words.loading}</p>`;
    return html`<p class="state" role="alert">${words.failed} <button type="button" @click=${() => void room.load()}>${words.retry}</button></p>`;
  }

  private renderOpen({ flow, player, chart }: OpenFlow) {
    const words = WORDS[this.language];
    const { flows, flows: { player: labels } } = words;
    return html`
      <div class="head">
        <button type="button" data-testid="flows-back" @click=${() => this.room.leave()}>← ${flows.back}</button>
        <div class="about">
          <h2>${titleOf(flows, flow.name)} ${reviewChip(flows, flow)}</h2>
          <p>${flows.audience[flow.audience]} · ${status(flows, flow)}</p>
        </div>
        <label><input type="checkbox" data-testid="play-on-duty" .checked=${player.isOnDuty} @change=${this.setOnDuty} />${labels.onDuty}</label>
        <select aria-label=${labels.language} title=${labels.language} data-testid="play-language" @change=${this.speak}>
          ${LANGUAGES.map((one) => html`<option value=${one} lang=${one} .selected=${one === player.language}>${LANGUAGE_NAMES[one]}</option>`)}
        </select>
      </div>
      <div class="both">
        <mk-talk .words=${words} .player=${player} .played=${player.played} .isBusy=${player.isBusy} .hasFailed=${player.hasFailed}></mk-talk>
        <mk-flow-map .words=${words} .chart=${chart} .graph=${chart.graph} .hasFailed=${chart.hasFailed} .step=${chart.isElsewhere ? "" : (player.played?.step ?? "")}></mk-flow-map>
      </div>
    `;
  }

  private setOnDuty(event: Event): void {
    void this.room.open?.player.setOnDuty((event.target as HTMLInputElement).checked);
  }

  private speak(event: Event): void {
    void this.room.open?.player.speak((event.target as HTMLSelectElement).value as Language);
  }
}

customElements.define("mk-flows", FlowsPage);

/** The room that this page shows; it lives as long as the counsellor is signed in. */
export function openRoom(ports: FlowsPorts): FlowsRoom {
  return new FlowsRoom(ports);
}
