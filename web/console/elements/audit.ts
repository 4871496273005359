/** The history of a case: who did what and when, and whether anybody has changed it since. */

import { LitElement, css, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Audit, AuditEvent, Colleague } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { type BoardRoom, auditDetail } from "../board.js";
import type { Told } from "../refusals.js";
import { whenText } from "../when.js";
import { dialogStyles } from "./dialog.css.js";
import { toldLine } from "./fields.js";

export class AuditTrail extends LitElement {
  static override styles = [
    look,
    dialogStyles,
    css`
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        padding: 6px 0;
        border-bottom: 1px solid var(--line);
      }

      li.broken {
        color: var(--warm);
        font-weight: 700;
      }

      .holds {
        color: var(--calm);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) room!: BoardRoom;
  @state() private audit: Audit | null = null;
  @state() private told: Told | null = null;
  private caseId = "";
  private names: ReadonlyMap<string, string> = new Map();
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override render() {
    const { audit: text, cancel } = this.words.work;
    return html`<dialog aria-labelledby="heading" data-testid="audit-trail">
      <h2 id="heading">${text.heading}</h2>
      ${toldLine(this.words, this.told)} ${this.audit ? this.renderTrail(this.audit) : this.told ? nothing : html`<p role="status">${this.words.loading}</p>`}
      <div class="row"><button type="button" @click=${() => this.dialog.close()}>${cancel}</button></div>
    </dialog>`;
  }

  private renderTrail({ events, broken_at }: Audit) {
    const { audit: text } = this.words.work;
    return html`
      ${broken_at === null
        ? html`<p class="holds" role="status" data-testid="chain" data-holds="true">✓ ${text.holds}</p>`
        : html`<p class="told" role="alert" data-testid="chain" data-holds="false">${text.broken(broken_at)}</p>`}
      <ol>
        ${events.map((event) => this.renderEvent(event, broken_at !== null && event.seq >= broken_at))}
      </ol>
    `;
  }

  private renderEvent({ seq, at, by, action, state: standing, detail }: AuditEvent, isBroken: boolean) {
    const { audit: text } = this.words.work;
    const who = by === "system" ? text.system : by === "caller" ? text.caller : by;
    const after = text.states[standing as keyof typeof text.states] ?? standing;
    const more = auditDetail(detail, (word) => this.names.get(word) ?? detailWord(this.words, word));
    return html`<li class=${isBroken ? "broken" : ""}>
      ${seq}. ${whenText(this.language, at, new Date())} · ${who}: ${text.actions[action] ?? action}
      <span class="soft">(${[after, more].filter(Boolean).join("; ")})</span>
    </li>`;
  }

  async ask(caseId: string, colleagues: readonly Colleague[]): Promise<void> {
    this.caseId = caseId;
    this.names = new Map(colleagues.map(({ id, name }) => [id, name]));
    this.audit = null;
    this.told = null;
    this.dialog.showModal();
    const found = await this.room.audit(caseId);
    if (this.caseId !== caseId) return; // another case was asked about meanwhile
    if (typeof found === "string") this.told = found;
    else this.audit = found;
  }
}

/** The history keeps codes; one without a word is shown as it is. */
function detailWord({ reason, level, urgency, outcome, work }: ConsoleStrings, code: string): string {
  const { audit, handOn, lower, finished } = work;
  const words: Readonly<Record<string, string>> = {
    ...audit.details,
    ...reason,
    ...level,
    ...outcome,
    ...finished.reasons,
    ...lower.reasons,
    ...handOn.reasons,
    ...handOn.kinds,
    ...urgency,
  };
  return words[code] ?? code;
}

customElements.define("mk-audit", AuditTrail);
