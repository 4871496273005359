/**
 * What must not be missed: what rings here, what a colleague offers, which case is gone from our hands.
 * `open` goes out when an answer brings a case onto the desk.
 */

import { LitElement, css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CaseSummary, PageAnswer } from "../../shared/api.js";
import type { Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import { REACH_STRINGS } from "../../shared/strings.console.reach.js";
import type { Alarm } from "../alarm.js";
import type { Desk } from "../desk.js";
import type { Loss } from "../losses.js";
import type { RingingPage } from "../pages.js";
import type { Told } from "../refusals.js";
import { whenText } from "../when.js";
import "./alarm.js";
import { labelStyles, origin, urgencyLabel } from "./labels.js";

const TOLD_FOR_MS = 15_000;

export class Alerts extends LitElement {
  static override styles = [
    look,
    labelStyles,
    css`
      :host {
        display: block;
        max-height: 45dvh;
        overflow-y: auto;
        background: var(--paper);
      }

      ul {
        display: grid;
        gap: 6px;
        margin: 0;
        padding: 6px 10px;
        list-style: none;
      }

      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 16px;
        padding: 8px 12px;
        border: 2px solid var(--calm);
        border-radius: 12px;
        background: var(--calm-tint);
        line-height: 1.35;
      }

      li.grave {
        border-color: var(--warm);
        background: var(--warm-tint);
      }

      li > p {
        flex: 1 1 15rem;
      }

      p {
        margin: 0;
      }

      .what {
        font-weight: 700;
      }

      .grave .what {
        color: var(--warm);
      }

      .more {
        font-size: 0.95rem;
      }

      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }

      .ways button {
        min-height: 44px;
        padding: 0.3rem 0.8rem;
      }

      @media (max-width: 820px) {
        :host {
          max-height: 34dvh;
        }
      }

      .told {
        padding: 0 14px 8px;
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) language: Language = "ka";
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) alarm!: Alarm;
  @property({ attribute: false }) pages: readonly RingingPage[] = [];
  @property({ attribute: false }) offers: readonly CaseSummary[] = [];
  @property({ attribute: false }) losses: readonly Loss[] = [];
  /** What came of the last answer, where it was not what was hoped for. */
  @state() private told = "";
  @state() private busyWith: string | null = null;

  protected override render() {
    const { pages, offers, losses } = this;
    return html`
      <div role="alert">
        <ul aria-label=${this.words.work.alerts.label} ?hidden=${!pages.length && !offers.length && !losses.length}>
          ${repeat(pages, ({ page }) => `page ${page}`, (page) => this.renderPage(page))}
          ${repeat(offers, ({ id }) => `offer ${id}`, (offer) => this.renderOffer(offer))}
          ${repeat(losses, ({ summary }) => `loss ${summary.id}`, (loss) => this.renderLoss(loss))}
        </ul>
      </div>
      <mkhari-alarm bare .words=${REACH_STRINGS[this.language]} .alarm=${this.alarm}></mkhari-alarm>
      <p class="told" role="status" data-testid="alerts-told" ?hidden=${!this.told}>${this.told}</p>
    `;
  }

  private renderPage({ case: id, urgency, at, attempt }: RingingPage) {
    const { alerts } = this.words.work;
    return html`<li class=${urgency === "routine" ? "" : "grave"} data-testid="page" data-case-id=${id}>
      <p>
        <span class="what">${alerts.ring(this.words.urgency[urgency])}</span>
        <span class="more">${alerts.rungAt(whenText(this.language, at, new Date()), attempt)}</span>
      </p>
      <span class="ways">
        <button class="primary" type="button" data-testid="page-take" ?disabled=${this.busyWith === id} @click=${() => this.answer(id, "accepted")}>${alerts.take}</button>
        <button type="button" data-testid="page-cannot" ?disabled=${this.busyWith === id} @click=${() => this.answer(id, "declined")}>${alerts.cannot}</button>
      </span>
    </li>`;
  }

  private renderOffer(offer: CaseSummary) {
    const { alerts } = this.words.work;
    return html`<li class=${offer.urgency === "emergency" ? "grave" : ""} data-testid="offer" data-case-id=${offer.id}>
      <p>
        <span class="what">${alerts.offer(offer.claimed_by ?? "")}</span><br />
        <span class="more">${urgencyLabel(this.words, offer)} · ${origin(this.words, offer)}</span>
      </p>
      <span class="ways">
        <button class="primary" type="button" data-testid="offer-accept" ?disabled=${this.busyWith === offer.id} @click=${() => this.accept(offer.id)}>
          ${alerts.accept}
        </button>
        <button type="button" data-testid="offer-read" @click=${() => this.show(offer)}>${alerts.read}</button>
        <button type="button" data-testid="offer-decline" ?disabled=${this.busyWith === offer.id} @click=${() => this.settle(offer.id, () => this.desk.work.decline(offer.id))}>
          ${alerts.decline}
        </button>
      </span>
    </li>`;
  }

  private renderLoss(loss: Loss) {
    const { understood } = this.words.work;
    const { summary } = loss;
    const words = this.words.work.loss;
    return html`<li class=${loss.kind === "handed_over" ? "" : "grave"} data-testid="loss" data-kind=${loss.kind}>
      <p>
        <span class="what">${lossText(this.words, loss)}</span>
        ${this.desk.replies.keptOf(summary.id) ? html`<span class="what">${words.kept}</span>` : nothing}<br />
        <span class="more">${urgencyLabel(this.words, summary)} · ${origin(this.words, summary)}</span>
      </p>
      <span class="ways">
        <button type="button" data-testid="loss-show" @click=${() => this.show(summary)}>${words.show}</button>
        <button type="button" data-testid="loss-understood" @click=${() => this.desk.dismissLoss(summary.id)}>${understood}</button>
      </span>
    </li>`;
  }

  private async answer(id: string, answer: PageAnswer["answer"]): Promise<void> {
    const { refused, alerts } = this.words.work;
    this.busyWith = id;
    this.told = "";
    const told = await this.desk.answerPage(id, answer);
    this.busyWith = null;
    if (answer === "accepted" && (told === "done" || told === "full")) this.tellOpen();
    if (told === "done" || told === "full") return; // with full hands the case itself asks
    const answered = alerts.answered as Readonly<Record<string, string>>;
    this.say(answered[told] ?? refused[told as Exclude<Told, "done">] ?? "");
  }

  private async settle(id: string, ask: () => Promise<Told>): Promise<Told> {
    this.busyWith = id;
    this.told = "";
    const told = await ask();
    this.busyWith = null;
    if (told !== "done") this.say(this.words.work.refused[told]);
    return told;
  }

  /** News about an answer is soon old news. */
  private say(text: string): void {
    this.told = text;
    setTimeout(() => {
      if (this.told === text) this.told = "";
    }, TOLD_FOR_MS);
  }

  private async accept(id: string): Promise<void> {
    if ((await this.settle(id, () => this.desk.work.accept(id))) === "done") this.tellOpen();
  }

  private show(summary: CaseSummary): void {
    this.tellOpen();
    void this.desk.select(summary);
  }

  private tellOpen(): void {
    this.dispatchEvent(new CustomEvent("open"));
  }
}

export function lossText({ work }: ConsoleStrings, { kind, holder }: Loss): string {
  const { loss } = work;
  if (kind === "in_queue" || kind === "ended") return loss[kind];
  return loss[kind](holder ?? loss.somebody);
}

customElements.define("mk-alerts", Alerts);
