/** What the risk check saw in one message, in full: who read which words, how sure, by which versions. */

import { type TemplateResult, css, html, nothing } from "lit";
import type { ConsoleMessage } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { BY_MODEL, readings } from "../highlight.js";
import { named } from "../kinds.js";
import { chances, versions } from "../levels.js";
import { whenText } from "../when.js";
import { flagChips, kindChips, levelMark, reasonText } from "./labels.js";

export const findingsStyles = css`
  .findings {
    display: grid;
    grid-template-columns: minmax(7.5rem, max-content) 1fr;
    gap: 6px 16px;
    margin: 4px 0 6px;
    padding: 12px 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--sunken);
    font-size: 0.92rem;
  }

  .findings dt {
    color: var(--soft);
  }

  .findings dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .findings p {
    margin: 0;
  }

  .findings ul,
  .findings ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .findings .note {
    color: var(--soft);
  }

  q:lang(ka) {
    quotes: "„" "“";
  }

  q:lang(ru) {
    quotes: "«" "»";
  }

  code {
    font-family: ui-monospace, "DejaVu Sans Mono", monospace;
    font-size: 0.92em;
  }

  @media (max-width: 560px) {
    .findings {
      grid-template-columns: 1fr;
      gap: 2px;
    }

    .findings dd {
      margin-bottom: 8px;
    }
  }
`;

export function renderFindings(words: ConsoleStrings, language: Language, message: ConsoleMessage) {
  const { findings } = words.levels;
  const { counted, level, severity, subject, flags, kinds, corrections } = message;
  const hasAnswered = level !== null && !flags.includes("assessment_failed");
  const hasModel = versions(message.version).model !== "";
  return html`<dl class="findings" data-testid="level-findings">
    ${counted?.reason ? entry(findings.because, reasonText(words, counted.reason)) : nothing}
    ${named(kinds).length ? entry(findings.kinds, html`<span class="chips">${kindChips(words, kinds)}</span>`) : nothing}
    ${level ? entry(findings.words, levelMark(words, level)) : nothing}
    ${hasAnswered ? entry(findings.rules, renderRules(words, message)) : nothing}
    ${hasAnswered && hasModel ? entry(findings.model, renderModel(words, message)) : nothing}
    ${severity === null ? nothing : entry(findings.severity, findings.ofSix(severity.toLocaleString(language, { maximumFractionDigits: 1 })))}
    ${subject ? entry(findings.subject, words.subject[subject] ?? subject) : nothing}
    ${flags.length ? entry(findings.flags, html`<span class="chips">${flagChips(words, flags, [])}</span>`) : nothing}
    ${renderLanguage(words, message)} ${renderVersions(words, message)}
    ${corrections.length ? entry(findings.history, renderHistory(words, language, message)) : nothing}
  </dl>`;
}

function entry(name: string, value: TemplateResult | string) {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}

function renderRules(words: ConsoleStrings, { text, evidence }: ConsoleMessage) {
  const found = readings(text, evidence).filter(({ rule }) => rule !== BY_MODEL);
  if (!found.length) return words.levels.findings.nothing;
  return html`<ul>
    ${found.map(({ rule, texts }) => html`<li><code>${rule}</code>: ${quoted(texts)}</li>`)}
  </ul>`;
}

function renderModel(words: ConsoleStrings, { text, evidence, probabilities }: ConsoleMessage) {
  const { findings } = words.levels;
  const found = readings(text, evidence).find(({ rule }) => rule === BY_MODEL);
  const all = chances(probabilities).map(({ level, percent }) => findings.chance(words.level[level] ?? level, percent));
  if (!all.length) return findings.nothing;
  return html`<p>${all.join(" · ")}</p>
    ${found ? html`<p>${quoted(found.texts)}</p>` : nothing}
    <p class="note">${findings.doubt}</p>`;
}

/** The caller's own words; the browser knows each language's quotation marks. */
function quoted(texts: readonly string[]) {
  return texts.map((text, index) => html`${index ? ", " : ""}<q>${text}</q>`);
}

function renderLanguage(words: ConsoleStrings, { language, script }: ConsoleMessage) {
  const known = [words.languages[language ?? ""], words.levels.scripts[script ?? ""]].filter(Boolean);
  return known.length ? entry(words.levels.findings.language, known.join(" · ")) : nothing;
}

function renderVersions(words: ConsoleStrings, { version, counted }: ConsoleMessage) {
  const { rules, model } = versions(version);
  const all = [rules, model, counted?.version].filter(Boolean);
  if (!all.length) return nothing;
  return entry(
    words.levels.findings.versions,
    html`<ul>
      ${all.map((one) => html`<li><code>${one}</code></li>`)}
    </ul>`,
  );
}

function renderHistory(words: ConsoleStrings, language: Language, { corrections }: ConsoleMessage) {
  const { levels } = words;
  const name = (level: string): string => words.level[level] ?? level;
  return html`<ol>
    ${corrections.map(({ at, by, mine, was, level, reason }) => {
      const when = whenText(language, at, new Date());
      const done = was === level ? levels.confirmed(mine ? null : by, when) : levels.corrected(mine ? null : by, when);
      const what = was === level ? name(level) : levels.findings.step(name(was), name(level));
      return html`<li>${[done, what, reason ? levels.reasons[reason] : ""].filter(Boolean).join(" · ")}</li>`;
    })}
  </ol>`;
}
