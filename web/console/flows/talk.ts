/** The played conversation: its bubbles, its buttons, a box for words, and what is known so far. */

import { LitElement, type PropertyValues, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { PlayMove, Played } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import { TEXT_LIMIT } from "../../shared/text.js";
import { labelStyles } from "../elements/labels.js";
import { type Entry, type Player, choices, transcript } from "./player.js";
import { talkStyles } from "./talk.css.js";
import { type Wording, effectLabel, factName, factValue } from "./words.js";

/** Buttons that stand under every question; they are kept apart from its own answers. */
const ALWAYS = "system.always.";

export class Talk extends LitElement {
  static override styles = [look, labelStyles, talkStyles];

  @property({ attribute: false }) words!: Wording;
  @property({ attribute: false }) player!: Player;
  @property({ attribute: false }) played: Played | null = null;
  @property({ attribute: false }) isBusy = false;
  @property({ attribute: false }) hasFailed = false;
  @state() private text = "";
  @query(".log") private log!: HTMLElement;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("player")) this.text = "";
    if (changed.has("played")) this.showNewest();
  }

  protected override render() {
    const { played, player, hasFailed } = this;
    const { player: words } = this.words.flows;
    const { retry } = this.words.flows;
    return html`
      <div class="log" role="log" aria-label=${words.heading} tabindex="0">
        <p class="note">${words.scriptOnly}</p>
        ${played ? this.renderConversation(played) : nothing}
        ${player.hasEnded ? html`<p class="note" role="status" data-testid="play-ended">${words.ended}</p>` : nothing}
        ${player.isFull ? html`<p class="note" role="status">${words.full}</p>` : nothing}
      </div>
      ${hasFailed
        ? html`<p class="fault" role="alert">
            ${words.failed} ${played ? nothing : html`<button type="button" @click=${() => void player.restart()}>${retry}</button>`}
          </p>`
        : nothing}
      ${played ? this.renderMoves(played) : nothing} ${played ? this.renderFacts(played) : nothing}
    `;
  }

  private renderConversation(played: Played) {
    const entries = transcript(played, this.player.moves);
    return html`<div lang=${played.language}>${entries.map((entry) => this.renderEntry(entry))}</div>`;
  }

  private renderEntry(entry: Entry) {
    const { words } = this;
    switch (entry.kind) {
      case "program":
      case "caller":
        return html`<p class="bubble ${entry.kind}" data-testid="play-message" data-author=${entry.kind}>${entry.text}</p>`;
      case "silence":
        return html`<p class="note passed">⏳ ${words.flows.player.silencePassed}</p>`;
      case "effects":
        return html`<div class="chips">
          ${entry.effects.map((effect) => {
            const { text, urgency } = effectLabel(words, effect);
            return html`<span class="chip effect ${urgency ?? ""}" data-testid="play-effect" data-effect=${effect}>${text}</span>`;
          })}
        </div>`;
    }
  }

  private renderMoves(played: Played) {
    const { player } = this;
    const { player: words } = this.words.flows;
    const isShut = !player.canMove;
    return html`<div class="moves">
      <div class="choices" lang=${played.language}>
        ${player.hasEnded
          ? nothing
          : choices(played).map(
              (row) => html`<div class="choice-row">
                ${row.map(
                  ({ label, data }) =>
                    html`<button type="button" class=${data.startsWith(ALWAYS) ? "always" : ""} data-testid="play-choice" data-value=${data} ?disabled=${isShut} @click=${() => void this.move({ kind: "pressed", value: data })}>
                      ${label}
                    </button>`,
                )}
              </div>`,
            )}
      </div>
      <form @submit=${this.say}>
        <input
          data-testid="play-input"
          aria-label=${words.input}
          placeholder=${words.input}
          autocomplete="off"
          maxlength=${TEXT_LIMIT}
          ?disabled=${player.hasEnded || player.isFull}
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}
        />
        <button class="primary" data-testid="play-send" ?disabled=${isShut || this.text.trim() === ""}>${words.send}</button>
      </form>
      <div class="tools">
        <button type="button" data-testid="play-silence" ?disabled=${isShut} @click=${() => void this.move({ kind: "silence", value: "" })}>
          ⏳ ${words.silence}
        </button>
        <button type="button" data-testid="play-undo" ?disabled=${player.moves.length === 0 && !this.isBusy} @click=${() => void player.undo()}>
          ↶ ${words.undo}
        </button>
        <button type="button" data-testid="play-restart" @click=${() => void player.restart()}>⟲ ${words.restart}</button>
      </div>
    </div>`;
  }

  private renderFacts({ facts }: Played) {
    const { flows } = this.words;
    const known = Object.entries(facts);
    return html`<details data-testid="play-facts">
      <summary>${flows.facts.heading(known.length)}</summary>
      <dl>
        ${known.map(([name, value]) => html`<dt>${factName(flows, name)}</dt><dd data-fact=${name}>${factValue(flows, name, value)}</dd>`)}
      </dl>
    </details>`;
  }

  private say(event: Event): void {
    event.preventDefault();
    const value = this.text.trim();
    if (value) void this.move({ kind: "said", value });
  }

  /** Words stay in the box until the script has taken them. */
  private async move(move: PlayMove): Promise<void> {
    const wasTaken = await this.player.move(move);
    if (wasTaken && move.kind === "said") this.text = "";
  }

  /** From what the caller did last, so that a long answer is read from its start. */
  private showNewest(): void {
    const own = [...this.log.querySelectorAll<HTMLElement>(".caller, .passed")].at(-1);
    this.log.scrollTop = own ? own.offsetTop - 12 : 0;
  }
}

customElements.define("mk-talk", Talk);
