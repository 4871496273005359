/** The checklist of active rescue: where, who is near, 112, how it ended. It can be printed as one page. */

import { LitElement, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { CasePapers, Rescue } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { PAPER_STRINGS, type RescueFault } from "../../shared/strings.console.papers.js";
import { NO_RESCUE, rescueFault } from "../forms.js";
import type { Paperwork } from "../paperwork.js";
import { printSheet } from "../print-sheet.js";
import type { Saved } from "../saving.js";
import { whenText } from "../when.js";
import { dialogStyles } from "./dialog.css.js";
import { toldLine } from "./fields.js";
import { formStyles, lineField, momentField, selectField } from "./formfields.js";

export class RescueForm extends LitElement {
  static override styles = [look, dialogStyles, formStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) work!: Paperwork;
  @property({ attribute: false }) caseId = "";
  @property({ attribute: false }) kept: CasePapers["rescue"] = null;
  @state() private fault: RescueFault | null = null;
  @state() private saved: Saved | null = null;
  @state() private isBusy = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("caseId")) return;
    this.fault = this.saved = null;
    this.dialog?.close();
  }

  private get text() {
    return PAPER_STRINGS[this.language].rescue;
  }

  /** What is not saved yet stays while the dialog is closed, and while another case is open. */
  private get form(): Rescue {
    return this.work.rescues.get(this.caseId) ?? this.kept?.rescue ?? NO_RESCUE;
  }

  protected override render() {
    const { text, form, kept } = this;
    const { form: common } = PAPER_STRINGS[this.language];
    const set = <K extends keyof Rescue>(name: K) => (value: Rescue[K]) => this.change({ [name]: value });
    return html`
      <button class="grave" type="button" data-testid="rescue" aria-haspopup="dialog" @click=${() => this.dialog.showModal()}>${text.action}</button>
      <dialog aria-labelledby="heading">
        <h2 id="heading">${text.heading}</h2>
        <p class="call">${text.call}</p>
        ${lineField("rescue-place", text.place_known, form.place_known, set("place_known"))}
        ${selectField("rescue-source", text.place_source, text.sources, form.place_source, set("place_source"))}
        ${lineField("rescue-near", text.people_near, form.people_near, set("people_near"))}
        <label class="choice"><input type="checkbox" data-testid="rescue-phone" .checked=${form.phone_known} @change=${() => this.change({ phone_known: !form.phone_known })} />${text.phone_known}</label>
        ${selectField("rescue-called-by", text.called_112_by, text.callers, form.called_112_by, set("called_112_by"))}
        ${momentField("rescue-called-at", text.called_112_at, form.called_112_at, set("called_112_at"))}
        ${lineField("rescue-answered", text.answered_112, form.answered_112, set("answered_112"))}
        ${lineField("rescue-reference", text.reference_112, form.reference_112, set("reference_112"))}
        ${selectField("rescue-outcome", text.outcome, text.outcomes, form.outcome, set("outcome"), null)}
        ${lineField("rescue-confirmed-by", text.outcome_confirmed_by, form.outcome_confirmed_by, set("outcome_confirmed_by"))}
        ${momentField("rescue-confirmed-at", text.outcome_confirmed_at, form.outcome_confirmed_at, set("outcome_confirmed_at"))}
        ${kept ? html`<p class="soft">${common.lastSaved(kept.by, whenText(this.language, kept.at, new Date()))}</p>` : nothing}
        <p class="status" role="status">${this.saved?.told === "done" ? common.saved : ""}</p>
        ${this.fault ? html`<p class="told" role="alert" data-testid="rescue-fault" data-fault=${this.fault}>${text.fault[this.fault]}</p>` : nothing}
        ${toldLine(this.words, this.saved?.told ?? null)} ${this.saved?.why ? html`<p class="soft" lang="en">${this.saved.why}</p>` : nothing}
        <div class="row">
          <button type="button" @click=${() => this.dialog.close()}>${common.close}</button>
          <button type="button" data-testid="rescue-print" @click=${this.print}>${common.print}</button>
          <button class="primary" type="button" data-testid="rescue-save" ?disabled=${this.isBusy} @click=${this.save}>${common.save}</button>
        </div>
      </dialog>
    `;
  }

  private change(part: Partial<Rescue>): void {
    this.work.rescues.set(this.caseId, { ...this.form, ...part });
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
    this.saved = null;
    this.fault = rescueFault(form, new Date());
    if (this.fault) return;
    this.isBusy = true;
    this.saved = await this.work.saveRescue(form);
    this.isBusy = false;
    if (this.saved.told === "done" && this.work.rescues.get(caseId) === form) this.work.rescues.delete(caseId);
    this.requestUpdate();
  }

  private print(): void {
    const { text, form, kept, language } = this;
    const { form: common } = PAPER_STRINGS[language];
    const when = (at: string | null | undefined) => (at ? whenText(language, at, new Date(0)) : "");
    printSheet({
      heading: text.heading,
      language,
      lines: [
        `${common.confidential}. ${common.case}: ${this.caseId}`,
        ...(kept ? [common.lastSaved(kept.by, when(kept.at))] : []),
        common.printed(when(new Date().toISOString())),
      ],
      rows: [
        [text.place_known, form.place_known],
        [text.place_source, form.place_source ? text.sources[form.place_source] : ""],
        [text.people_near, form.people_near],
        [text.phone_known, form.phone_known ? common.yes : common.no],
        [text.called_112_by, form.called_112_by ? text.callers[form.called_112_by] : ""],
        [text.called_112_at, when(form.called_112_at)],
        [text.answered_112, form.answered_112],
        [text.reference_112, form.reference_112],
        [text.outcome, text.outcomes[form.outcome]],
        [text.outcome_confirmed_by, form.outcome_confirmed_by],
        [text.outcome_confirmed_at, when(form.outcome_confirmed_at)],
      ],
      signature: common.signature,
    });
  }
}

customElements.define("mk-rescue", RescueForm);
