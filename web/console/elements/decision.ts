/** Whether this is referred by decree 437: the counsellor decides, and it is recorded either way. It can be printed. */

import { LitElement, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { CasePapers, Decision } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { type DecisionFault, PAPER_STRINGS } from "../../shared/strings.console.papers.js";
import { type DecisionDraft, NO_DECISION, decisionFault, decisionOf } from "../forms.js";
import type { Paperwork } from "../paperwork.js";
import { printSheet } from "../print-sheet.js";
import type { Saved } from "../saving.js";
import { whenText } from "../when.js";
import { dialogStyles } from "./dialog.css.js";
import { radios, toldLine } from "./fields.js";
import { areaField, formStyles, momentField, selectField } from "./formfields.js";

type Ground = Decision["grounds"][number];

export class DecisionForm extends LitElement {
  static override styles = [look, dialogStyles, formStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) work!: Paperwork;
  @property({ attribute: false }) caseId = "";
  @property({ attribute: false }) kept: CasePapers["decision"] = null;
  @state() private fault: DecisionFault | null = null;
  @state() private saved: Saved | null = null;
  @state() private isBusy = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("caseId")) return;
    this.fault = this.saved = null;
    this.dialog?.close();
  }

  private get text() {
    return PAPER_STRINGS[this.language].decision;
  }

  /** What is not saved yet stays while the dialog is closed, and while another case is open. */
  private get form(): DecisionDraft {
    return this.work.decisions.get(this.caseId) ?? this.kept?.decision ?? NO_DECISION;
  }

  protected override render() {
    const { text, form, kept } = this;
    const { form: common } = PAPER_STRINGS[this.language];
    return html`
      <button type="button" data-testid="decision" aria-haspopup="dialog" @click=${() => this.dialog.showModal()}>${text.action}</button>
      <dialog aria-labelledby="heading">
        <h2 id="heading">${text.heading}</h2>
        <p class="soft">${text.explained}</p>
        ${this.renderGrounds(form)}
        ${selectField("decision-family", text.within_family, { yes: common.yes, no: common.no }, answerOf(form.within_family), (answer: string) => this.change({ within_family: answer ? answer === "yes" : null }), text.unknown)}
        ${selectField("decision-age", text.child_age_band, text.ages, form.child_age_band, (child_age_band) => this.change({ child_age_band }), null)}
        ${radios("informed", text.person_informed, text.informed, form.person_informed, (person_informed) => this.change({ person_informed }))}
        ${radios("decision", text.decision, text.decisions, form.decision, (decision) => this.change({ decision }))}
        <div ?hidden=${form.decision !== "refer"}>
          ${selectField("decision-to", text.referred_to, text.services, form.referred_to, (referred_to) => this.change({ referred_to }))}
          ${momentField("decision-at", text.referred_at, form.referred_at, (referred_at) => this.change({ referred_at }))}
        </div>
        ${areaField("decision-reasons", text.reasons, form.reasons, (reasons) => this.change({ reasons }))}
        ${kept ? html`<p class="soft">${common.lastSaved(kept.by, whenText(this.language, kept.at, new Date()))}</p>` : nothing}
        <p class="status" role="status">${this.saved?.told === "done" ? common.saved : ""}</p>
        ${this.fault ? html`<p class="told" role="alert" data-testid="decision-fault" data-fault=${this.fault}>${text.fault[this.fault]}</p>` : nothing}
        ${toldLine(this.words, this.saved?.told ?? null)} ${this.saved?.why ? html`<p class="soft" lang="en">${this.saved.why}</p>` : nothing}
        <div class="row">
          <button type="button" @click=${() => this.dialog.close()}>${common.close}</button>
          <button type="button" data-testid="decision-print" @click=${this.print}>${common.print}</button>
          <button class="primary" type="button" data-testid="decision-save" ?disabled=${this.isBusy} @click=${this.save}>${common.save}</button>
        </div>
      </dialog>
    `;
  }

  private renderGrounds({ grounds }: DecisionDraft) {
    const { text } = this;
    const toggle = (one: Ground) => this.change({ grounds: grounds.includes(one) ? grounds.filter((each) => each !== one) : [...grounds, one] });
    return html`<fieldset data-testid="decision-grounds">
      <legend>${text.grounds}</legend>
      ${(Object.keys(text.ground) as Ground[]).map(
        (one) => html`<label class="choice"><input type="checkbox" value=${one} .checked=${grounds.includes(one)} @change=${() => toggle(one)} />${text.ground[one]}</label>`,
      )}
    </fieldset>`;
  }

  private change(part: Partial<DecisionDraft>): void {
    this.work.decisions.set(this.caseId, { ...this.form, ...part });
    this.fault = this.saved = null;
    this.requestUpdate();
  }

  private async save(): Promise<void> {
    await this.send();
    await this.updateComplete;
    this.renderRoot.querySelector(this.saved?.told === "done" ? ".status" : ".told")?.scrollIntoView({ block: "center" });
  }

  private async send(): Promise<void> {
    const { form, caseId } = this;
    const now = new Date();
    this.saved = null;
    this.fault = decisionFault(form, now);
    const whole = decisionOf(form, now);
    if (!whole) return;
    this.isBusy = true;
    this.saved = await this.work.saveDecision(whole);
    this.isBusy = false;
    if (this.saved.told === "done" && this.work.decisions.get(caseId) === form) this.work.decisions.delete(caseId);
    this.requestUpdate();
  }

  private print(): void {
    const { text, form, kept, language } = this;
    const { form: common } = PAPER_STRINGS[language];
    const when = (at: string | null | undefined) => (at ? whenText(language, at, new Date(0)) : "");
    const isReferred = form.decision === "refer";
    printSheet({
      heading: text.heading,
      language,
      lines: [
        `${common.confidential}. ${common.case}: ${this.caseId}`,
        ...(kept ? [common.lastSaved(kept.by, when(kept.at))] : []),
        common.printed(when(new Date().toISOString())),
      ],
      rows: [
        [text.grounds, form.grounds.map((one) => text.ground[one]).join(", ")],
        [text.within_family, form.within_family === null || form.within_family === undefined ? text.unknown : form.within_family ? common.yes : common.no],
        [text.child_age_band, text.ages[form.child_age_band]],
        [text.person_informed, form.person_informed ? text.informed[form.person_informed] : common.unanswered],
        [text.decision, form.decision ? text.decisions[form.decision] : common.unanswered],
        [text.referred_to, isReferred && form.referred_to ? text.services[form.referred_to] : ""],
        [text.referred_at, isReferred ? when(form.referred_at) : ""],
        [text.reasons, form.reasons],
      ],
      signature: common.signature,
    });
  }
}

function answerOf(answer: boolean | null | undefined): "yes" | "no" | "" {
  return answer === true ? "yes" : answer === false ? "no" : "";
}

customElements.define("mk-decision", DecisionForm);
