/** Above the history: the supervisor's whispers, what was told already, notes, and the two forms. */

import { LitElement, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { CasePapers, CaseSummary, Handover, PaperOut } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { PAPER_STRINGS } from "../../shared/strings.console.papers.js";
import type { ReadyAnswers } from "../canned.js";
import type { Panel, Paperwork } from "../paperwork.js";
import { whenText } from "../when.js";
import "./canned.js";
import "./decision.js";
import "./handover.js";
import "./papers.js";
import "./rescue.js";

export class PaperBar extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
        border-bottom: 1px solid var(--line);
        background: var(--raised);
      }

      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 8px;
        padding: 6px 20px;
      }

      .bar > button {
        min-height: 44px;
      }

      button[aria-expanded="true"] {
        border-color: var(--calm);
        background: var(--calm-tint);
        font-weight: 600;
      }

      .gap {
        flex: 1;
      }

      .body {
        max-height: clamp(120px, 100dvh - 630px, 420px);
        padding: 8px 20px 12px;
        overflow-y: auto;
        border-top: 1px solid var(--line);
      }

      .whisper {
        display: flex;
        align-items: start;
        gap: 12px;
        padding: 8px 20px;
        border-left: 6px solid var(--calm);
        background: var(--calm-tint);
      }

      .whisper p {
        flex: 1;
        max-height: 9em;
        margin: 0;
        overflow-y: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      /* There the whole case scrolls. */
      @media (max-width: 820px) {
        .body {
          max-height: 38dvh;
        }
      }

      @media (max-width: 480px) {
        .bar {
          flex-wrap: nowrap;
          overflow-x: auto;
        }

        .bar > * {
          flex: none;
        }

        .grave {
          order: -1;
        }

        .bar,
        .body,
        .whisper {
          padding-inline: 10px;
        }

        .gap {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) work!: Paperwork;
  @property({ attribute: false }) summary!: CaseSummary;
  @property({ attribute: false }) papers: CasePapers | null = null;
  @property({ attribute: false }) handover: Handover | null = null;
  @property({ attribute: false }) isAway = false;
  @property({ attribute: false }) panel: Panel | null = null;
  @property({ attribute: false }) whispers: readonly PaperOut[] = [];
  /** Only for the case's holder. */
  @property({ attribute: false }) answers: ReadyAnswers | null = null;

  protected override render() {
    const { words, language, work, papers } = this;
    const text = PAPER_STRINGS[language];
    return html`
      <div aria-live="polite">${this.answers && this.whispers.length ? this.renderWhispers() : nothing}</div>
      <div class="bar">
        ${this.renderToggle("handover", text.handover.action)} ${this.renderToggle("notes", text.notes.action(papers?.notes.length ?? 0))}
        ${this.answers
          ? html`<mk-canned .words=${words} .language=${language} .answers=${this.answers} .summary=${this.summary} @insert=${this.passOn}></mk-canned>
              <span class="gap"></span>
              <mk-rescue class="grave" .words=${words} .language=${language} .work=${work} .caseId=${this.summary.id} .kept=${papers?.rescue ?? null}></mk-rescue>
              <mk-decision class="grave" .words=${words} .language=${language} .work=${work} .caseId=${this.summary.id} .kept=${papers?.decision ?? null}></mk-decision>`
          : nothing}
      </div>
      ${this.panel ? html`<div class="body" id="body" tabindex="0" role="region" aria-label=${this.panel === "handover" ? text.handover.action : text.notes.action(0)}>${this.renderBody(this.panel)}</div>` : nothing}
    `;
  }

  private passOn({ detail }: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent("insert", { detail }));
  }

  private renderToggle(panel: Panel, label: string) {
    return html`<button type="button" data-testid="panel-${panel}" aria-expanded=${this.panel === panel} aria-controls="body" @click=${() => this.work.turn(panel)}>${label}</button>`;
  }

  private renderBody(panel: Panel) {
    const { words, language, work } = this;
    if (panel === "handover")
      return html`<mk-handover .words=${words} .language=${language} .handover=${this.handover} .isAway=${this.isAway} @again=${() => void work.load()}></mk-handover>`;
    return html`<mk-papers .words=${words} .language=${language} .work=${work} .notes=${this.papers?.notes ?? []} .text=${work.text}></mk-papers>`;
  }

  private renderWhispers() {
    const { notes } = PAPER_STRINGS[this.language];
    return html`<div class="whisper" data-testid="whispers">
      <p>${this.whispers.map(({ by, at, text }) => html`<strong>${notes.whisper(by)}</strong>, ${whenText(this.language, at, new Date())}: ${text}<br />`)}</p>
      <button type="button" data-testid="whispers-read" @click=${() => this.work.putWhispersAway()}>${notes.read}</button>
    </div>`;
  }
}

customElements.define("mk-paperbar", PaperBar);
