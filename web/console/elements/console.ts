/** The whole console: sign-in, or the bar with queue and case, the scripted conversations, or the supervisors' board. */

import { LitElement, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { LANGUAGES, LANGUAGE_NAMES, type Language } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import { CONSOLE_STRINGS, type ConsoleStrings } from "../../shared/strings.console.js";
import { REACH_STRINGS } from "../../shared/strings.console.reach.js";
import { ROTA_STRINGS } from "../../shared/strings.console.rota.js";
import type { CaseSummary } from "../../shared/api.js";
import type { Alarm } from "../alarm.js";
import type { BoardRoom } from "../board.js";
import type { Desk } from "../desk.js";
import type { FlowsRoom } from "../flows/room.js";
import type { Push } from "../push.js";
import { countWaiting, hasNews, newEmergencies, newest, offered, tabTitle } from "../queue.js";
import type { Reaching } from "../reaching.js";
import type { RotaRoom } from "../rota.js";
import type { SignIn } from "../signin.js";
import "./alerts.js";
import "./board.js";
import "./case.js";
import { consoleStyles } from "./console.css.js";
import "./queue.js";
import "./reach.js";
import "./rota.js";
import "./sign-in.js";

/** Waiting times are shown in minutes; an emergency that nobody answers must turn red soon after its second minute. */
const TICK_MS = 5000;

export class Console extends LitElement {
  static override styles = [look, consoleStyles];

  @property({ attribute: false }) signIn!: SignIn;
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) language: Language = "ka";
  /** The room of scripted conversations, once it has been opened. */
  @property({ attribute: false }) flows: FlowsRoom | null = null;
  @property({ attribute: false }) isFlowsAway = false;
  @property({ attribute: false }) board!: BoardRoom;
  @property({ attribute: false }) alarm!: Alarm;
  @property({ attribute: false }) reaching!: Reaching;
  @property({ attribute: false }) push!: Push;
  @property({ attribute: false }) rota!: RotaRoom;
  @property({ attribute: false }) page: "queue" | "flows" | "board" | "reach" | "rota" = "queue";
  @state() private now = Date.now();
  /** Told aloud: an emergency came. */
  @state() private announcement = "";
  private known: readonly CaseSummary[] = [];
  /** What had been written in each case when the queue was last looked at. */
  private seen: ReadonlyMap<string, string> = new Map();

  override connectedCallback(): void {
    super.connectedCallback();
    setInterval(() => (this.now = Date.now()), TICK_MS);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("signIn")) this.signIn?.changes.subscribe(() => this.requestUpdate());
    if (changed.has("desk")) this.desk?.changes.subscribe(() => this.requestUpdate());
    if (changed.has("desk")) this.desk?.queueChanges.subscribe(() => this.announce());
    if (changed.has("board")) this.board?.changes.subscribe(() => this.requestUpdate());
    document.documentElement.lang = this.language;
    document.title = tabTitle(this.words.title, this.desk?.cases ?? []);
  }

  private get words(): ConsoleStrings {
    return CONSOLE_STRINGS[this.language];
  }

  protected override render() {
    if (!this.signIn || !this.desk || !this.board) return nothing;
    const { signIn, words } = this;
    if (signIn.state === "checking") return nothing;
    const isWorking = signIn.state === "signed_in";
    return html`
      <header class=${isWorking ? "working" : ""}>
        <h1>${words.title}</h1>
        ${isWorking ? this.renderTabs() : nothing}
        ${isWorking ? this.renderConnection() : html`<span class="gap"></span>`}
        <select aria-label=${words.language} data-testid="console-language" @change=${this.chooseLanguage}>
          ${LANGUAGES.map((one) => html`<option value=${one} lang=${one} ?selected=${one === this.language}>${LANGUAGE_NAMES[one]}</option>`)}
        </select>
        ${signIn.staff
          ? html`<span class="name" title=${signIn.staff.name}>${signIn.staff.name}</span>
              <button type="button" data-testid="logout" @click=${() => void signIn.logout()}>${words.logout}</button>`
          : nothing}
      </header>
      ${isWorking ? this.renderPage() : html`<main class="alone"><mk-sign-in .words=${words} .signIn=${signIn} .state=${signIn.state} .fault=${signIn.fault}></mk-sign-in></main>`}
    `;
  }

  /** Who waits is counted on both pages: nobody is to be missed while somebody reads scripts. */
  private renderTabs() {
    const { words, page, desk } = this;
    const count = countWaiting(desk.cases);
    const isNews = page !== "queue" && hasNews(desk.cases, this.seen);
    return html`<nav aria-label=${words.tabs.label}>
      <button type="button" data-testid="tab-queue" aria-current=${page === "queue" ? "page" : "false"} @click=${() => this.turnTo("queue")}>
        ${words.queue.heading}
        <span class="count ${count ? "some" : ""}" data-testid="tab-waiting" data-count=${count}>${words.queue.waiting(count)}</span>
        ${isNews ? html`<span class="count some" data-testid="tab-news">${words.tabs.news}</span>` : nothing}
      </button>
      ${this.renderTab("flows", words.tabs.flows)} ${this.isSupervisor ? this.renderTab("board", words.work.board.tab) : nothing}
      ${this.renderTab("rota", ROTA_STRINGS[this.language].heading)} ${this.renderTab("reach", REACH_STRINGS[this.language].heading)}
      <span class="unseen" role="alert">${this.announcement}</span>
      <span class="unseen" role="status">${page !== "queue" ? words.queue.waiting(count) : ""} ${isNews ? words.tabs.news : ""}</span>
    </nav>`;
  }

  private renderTab(page: Console["page"], label: string) {
    return html`<button type="button" data-testid="tab-${page}" aria-current=${this.page === page ? "page" : "false"} @click=${() => this.turnTo(page)}>${label}</button>`;
  }

  private turnTo(page: Console["page"]): void {
    if (page !== "queue") this.seen = newest(this.desk.cases);
    if (page === "board") this.board.open();
    else this.board.close();
    this.page = page;
    if (page === "flows" && !this.flows) this.dispatchEvent(new CustomEvent("openflows"));
  }

  private get isSupervisor(): boolean {
    return this.signIn.staff?.role === "supervisor";
  }

  /** The same words twice would not be read out again: they are taken away first. */
  private announce(): void {
    const { cases } = this.desk;
    const isNew = newEmergencies(this.known, cases).length > 0;
    this.known = cases;
    if (!isNew) return;
    this.announcement = "";
    void this.updateComplete.then(() => (this.announcement = this.words.work.queue.newEmergency(countWaiting(cases))));
  }

  /** What rings, rings on every page. */
  private renderAlerts() {
    const { desk } = this;
    return html`<mk-alerts
      .words=${this.words}
      .language=${this.language}
      .desk=${desk}
      .alarm=${this.alarm}
      .pages=${desk.pages}
      .offers=${offered(desk.cases)}
      .losses=${desk.losses.all.filter(({ summary }) => this.page !== "queue" || summary.id !== desk.summary?.id)}
      @open=${() => this.turnTo("queue")}
    ></mk-alerts>`;
  }

  private renderPage() {
    if (this.page === "queue") return this.renderDesk();
    return html`${this.renderAlerts()} ${this.renderRoom()}`;
  }

  private renderRoom() {
    const { flows, words, page } = this;
    if (page === "reach") return html`<mk-reach .words=${REACH_STRINGS[this.language]} .reaching=${this.reaching} .push=${this.push} .alarm=${this.alarm}></mk-reach>`;
    if (page === "rota")
      return html`<mk-rota .words=${words} .language=${this.language} .room=${this.rota} .me=${this.signIn.staff?.id ?? ""} .isSupervisor=${this.isSupervisor}></mk-rota>`;
    return page === "board" && this.isSupervisor ? this.renderBoard() : this.renderFlows(flows, words);
  }

  private renderBoard() {
    const { board, desk } = this;
    return html`<mk-board
      .words=${this.words}
      .language=${this.language}
      .room=${board}
      .work=${desk.work}
      .board=${board.board}
      .isStale=${board.isStale}
      @read=${({ detail }: CustomEvent<CaseSummary>) => this.readAlong(detail)}
    ></mk-board>`;
  }

  /** One's own case is opened, not read along in. */
  private readAlong(summary: CaseSummary): void {
    this.turnTo("queue");
    void (summary.mine ? this.desk.select(summary) : this.desk.readAlong(summary));
  }

  private leaveSeat(): void {
    this.desk.putAway();
    this.turnTo("board");
  }

  private renderFlows(flows: FlowsRoom | null, words: ConsoleStrings) {
    if (flows) return html`<mk-flows .room=${flows} .language=${this.language}></mk-flows>`;
    if (!this.isFlowsAway) return html`<main class="alone"><p role="status">${words.loading}</p></main>`;
    return html`<main class="alone">
      <p role="alert">${words.claim.failed} <button type="button" @click=${() => this.turnTo("flows")}>${words.retry}</button></p>
    </main>`;
  }

  private renderConnection() {
    const { connection } = this.desk;
    return html`<p class="connection ${connection}" role="status" data-testid="connection" data-state=${connection}>
      ${this.words.connection[connection]}
    </p>`;
  }

  private renderDesk() {
    const { desk, words, now } = this;
    return html`<main class="desk ${desk.summary ? "chosen" : ""} ${desk.finished ? "finished" : ""}">
      ${this.renderAlerts()}
      <button class="back" type="button" data-testid="back" @click=${() => desk.putAway()}>← ${words.queue.heading} · ${words.queue.waiting(countWaiting(desk.cases))}</button>
      <mk-queue
        .words=${words}
        .cases=${desk.cases}
        .openId=${desk.summary?.id ?? null}
        .now=${now}
        .isFresh=${desk.connection === "open"}
        .takeNext=${() => desk.work.takeNext()}
        @choose=${(event: CustomEvent) => void desk.select(event.detail)}
      ></mk-queue>
      <mk-case
        .words=${words}
        .language=${this.language}
        .desk=${desk}
        .pane=${desk.pane}
        .summary=${desk.summary}
        .messages=${desk.messages}
        .standing=${desk.open.standing}
        .consent=${desk.open.consent}
        .unsent=${desk.unsent}
        .myPart=${desk.part}
        .finished=${desk.finished}
        .loss=${desk.losses.of(desk.summary?.id)}
        .kept=${desk.summary ? desk.replies.keptOf(desk.summary.id) : ""}
        .me=${this.signIn.staff?.id ?? null}
        .now=${now}
        @leaveseat=${() => this.leaveSeat()}
      ></mk-case>
    </main>`;
  }

  private chooseLanguage(event: Event): void {
    this.language = (event.target as HTMLSelectElement).value as Language;
    this.dispatchEvent(new CustomEvent("language", { detail: this.language }));
  }
}

customElements.define("mk-console", Console);
