/** All scripted conversations, to choose one from. */

import { LitElement, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { FlowOut } from "../../shared/api.js";
import { look } from "../../shared/look.js";
import type { FlowStrings } from "../../shared/strings.console.flows.js";
import { labelStyles } from "../elements/labels.js";
import { titleOf } from "./words.js";

const AUDIENCES = ["youth", "family", "any"] as const;

export class FlowList extends LitElement {
  static override styles = [
    look,
    labelStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: 16px 24px 32px;
      }

      h2 {
        margin: 0;
        font-size: 1.25rem;
      }

      h3 {
        margin: 24px 0 10px;
        font-size: 1.05rem;
      }

      p {
        margin: 4px 0 0;
        color: var(--soft);
      }

      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(290px, 1fr));
        gap: 10px;
        margin: 0;
        padding: 0;
        list-style: none;
      }

      button {
        display: grid;
        align-content: start;
        gap: 6px;
        width: 100%;
        height: 100%;
        padding: 12px 16px;
        text-align: left;
        line-height: 1.4;
      }

      .line {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 10px;
      }

      .soft {
        color: var(--soft);
        font-size: 0.9rem;
      }
    `,
  ];

  @property({ attribute: false }) words!: FlowStrings;
  @property({ attribute: false }) flows: readonly FlowOut[] = [];

  protected override render() {
    const { words } = this;
    return html`
      <h2>${words.heading}</h2>
      <p>${words.explained}</p>
      ${AUDIENCES.map((audience) => this.renderGroup(audience))}
    `;
  }

  private renderGroup(audience: FlowOut["audience"]) {
    const { words } = this;
    const flows = this.flows.filter((flow) => flow.audience === audience);
    if (flows.length === 0) return nothing;
    return html`<h3>${words.audience[audience]}</h3>
      <ul>
        ${flows.map((flow) => html`<li>${this.renderFlow(flow)}</li>`)}
      </ul>`;
  }

  private renderFlow(flow: FlowOut) {
    const { words } = this;
    return html`<button
      type="button"
      data-testid="flow-row"
      data-flow=${flow.name}
      @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: flow }))}
    >
      <span class="line"><strong>${titleOf(words, flow.name)}</strong><span class="soft">${flow.name}</span></span>
      <span class="soft">${status(words, flow)}</span>
      <span>${reviewChip(words, flow)}</span>
    </button>`;
  }
}

/** Which version, and whether it has been published as it is. */
export function status(words: FlowStrings, { version, draft }: FlowOut): string {
  return [words.version(version), draft ? words.draft : ""].filter(Boolean).join(" · ");
}

/** Whether a specialist has read it, in words and not by colour alone. */
export function reviewChip(words: FlowStrings, { reviewed }: FlowOut) {
  return html`<span class="chip ${reviewed ? "" : "moderate"}">${reviewed ? `✓ ${words.reviewed}` : words.unreviewed}</span>`;
}

customElements.define("mk-flow-list", FlowList);
