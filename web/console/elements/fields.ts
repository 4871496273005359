/** The fields that several dialogs about casework have in common. */

import { html, nothing } from "lit";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { Receiver } from "../colleagues.js";
import type { Told } from "../refusals.js";

/** The server refuses longer notes. */
const NOTE_LIMIT = 4000;

/** Why the last attempt did not work. */
export function toldLine({ work }: ConsoleStrings, told: Told | null) {
  if (!told || told === "done") return nothing;
  return html`<p class="told" role="alert" data-testid="told" data-told=${told}>${work.refused[told]}</p>`;
}

/** One of several codes, each with its word. */
export function radios<T extends string>(name: string, legend: string, texts: Readonly<Record<T, string>>, chosen: T | null, choose: (code: T) => void) {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${(Object.keys(texts) as T[]).map(
      (code) =>
        html`<label class="choice">
          <input type="radio" name=${name} value=${code} .checked=${chosen === code} @change=${() => choose(code)} />
          ${texts[code]}
        </label>`,
    )}
  </fieldset>`;
}

export function noteField(label: string, hint: string, note: string, typed: (text: string) => void) {
  return html`<label class="field">
    <span class="label">${label}</span>
    <textarea data-testid="note" maxlength=${NOTE_LIMIT} .value=${note} @input=${(event: Event) => typed((event.target as HTMLTextAreaElement).value)}></textarea>
    <span class="soft">${hint}</span>
  </label>`;
}

/** Colleagues who are there, with what one must know before choosing one. */
export function receiverRadios(words: ConsoleStrings, legend: string, receivers: readonly Receiver[], chosen: string | null, choose: (id: string) => void) {
  const { handOn } = words.work;
  return html`<fieldset data-testid="receivers">
    <legend>${legend}</legend>
    ${receivers.map(({ colleague, speaks, isFull }) => {
      const languages = colleague.languages.map((code) => words.languages[code] ?? code).join(", ");
      const marks = [handOn.load(colleague.chats, colleague.capacity), languages, isFull && handOn.full, colleague.away && handOn.away, !speaks && handOn.doesNotSpeak];
      return html`<label class="choice">
        <input type="radio" name="to" value=${colleague.id} .checked=${chosen === colleague.id} @change=${() => choose(colleague.id)} />
        <span>${colleague.name}<br /><span class="soft">${marks.filter(Boolean).join(" · ")}</span></span>
      </label>`;
    })}
  </fieldset>`;
}
