/** What one changes in the rota: an absence, a cover, a swap; for supervisors also anybody's, and the weekly shifts. */

import { LitElement, css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { RotaOut } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import { ROTA_STRINGS } from "../../shared/strings.console.rota.js";
import { DUTIES, type Duty, type RotaRoom, type Turn, momentOf, momentText } from "../rota.js";
import { rotaStyles } from "./rota.css.js";

export class RotaForms extends LitElement {
  static override styles = [
    look,
    rotaStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
        gap: 10px;
        margin-bottom: 16px;
        overflow: visible;
      }

      details {
        margin: 0;
        padding-block: 2px;
      }

      details[open] {
        grid-column: 1 / -1;
        padding-block: 2px 10px;
      }

      .line form {
        flex: 1 1 20rem;
        justify-content: flex-end;
      }
    `,
  ];

  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) room!: RotaRoom;
  @property({ attribute: false }) rota!: RotaOut;
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) isSupervisor = false;
  @property({ attribute: false }) isBusy = false;
  /** The form that was not whole. */
  @state() private incomplete: string | null = null;

  private get text() {
    return ROTA_STRINGS[this.language];
  }

  protected override render() {
    return html`${this.renderChanges()} ${this.renderAbsence()} ${this.renderCover()} ${this.renderSwap()} ${this.isSupervisor ? this.renderShifts() : nothing}`;
  }

  /** A supervisor sees everybody's. */
  private renderChanges() {
    const { text, rota } = this;
    const concerns = (...staff: (string | null)[]) => this.isSupervisor || staff.includes(this.me);
    const absences = rota.absences.filter(({ staff }) => concerns(staff)).map((one) => ({ ...one, what: text.own.absent }));
    const covers = rota.covers
      .filter(({ staff, instead_of }) => concerns(staff, instead_of))
      .map((one) => ({ ...one, what: [text.duties[one.duty], one.instead_of && `${text.cover.insteadOf}: ${this.name(one.instead_of)}`].filter(Boolean).join(", ") }));
    const all = [...absences, ...covers].sort((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at));
    if (!all.length) return nothing;
    return html`<details>
      <summary>${text.own.heading} (${all.length})</summary>
      <ul>
        ${all.map(
          ({ id, staff, starts_at, ends_at, what }) => html`<li class="line" data-testid="rota-change">
            <span>${momentText(starts_at)} – ${momentText(ends_at)} · ${this.name(staff)} · ${what}</span>
            <button type="button" ?disabled=${this.isBusy} @click=${() => void this.room.takeBack(id)}>${text.own.takeBack}</button>
          </li>`,
        )}
      </ul>
    </details>`;
  }

  private renderAbsence() {
    const { absence } = this.text;
    return this.renderForm("absence", absence.heading, absence.explained, absence.save, this.saveAbsence, html`${this.isSupervisor ? this.renderStaff("staff", absence.whose) : nothing} ${this.renderSpan()}`);
  }

  private renderCover() {
    const { cover } = this.text;
    return this.renderForm(
      "cover",
      cover.heading,
      cover.explained,
      cover.save,
      this.saveCover,
      html`${this.renderStaff("staff", cover.who)} ${this.renderDuty()} ${this.renderStaff("instead", cover.insteadOf, cover.besides)} ${this.renderSpan()}`,
    );
  }

  private renderSwap() {
    const { swap } = this.text;
    const turns = this.rota.turns;
    const first = turns.filter(({ staff }) => this.isSupervisor || staff === this.me);
    if (!first.length) return html`<details><summary>${swap.heading}</summary><p>${swap.noneMine}</p></details>`;
    const second = turns.filter(({ staff }) => this.isSupervisor || staff !== this.me);
    const [mine, theirs] = [first.find(({ staff }) => staff === this.me), second.find(({ staff }) => staff !== this.me)];
    const options = (among: readonly Turn[], chosen: Turn | undefined) =>
      among.map(
        (turn) => html`<option value=${turns.indexOf(turn)} ?selected=${turn === chosen}>
          ${momentText(turn.starts_at)} – ${momentText(turn.ends_at)} · ${this.name(turn.staff)} · ${this.text.duties[turn.duty]}
        </option>`,
      );
    return this.renderForm(
      "swap",
      swap.heading,
      swap.explained,
      swap.save,
      this.saveSwap,
      html`<label>${swap.mine}<select name="first" required>${options(first, mine)}</select></label>
        <label>${swap.theirs}<select name="second" required>${options(second, theirs)}</select></label>`,
    );
  }

  private renderShifts() {
    const { shifts, weekdays, duties } = this.text;
    return html`${this.renderForm(
        "shift",
        shifts.add,
        shifts.explained,
        shifts.add,
        this.saveShift,
        html`${this.renderStaff("staff", this.text.absence.whose)} ${this.renderDuty()}
          <label>${shifts.weekday}<select name="weekday">${weekdays.map((day, index) => html`<option value=${index}>${day}</option>`)}</select></label>
          <label>${shifts.starts}<input type="time" name="starts" required /></label>
          <label>${shifts.ends}<input type="time" name="ends" required /></label>`,
      )}
      <details>
        <summary>${shifts.heading} (${this.rota.shifts.length})</summary>
        <ul>
          ${this.rota.shifts.map(
            ({ id, staff, duty, weekday, starts, ends, valid_until }) => html`<li class="line" data-testid="rota-shift">
              <span>${weekdays[weekday]} ${starts}–${ends} · ${this.name(staff)} · ${duties[duty]}${valid_until ? ` · ${shifts.until(valid_until)}` : ""}</span>
              ${valid_until
                ? nothing
                : html`<form @submit=${(event: SubmitEvent) => this.endShift(event, id)}>
                    <label>${shifts.lastDay}<input type="date" name="day" required /></label>
                    <button ?disabled=${this.isBusy}>${shifts.end}</button>
                  </form>`}
            </li>`,
          )}
        </ul>
      </details>`;
  }

  private renderForm(name: string, heading: string, explained: string, save: string, submit: (data: FormData) => boolean, fields: unknown) {
    return html`<details data-testid="rota-${name}">
      <summary>${heading}</summary>
      <p class="soft">${explained}</p>
      <form @submit=${(event: SubmitEvent) => this.submit(event, name, submit)}>
        ${fields}
        <button class="primary" data-testid="rota-${name}-save" ?disabled=${this.isBusy}>${save}</button>
      </form>
      <p class="fault status" role="alert">${this.incomplete === name ? this.text.incomplete : ""}</p>
    </details>`;
  }

  private renderStaff(name: string, label: string, none: string | null = null) {
    const people = Object.entries(this.rota.names).sort(([, one], [, other]) => one.localeCompare(other));
    const isMineFirst = none === null;
    return html`<label>${label}
      <select name=${name}>
        ${none === null ? nothing : html`<option value="">${none}</option>`}
        ${people.map(([id, known]) => html`<option value=${id} ?selected=${isMineFirst && id === this.me}>${known}</option>`)}
      </select>
    </label>`;
  }

  private renderDuty() {
    return html`<label>${this.text.duty}<select name="duty">${DUTIES.map((duty) => html`<option value=${duty}>${this.text.duties[duty]}</option>`)}</select></label>`;
  }

  private renderSpan() {
    return html`<label>${this.text.from}<input type="datetime-local" name="from" required /></label> <label>${this.text.to}<input type="datetime-local" name="to" required /></label>`;
  }

  private name(staff: string): string {
    return this.rota.names[staff] ?? staff;
  }

  private submit(event: SubmitEvent, name: string, save: (data: FormData) => boolean): void {
    event.preventDefault();
    const isWhole = save(new FormData(event.target as HTMLFormElement));
    this.incomplete = isWhole ? null : name;
  }

  private readonly saveAbsence = (data: FormData): boolean => {
    const span = spanOf(data);
    if (span) void this.room.absence({ ...span, staff: textOf(data, "staff") || null });
    return span !== null;
  };

  private readonly saveCover = (data: FormData): boolean => {
    const span = spanOf(data);
    if (span) void this.room.cover({ ...span, staff: textOf(data, "staff"), duty: textOf(data, "duty") as Duty, instead_of: textOf(data, "instead") || null });
    return span !== null;
  };

  private readonly saveSwap = (data: FormData): boolean => {
    const [first, second] = ["first", "second"].map((name) => this.rota.turns[Number(textOf(data, name) || -1)]);
    if (first && second) void this.room.swap(first, second);
    return Boolean(first && second);
  };

  private readonly saveShift = (data: FormData): boolean => {
    const given = { staff: textOf(data, "staff"), duty: textOf(data, "duty") as Duty, weekday: Number(textOf(data, "weekday")), starts: textOf(data, "starts"), ends: textOf(data, "ends") };
    if (given.starts && given.ends) void this.room.addShift(given);
    return Boolean(given.starts && given.ends);
  };

  private endShift(event: SubmitEvent, id: string): void {
    event.preventDefault();
    void this.room.endShift(id, textOf(new FormData(event.target as HTMLFormElement), "day"));
  }
}

function textOf(data: FormData, name: string): string {
  return String(data.get(name) ?? "");
}

function spanOf(data: FormData): { starts_at: string; ends_at: string } | null {
  const [starts_at, ends_at] = [momentOf(textOf(data, "from")), momentOf(textOf(data, "to"))];
  return starts_at && ends_at && ends_at > starts_at ? { starts_at, ends_at } : null;
}

customElements.define("mk-rota-forms", RotaForms);
