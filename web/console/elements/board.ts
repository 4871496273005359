/** The supervisors' room: what is too late, who waits, who is with whom, who is there. It shows nothing that anybody said. */

import { LitElement, html, nothing } from "lit";
import { property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Board as BoardNow, CaseSummary, Colleague } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { type BoardRoom, type BreachLine, boardCases, breachLines, spanOf, waitingLines } from "../board.js";
import type { Casework } from "../casework.js";
import type { AuditTrail } from "./audit.js";
import "./audit.js";
import { boardStyles } from "./board.css.js";
import { kindChips, labelStyles, origin, riskChip, standing, unansweredMark, urgencyLabel, waitingChips } from "./labels.js";
import type { ReassignCase } from "./reassign.js";
import "./reassign.js";

export class BoardPage extends LitElement {
  static override styles = [look, labelStyles, boardStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) room!: BoardRoom;
  @property({ attribute: false }) work!: Casework;
  @property({ attribute: false }) board: BoardNow | null = null;
  @property({ attribute: false }) isStale = false;
  @query("mk-reassign") private reassigning!: ReassignCase;
  @query("mk-audit") private auditing!: AuditTrail;

  protected override render() {
    const { board, words } = this;
    const { board: text } = words.work;
    return html`
      <main>
        <h2>${text.heading}</h2>
        <p class="stale" role="status">${this.isStale ? text.stale : ""}</p>
        ${board ? this.renderBoard(board) : this.isStale ? nothing : html`<p class="soft" role="status">${words.loading}</p>`}
      </main>
      <mk-reassign .words=${words} .room=${this.room} .work=${this.work}></mk-reassign>
      <mk-audit .words=${words} .language=${this.language} .room=${this.room}></mk-audit>
    `;
  }

  private renderBoard(board: BoardNow) {
    const { board: text } = this.words.work;
    const breaches = breachLines(board);
    return html`
      ${board.on_duty ? nothing : html`<p class="warn" role="alert" data-testid="nobody-on-duty">${text.nobodyOnDuty}</p>`}
      <h3 id="breaches">${text.breaches}</h3>
      <span class="unseen" role="status">${breaches.length ? `${text.breaches}: ${breaches.length}` : text.noBreaches}</span>
      ${breaches.length
        ? html`<ul class="breaches" aria-labelledby="breaches" data-testid="breaches">
            ${breaches.map((line) => this.renderBreach(line))}
          </ul>`
        : html`<p class="soft" data-testid="no-breaches">${text.noBreaches}</p>`}
      <h3 id="waiting">${text.waiting}</h3>
      <ul class="tiles" aria-labelledby="waiting">
        ${waitingLines(board).map(
          ({ urgency, count, oldest }) =>
            html`<li data-testid="tile" data-urgency=${urgency} data-count=${count}>
              ${urgencyLabel(this.words, { urgency })}
              <p class="number">${count}</p>
              <p class="soft">${count ? text.oldest(this.span(oldest)) : text.nobodyWaits}</p>
            </li>`,
        )}
      </ul>
      <h3 id="cases">${text.cases}</h3>
      ${board.cases.length ? nothing : html`<p class="soft">${text.noCases}</p>`}
      <ul aria-labelledby="cases" data-testid="board-cases">
        ${repeat(boardCases(board), ({ id }) => id, (one) => this.renderCase(one, Date.parse(board.at)))}
      </ul>
      <h3 id="colleagues">${text.colleagues}</h3>
      <ul class="colleagues" aria-labelledby="colleagues" data-testid="board-colleagues">
        ${repeat(board.colleagues, ({ id }) => id, (one) => this.renderColleague(one))}
      </ul>
    `;
  }

  private renderBreach({ breach, case: about }: BreachLine) {
    const { board: text } = this.words.work;
    return html`<li data-testid="breach" data-what=${breach.what}>
      <span class="grow">
        <strong>${text.breach[breach.what]}</strong> <span class="over">${text.over(this.span(breach.seconds))}</span>
        ${about ? html`<br />${urgencyLabel(this.words, about)} ${origin(this.words, about)}${about.claimed_by ? ` · ${text.holder}: ${about.claimed_by}` : ""}` : nothing}
      </span>
      ${about ? this.renderWays(about) : nothing}
    </li>`;
  }

  private renderCase(one: CaseSummary, now: number) {
    const { words } = this;
    return html`<li data-testid="board-case" data-case-id=${one.id} data-state=${one.state}>
      <span class="grow">
        ${urgencyLabel(words, one)} <span class="soft">${origin(words, one)}</span><br />
        ${standing(words, one, now)} ${unansweredMark(words, one, now)}
        <span class="chips">${kindChips(words, one.kinds)}${riskChip(words, one.level)}${waitingChips(words, one)}</span>
      </span>
      ${this.renderWays(one)}
    </li>`;
  }

  private renderWays(one: CaseSummary) {
    const { board: text } = this.words.work;
    return html`<span class="ways">
      <button type="button" data-testid="read-along" @click=${() => this.dispatchEvent(new CustomEvent("read", { detail: one }))}>${text.read}</button>
      <button type="button" data-testid="reassign" @click=${() => void this.reassigning.ask(one, this.board?.colleagues ?? [])}>${text.reassign}</button>
      <button type="button" data-testid="audit" @click=${() => void this.auditing.ask(one.id, this.board?.colleagues ?? [])}>${text.history}</button>
    </span>`;
  }

  private renderColleague(one: Colleague) {
    const { words } = this;
    const { board: text } = words.work;
    const languages = one.languages.map((code) => words.languages[code] ?? code).join(", ");
    const duties = one.duties.map((duty) => text.duties[duty] ?? duty);
    return html`<li class=${one.present ? "" : "absent"} data-testid="colleague" data-present=${one.present}>
      <strong>${one.name}</strong> <span class="soft">${text.roles[one.role] ?? one.role}</span><br />
      <span class="presence ${one.present ? "here" : ""}">${one.present ? text.present : text.absent}${one.away ? ` · ${text.away}` : ""}</span><br />
      ${text.holds(one.chats, one.capacity, one.emergency_chats)}<br />
      <span class="soft">${languages}</span>
      <span class="chips">${duties.map((duty) => html`<span class="chip">${duty}</span>`)}</span>
    </li>`;
  }

  private span(total: number): string {
    const { hours, minutes, seconds } = spanOf(total);
    return this.words.work.board.span(hours, minutes, seconds);
  }
}

customElements.define("mk-board", BoardPage);
