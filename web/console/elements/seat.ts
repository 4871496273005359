/** The bar over a case in which a supervisor reads along: that they do, a word to the holder, the way out. */

import { LitElement, css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { Told } from "../refusals.js";
import type { Seat } from "../seat.js";

/** The server refuses longer ones. */
const WHISPER_LIMIT = 4000;

export class SeatBar extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
        padding: 10px 20px;
        border-bottom: 2px solid var(--amber);
        background: var(--amber-tint);
        color: var(--amber);
      }

      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
      }

      p {
        flex: 1 1 16rem;
        margin: 0;
        font-weight: 600;
      }

      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 6px 10px;
        margin-top: 8px;
      }

      label {
        flex: 1 1 16rem;
        color: var(--ink);
      }

      textarea {
        display: block;
        width: 100%;
        min-height: 48px;
        padding: 8px 12px;
        border: 2px solid var(--line);
        border-radius: 12px;
        background: var(--paper);
        resize: vertical;
      }

      .hint {
        flex: 1 0 100%;
        min-height: 1.5em;
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) seat!: Seat;
  @state() private text = "";
  @state() private told: Told | null = null;
  @state() private isBusy = false;

  protected override render() {
    const { seat, refused } = this.words.work;
    const said = this.told === null ? seat.whisperHint : this.told === "done" ? seat.sent : refused[this.told];
    return html`
      <div class="line">
        <p role="status" data-testid="seat">${seat.banner}</p>
        <button type="button" data-testid="seat-leave" @click=${() => this.dispatchEvent(new CustomEvent("leave"))}>${seat.leave}</button>
      </div>
      <form @submit=${this.send}>
        <label>${seat.whisper}<textarea data-testid="whisper" rows="1" maxlength=${WHISPER_LIMIT} .value=${this.text} @input=${this.typed}></textarea></label>
        <button data-testid="whisper-send" ?disabled=${this.isBusy || !this.text.trim()}>${seat.send}</button>
        <p class="hint" role=${this.told && this.told !== "done" ? "alert" : "status"}>${said || nothing}</p>
      </form>
    `;
  }

  private typed(event: Event): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.told = null;
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || this.isBusy) return;
    this.isBusy = true;
    this.told = await this.seat.whisper(text);
    this.isBusy = false;
    if (this.told === "done") this.text = "";
  }
}

customElements.define("mk-seat", SeatBar);
