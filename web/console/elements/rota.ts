/** The rota: who is there on which day, when nobody is, and below it what one can change. */

import { LitElement, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { RotaOut } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { ROTA_STRINGS } from "../../shared/strings.console.rota.js";
import { CALENDAR_PATH } from "../rota-api.js";
import { type Day, type RotaRoom, daysOf, hoursText, uncovered } from "../rota.js";
import { toldLine } from "./fields.js";
import "./rota-forms.js";
import { rotaStyles } from "./rota.css.js";

export class RotaPage extends LitElement {
  static override styles = [look, rotaStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) room!: RotaRoom;
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) isSupervisor = false;
  private unsubscribe: (() => void) | null = null;

  private get text() {
    return ROTA_STRINGS[this.language];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
    this.unsubscribe = null;
  }

  private async start(): Promise<void> {
    await this.updateComplete; // the properties are there by then
    this.unsubscribe = this.room.changes.subscribe(() => this.requestUpdate());
    await this.room.load();
  }

  protected override render() {
    const { text, room } = this;
    if (!room) return nothing;
    return html`<main>
      <h2>${text.heading}</h2>
      ${room.rota ? this.renderRota(room.rota) : this.renderAbsent()}
    </main>`;
  }

  private renderAbsent() {
    const { text, room } = this;
    if (!room.saved || room.saved.told === "done") return html`<p role="status">${this.words.loading}</p>`;
    return html`<p role="alert">${text.away} <button type="button" data-testid="rota-again" @click=${() => void room.load()}>${text.again}</button></p>`;
  }

  private renderRota(rota: RotaOut) {
    const { text, room } = this;
    const lacking = uncovered(rota);
    const parts = lacking.map(({ duty, hours }) => `${text.duties[duty]} ${text.hours(hoursText(hours))}`).join(", ");
    return html`
      ${lacking.length ? html`<p class="uncovered" role="status" data-testid="rota-uncovered">${text.uncovered(parts)}</p>` : html`<p data-testid="rota-covered">${text.covered}</p>`}
      <p><span class="soft">${text.clock}</span> <a class="button" href=${CALENDAR_PATH} download data-testid="rota-ics">${text.calendar}</a></p>
      <p class="status" role="status" data-testid="rota-told">${room.isChange && room.saved?.told === "done" ? text.saved : ""}</p>
      ${toldLine(this.words, room.saved?.told ?? null)} ${room.saved?.why ? html`<p class="fault" lang="en" role="alert">${room.saved.why}</p>` : nothing}
      <mk-rota-forms .language=${this.language} .room=${room} .rota=${rota} .me=${this.me} .isSupervisor=${this.isSupervisor} .isBusy=${room.isBusy}></mk-rota-forms>
      <ol class="days" data-testid="rota-days">
        ${daysOf(rota).map((day) => this.renderDay(rota, day))}
      </ol>
    `;
  }

  private renderDay({ names }: RotaOut, { date, weekday, turns, gaps }: Day) {
    const { text, me } = this;
    const [, month, day] = date.split("-").map(Number);
    return html`<li class=${gaps.length ? "lacking" : ""} data-testid="rota-day" data-date=${date}>
      <h3>${text.weekdays[weekday]}, ${day} ${text.months[(month ?? 1) - 1]}</h3>
      <ul>
        ${gaps.map(({ duty, from, to }) => html`<li class="gap" data-testid="rota-gap"><span class="time">${from}–${to}</span> ${text.nobody} · ${text.duties[duty]}</li>`)}
        ${turns.map(
          ({ staff, duty, from, to, isCover }) => html`<li class=${staff === me ? "own" : ""} data-testid="rota-turn" data-own=${staff === me}>
            <span class="time">${from}–${to}</span> ${names[staff] ?? staff}${staff === me ? ` (${text.you})` : ""} · ${text.duties[duty]}${isCover ? ` · ${text.once}` : ""}
          </li>`,
        )}
      </ul>
    </li>`;
  }
}

customElements.define("mk-rota", RotaPage);
