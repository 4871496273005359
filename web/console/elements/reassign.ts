/** Giving a case to a colleague who is there, as a supervisor. */

import { LitElement, html } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { CaseSummary, Colleague } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { BoardRoom } from "../board.js";
import type { Casework } from "../casework.js";
import { type Receiver, receivers } from "../colleagues.js";
import type { Told } from "../refusals.js";
import { dialogStyles } from "./dialog.css.js";
import { receiverRadios, toldLine } from "./fields.js";

export class ReassignCase extends LitElement {
  static override styles = [look, dialogStyles];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) room!: BoardRoom;
  @property({ attribute: false }) work!: Casework;
  @state() private summary: CaseSummary | null = null;
  @state() private people: readonly Receiver[] = [];
  @state() private to: string | null = null;
  @state() private told: Told | null = null;
  @state() private isBusy = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override render() {
    const { board, handOn, cancel } = this.words.work;
    return html`<dialog aria-labelledby="ask">
      <h2 id="ask">${board.giveTo}</h2>
      ${this.people.length ? receiverRadios(this.words, handOn.whom, this.people, this.to, (id) => (this.to = id)) : html`<p>${board.nobodyThere}</p>`}
      <p class="soft">${board.given}</p>
      ${toldLine(this.words, this.told)}
      <div class="row">
        <button type="button" @click=${() => this.dialog.close()}>${cancel}</button>
        <button class="primary" type="button" data-testid="reassign-confirm" ?disabled=${this.isBusy || !this.to} @click=${this.confirm}>${board.give}</button>
      </div>
    </dialog>`;
  }

  /** Choose among those who are there; whoever holds the case already is none of them. */
  ask(summary: CaseSummary, colleagues: readonly Colleague[]): void {
    this.summary = summary;
    this.show(colleagues);
    this.to = null;
    this.told = null;
    this.dialog.showModal();
  }

  private show(colleagues: readonly Colleague[]): void {
    const { summary } = this;
    if (summary) this.people = receivers(colleagues, null, summary).filter(({ colleague }) => colleague.name !== summary.claimed_by);
  }

  private async confirm(): Promise<void> {
    const { summary, to } = this;
    if (!summary || !to) return;
    this.isBusy = true;
    this.told = await this.room.reassign(summary.id, to);
    this.isBusy = false;
    if (this.told === "done") this.dialog.close();
    if (this.told !== "absent") return;
    this.to = null;
    const found = await this.work.colleagues();
    if (typeof found !== "string") this.show(found);
  }
}

customElements.define("mk-reassign", ReassignCase);
