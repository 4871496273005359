/** The words and shapes of a case and its messages that several places have in common. */

import { css, html, nothing, svg } from "lit";
import type { CaseSummary, Danger } from "../../shared/api.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { flagsBeside, kindText, named } from "../kinds.js";
import { type Level, gravity } from "../levels.js";
import { unanswered, waited, waits } from "../queue.js";

/** Each urgency has its own shape: colour alone tells some people nothing. */
const SHAPES: Record<CaseSummary["urgency"], string> = { emergency: "▲", urgent: "◆", routine: "●" };

export const labelStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .chip {
    display: inline-block;
    padding: 1px 10px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--paper);
    color: var(--ink);
    font-size: 0.9rem;
    line-height: 1.6;
  }

  .urgency {
    font-weight: 700;
    white-space: nowrap;
  }

  .urgency.emergency {
    color: var(--warm);
  }

  .urgency.urgent {
    color: var(--amber);
  }

  .urgency.routine {
    color: var(--soft);
  }

  .chip.high,
  .chip.imminent {
    border-color: var(--warm);
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 700;
  }

  .chip.moderate {
    border-color: var(--amber);
    background: var(--amber-tint);
    color: var(--amber);
  }

  .chip.coming {
    border-color: var(--calm);
    background: var(--calm-tint);
    color: var(--calm);
    font-weight: 700;
  }

  .unanswered {
    color: var(--soft);
    font-size: 0.95rem;
  }

  .unanswered.late {
    color: var(--warm);
    font-weight: 700;
  }

  .level {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    color: var(--soft);
    white-space: nowrap;
  }

  .level.moderate {
    color: var(--amber);
  }

  .level.high,
  .level.imminent {
    color: var(--warm);
    font-weight: 700;
  }

  .pips {
    flex: none;
    width: 30px;
    height: 12px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }

  .pips .full {
    fill: currentColor;
  }

  button.quiet {
    min-height: 34px;
    padding: 2px 9px;
    border-color: transparent;
    border-radius: 9px;
    background: transparent;
    color: var(--soft);
    font-size: 0.9rem;
    text-decoration: underline;
    text-decoration-color: var(--line);
    text-underline-offset: 3px;
  }

  button.quiet[aria-disabled="true"] {
    opacity: 0.55;
    cursor: default;
  }

  button.quiet:hover:not([aria-disabled="true"]) {
    color: var(--ink);
    text-decoration-color: currentColor;
  }
`;

const PIPS = [1, 2, 3, 4];

/** A level in a word and a shape: as many of four pips are filled as it is grave. */
export function levelMark(words: ConsoleStrings, level: Level) {
  return html`<span class="level ${level}" data-testid="level" data-level=${level}>${pips(level)}<span>${words.level[level] ?? level}</span></span>`;
}

function pips(level: Level) {
  return html`<svg class="pips" viewBox="0 0 30 12" aria-hidden="true">
    ${PIPS.map((pip) => svg`<rect class=${pip <= gravity(level) ? "full" : ""} x=${(pip - 1) * 7.5 + 1} y="1" width="5" height="10" rx="1.5" />`)}
  </svg>`;
}

/** Why a case was opened or a message was raised; a code without a word is shown as it is. */
export function reasonText(words: ConsoleStrings, code: string): string {
  // A case keeps the code of a rule or an answer with "_" for its ".".
  return words.reason[code] ?? words.levels.because[code] ?? words.levels.because[code.replace("_", ".")] ?? code;
}

export function urgencyLabel(words: ConsoleStrings, { urgency }: Pick<CaseSummary, "urgency">) {
  return html`<span class="urgency ${urgency}"><span aria-hidden="true">${SHAPES[urgency]}</span> ${words.urgency[urgency]}</span>`;
}

export function riskChip(words: ConsoleStrings, level: string) {
  return html`<span class="chip ${level}">${words.risk(words.level[level] ?? level)}</span>`;
}

/** Before the level: it says how grave, and not what. */
export function kindChips(words: ConsoleStrings, kinds: readonly Danger[]) {
  const gravest = kinds[0]?.level ?? "none";
  return named(kinds).map((one) => html`<span class="chip ${one.level}" data-testid="kind" data-kind=${one.kind}>${kindText(words, one, gravest)}</span> `);
}

export function flagChips(words: ConsoleStrings, flags: readonly string[], kinds: readonly Danger[]) {
  return flagsBeside(flags, kinds).map((flag) => html`<span class="chip">${words.flags[flag] ?? flag}</span>`);
}

/** What stands in the way of an answer. */
export function markChips(words: ConsoleStrings, { deleted_by_caller, unreachable }: CaseSummary) {
  return html`
    ${deleted_by_caller ? html`<span class="chip">${words.marks.deleted}</span>` : nothing}
    ${unreachable ? html`<span class="chip">${words.marks.unreachable}</span>` : nothing}
  `;
}

/** Who writes, where and in which language; codes without a word are left out. */
export function origin(words: ConsoleStrings, { audience, channel, language }: CaseSummary): string {
  return [words.audience[audience], words.channel[channel], words.languages[language]].filter(Boolean).join(" · ");
}

export function waitedText(words: ConsoleStrings, summary: CaseSummary, now: number): string {
  const { hours, minutes } = waited(summary.waiting_since, now);
  return words.waited(hours, minutes);
}

/** Who has the case, for one that somebody has. */
export function holder(words: ConsoleStrings, summary: CaseSummary) {
  const { queue } = words.work;
  const { claimed_by, transfer_to } = summary;
  if (summary.state === "closed") return words.closed;
  if (summary.state === "in_transfer") {
    if (summary.offered_to_me) return queue.offeredToMe(claimed_by ?? "");
    if (summary.mine) return queue.mineOffered(transfer_to ?? "");
    return [claimed_by && words.claimedBy(claimed_by), transfer_to && queue.offering(transfer_to)].filter(Boolean).join(" · ");
  }
  if (summary.mine) return words.mine;
  return claimed_by ? words.claimedBy(claimed_by) : nothing;
}

/** For how long it waits, or who has it. */
export function standing(words: ConsoleStrings, summary: CaseSummary, now: number) {
  return waits(summary) ? `${words.waitedLabel} ${waitedText(words, summary, now)}` : holder(words, summary);
}

/** What became of the waiting: opened again, left, somebody is on the way. */
export function waitingChips({ work }: ConsoleStrings, summary: CaseSummary) {
  if (!waits(summary)) return nothing;
  return html`
    ${summary.acknowledged_by ? html`<span class="chip coming" data-testid="coming">${work.queue.coming(summary.acknowledged_by)}</span>` : nothing}
    ${summary.state === "reopened" ? html`<span class="chip">${work.queue.reopened}</span>` : nothing}
    ${summary.abandoned ? html`<span class="chip" data-testid="abandoned">${work.queue.left}</span>` : nothing}
  `;
}

/** How long the person's words have stood unanswered; too long for an emergency is red and has a mark of its own. */
export function unansweredMark(words: ConsoleStrings, summary: CaseSummary, now: number) {
  const since = unanswered(summary, now);
  if (!since) return nothing;
  const text = words.work.queue.unanswered(words.waited(since.hours, since.minutes));
  return html`<span class="unanswered ${since.isLate ? "late" : ""}" data-testid="unanswered" data-late=${since.isLate}>${since.isLate ? "▲ " : ""}${text}</span>`;
}
