/** The fields of the forms about a case, and of the rota. */

import { css, html, nothing } from "lit";
import { fromField, toField } from "../forms.js";

export const formStyles = css`
  input:not([type="checkbox"], [type="radio"]) {
    display: block;
    width: 100%;
    min-height: 48px;
    padding: 8px 12px;
    border: 2px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
  }

  .call {
    padding: 8px 14px;
    border-radius: 12px;
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 700;
  }

  /* The buttons stay in view under a long form. */
  .row {
    position: sticky;
    bottom: -20px;
    margin: 14px -24px -20px;
    padding: 10px 24px 20px;
    background: var(--raised);
  }

  .status {
    min-height: 1.5em;
  }

  .fault {
    color: var(--warm);
    font-weight: 600;
  }
`;

export function lineField(id: string, label: string, value: string, typed: (text: string) => void, limit = 500) {
  return html`<label class="field">
    <span class="label">${label}</span>
    <input data-testid=${id} maxlength=${limit} .value=${value} @input=${(event: Event) => typed(valueOf(event))} />
  </label>`;
}

export function areaField(id: string, label: string, value: string, typed: (text: string) => void, limit = 4000) {
  return html`<label class="field">
    <span class="label">${label}</span>
    <textarea data-testid=${id} maxlength=${limit} .value=${value} @input=${(event: Event) => typed(valueOf(event))}></textarea>
  </label>`;
}

/** A moment on this computer's clock, as an ISO date; null where it is not whole. */
export function momentField(id: string, label: string, at: string | null | undefined, chosen: (at: string | null) => void) {
  return html`<label class="field">
    <span class="label">${label}</span>
    <input type="datetime-local" data-testid=${id} .value=${toField(at)} @change=${(event: Event) => chosen(fromField(valueOf(event)))} />
  </label>`;
}

/** `none`: the words of the empty choice, where there is one. */
export function selectField<T extends string>(
  id: string,
  label: string,
  texts: Readonly<Record<T, string>>,
  value: T | "" | null,
  chosen: (code: T) => void,
  none: string | null = "—",
) {
  return html`<label class="field">
    <span class="label">${label}</span>
    <select data-testid=${id} @change=${(event: Event) => chosen(valueOf(event) as T)}>
      ${none === null ? nothing : html`<option value="" ?selected=${!value}>${none}</option>`}
      ${(Object.keys(texts) as T[]).map((code) => html`<option value=${code} ?selected=${code === value}>${texts[code]}</option>`)}
    </select>
  </label>`;
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
