/** What the person told already, so that nobody asks again: facts, risk over time, safety plan, earlier cases. */

import { LitElement, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { EarlierCase, Handover } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import { FACT_STRINGS } from "../../shared/strings.console.facts.js";
import { PAPER_STRINGS } from "../../shared/strings.console.papers.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { factLines } from "../handover.js";
import { kindTexts, named } from "../kinds.js";
import { whenText } from "../when.js";
import { kindChips, labelStyles, riskChip } from "./labels.js";
import { paperLine } from "./papers.js";
import { papersStyles } from "./papers.css.js";

type Moment = Handover["risk"][number];

export class HandoverPanel extends LitElement {
  static override styles = [look, labelStyles, papersStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) handover: Handover | null = null;
  @property({ attribute: false }) isAway = false;

  private get text() {
    return PAPER_STRINGS[this.language].handover;
  }

  protected override render() {
    const { text, handover } = this;
    if (this.isAway)
      return html`<p role="alert">${text.away} <button type="button" data-testid="handover-again" @click=${() => this.dispatchEvent(new CustomEvent("again"))}>${text.again}</button></p>`;
    if (!handover) return html`<p class="soft" role="status">${this.words.loading}</p>`;
    return html`${this.renderFacts(handover)} ${this.renderRisk(handover)} ${this.renderPlan(handover)} ${this.renderEarlier(handover)}`;
  }

  private renderFacts({ facts, screenings }: Handover) {
    const lines = factLines(facts, FACT_STRINGS[this.language]);
    return html`<h3>${this.text.facts}</h3>
      ${lines.length
        ? html`<dl data-testid="handover-facts">
            ${lines.map(({ name, label, value, isGrave }) => html`<div class=${isGrave ? "grave" : ""} data-fact=${name}><dt>${label}</dt><dd>${value}</dd></div>`)}
          </dl>`
        : html`<p class="soft">${this.text.noFacts}</p>`}
      ${screenings.map(
        ({ asked_at, outcome }) => html`<p data-testid="handover-screening">
          ${this.text.asked(asked_at ? whenText(this.language, asked_at, new Date()) : "—")} ${outcome && outcome !== "none" ? riskChip(this.words, outcome) : nothing}
        </p>`,
      )}`;
  }

  private renderRisk({ risk, kinds }: Handover) {
    return html`<h3>${this.text.risk}</h3>
      ${named(kinds).length ? html`<p class="chips" data-testid="handover-kinds">${kindChips(this.words, kinds)}</p>` : nothing}
      ${risk.length ? html`<ol data-testid="handover-risk">${risk.map((one) => this.renderMoment(one))}</ol>` : html`<p class="soft">${this.text.noRisk}</p>`}`;
  }

  private renderMoment({ message, at, level, counted, kinds, reason, rules, version, corrected }: Moment) {
    const { words, text } = this;
    const shown = counted ?? level;
    const why = words.levels.because[reason] ?? words.reason[reason] ?? reason;
    const read = level !== null && level !== shown ? text.counted(words.level[level] ?? level) : "";
    const found = rules.length ? `${text.rules}: ${rules.join(", ")}` : "";
    return html`<li>
      ${text.message(message)} · ${whenText(this.language, at, new Date())} ${shown === "none" ? nothing : kindChips(words, kinds)} ${shown ? riskChip(words, shown) : nothing}
      ${corrected ? html`<strong>${text.corrected}</strong>` : nothing}
      <span class="soft">${[why, read, found, version].filter(Boolean).join(" · ")}</span>
    </li>`;
  }

  private renderPlan({ plan }: Handover) {
    const { text } = this;
    return html`<h3>${text.plan}</h3>
      ${plan.length
        ? html`<ul data-testid="handover-plan">
            ${plan.map(({ section, lines }) => html`<li>${text.sections[section] ?? section}<ul>${lines.map((line) => html`<li class="text">${line}</li>`)}</ul></li>`)}
          </ul>`
        : html`<p class="soft">${text.noPlan}</p>`}`;
  }

  private renderEarlier({ earlier, earlier_count, earlier_known }: Handover) {
    const { text } = this;
    if (earlier_count && !earlier_known) return html`<h3>${text.earlier}</h3><p class="soft" data-testid="handover-closed">${text.notKnownAgain(earlier_count)}</p>`;
    return html`<h3>${text.earlier}</h3>
      ${earlier.length ? html`<ul data-testid="handover-earlier">${earlier.map((one) => this.renderCase(one))}</ul>` : html`<p class="soft">${text.noEarlier}</p>`}`;
  }

  private renderCase({ opened_at, closed_at, urgency, kinds, outcome, risk_at_end, notes }: EarlierCase) {
    const { words, text, language } = this;
    const now = new Date();
    const span = `${whenText(language, opened_at, now)} – ${closed_at ? whenText(language, closed_at, now) : text.open}`;
    const ended = (words.outcome as Readonly<Record<string, string>>)[outcome ?? ""] ?? outcome;
    const risk = risk_at_end ? text.riskAtEnd(words.level[risk_at_end] ?? risk_at_end) : "";
    return html`<li>
      ${[span, words.urgency[urgency], ...kindTexts(words, kinds), ended, risk].filter(Boolean).join(" · ")}
      ${notes.length ? html`<ul>${notes.map((note) => paperLine(language, note))}</ul>` : nothing}
    </li>`;
  }
}

customElements.define("mk-handover", HandoverPanel);
