/** The panel "How I am called": break, sound, notices, push, Telegram, phone, mail, languages. */

import { LitElement, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { LANGUAGES, LANGUAGE_NAMES } from "../../shared/language.js";
import { look } from "../../shared/look.js";
import type { ReachStrings } from "../../shared/strings.console.reach.js";
import type { Alarm, Urgency } from "../alarm.js";
import type { Push } from "../push.js";
import type { Audience, MyWork, PersonalChannel, Skill } from "../reach-api.js";
import type { Reaching } from "../reaching.js";
import { reachStyles } from "./reach.css.js";

const AUDIENCES: readonly Audience[] = ["youth", "family"];
const SKILLS: readonly Skill[] = ["self_harm", "abuse", "blackmail", "bullying", "attempt"];
const HEARD: readonly Urgency[] = ["routine", "urgent", "emergency"];

export class ReachPanel extends LitElement {
  static override styles = [look, reachStyles];

  @property({ attribute: false }) words!: ReachStrings;
  @property({ attribute: false }) reaching!: Reaching;
  @property({ attribute: false }) push!: Push;
  @property({ attribute: false }) alarm!: Alarm;
  @state() private isWorkUnclear = false;
  private unsubscribe: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.unsubscribe) stop();
    this.unsubscribe = [];
  }

  private async start(): Promise<void> {
    await this.updateComplete; // the properties are there by then
    const { reaching, push, alarm } = this;
    this.unsubscribe = [reaching, push, alarm].map(({ changes }) => changes.subscribe(() => this.requestUpdate()));
    await reaching.load();
    if (reaching.reach) await push.check(reaching.reach.push_key);
  }

  protected override render() {
    const { words, reaching } = this;
    if (!reaching?.reach) return html`<div class="panel">${this.renderAbsent()}</div>`;
    return html`<div class="panel">
      <h2>${words.heading}</h2>
      <p role="status" class=${reaching.fault ? "fault" : ""} data-testid="reach-told">${this.told()}</p>
      ${this.renderBreak(reaching.reach.away)} ${this.renderSound()} ${this.renderNotices()} ${this.renderPush(reaching.reach.push_key)}
      ${this.renderTelegram()} ${this.renderAddress("sms", "tel")} ${this.renderAddress("mail", "email")} ${this.renderWork(reaching.reach)}
    </div>`;
  }

  private renderAbsent() {
    const { words, reaching } = this;
    if (!reaching?.fault) return html`<p role="status">${words?.loading}</p>`;
    return html`<p role="alert">${words.away} <button type="button" @click=${() => void reaching.load()}>${words.again}</button></p>`;
  }

  private told(): string {
    const { words, reaching } = this;
    if (this.isWorkUnclear) return words.work.atLeastOne;
    if (reaching.fault) return words.fault[reaching.fault];
    if (reaching.tested) return words.tested(reaching.tested.result.sent, reaching.tested.result.failed.length);
    return reaching.isSaved ? words.saved : "";
  }

  private renderBreak(away: boolean) {
    const { pause } = this.words;
    return html`<section>
      <h3>${pause.heading}</h3>
      <p data-testid="reach-away" data-away=${away}>${away ? pause.on : pause.off}</p>
      <button class=${away ? "primary" : ""} type="button" data-testid="reach-break" ?disabled=${this.reaching.isBusy} @click=${() => void this.reaching.setAway(!away)}>
        ${away ? pause.end : pause.begin}
      </button>
    </section>`;
  }

  private renderSound() {
    const { sound } = this.words;
    return html`<section>
      <h3>${sound.heading}</h3>
      <p class="soft">${sound.explained}</p>
      <p data-testid="reach-sound">${this.alarm.isSoundOn ? sound.isOn : sound.isOff}</p>
      <div class="row">
        ${HEARD.map((urgency) => html`<button type="button" data-testid="reach-hear" @click=${() => void this.alarm.tryOut(urgency)}>${sound.hear[urgency]}</button>`)}
      </div>
    </section>`;
  }

  private renderNotices() {
    const { notices } = this.words;
    const permission = typeof Notification === "undefined" ? "unsupported" : Notification.permission;
    return html`<section>
      <h3>${notices.heading}</h3>
      <p>${notices.state[permission]}</p>
      ${permission === "default" ? html`<button type="button" data-testid="reach-notices" @click=${this.allowNotices}>${notices.allow}</button>` : nothing}
    </section>`;
  }

  private async allowNotices(): Promise<void> {
    await Notification.requestPermission();
    this.requestUpdate();
  }

  private renderPush(key: string | null) {
    const { words, push } = this;
    if (key === null) return html`<section><h3>${words.push.heading}</h3><p>${words.closed.notSetUp}</p></section>`;
    const mayTurnOn = push.state === "off" || push.state === "failed";
    return html`<section>
      <h3>${words.push.heading}</h3>
      <p class="soft">${words.push.explained}</p>
      <p data-testid="reach-push" data-state=${push.state}>${words.push.state[push.state]}</p>
      <div class="row">
        ${mayTurnOn ? html`<button class="primary" type="button" data-testid="push-on" @click=${() => void push.turnOn(key)}>${words.push.turnOn}</button>` : nothing}
        ${push.state === "on" || push.state === "failed" ? html`<button type="button" data-testid="push-off" @click=${() => void push.turnOff()}>${words.push.turnOff}</button>` : nothing}
        ${push.state === "on" ? this.renderTest("push") : nothing}
      </div>
    </section>`;
  }

  private renderTelegram() {
    const { telegram, closed } = this.words;
    const { reaching } = this;
    if (reaching.access("telegram") !== "open") return html`<section><h3>${telegram.heading}</h3><p>${closed.notSetUp}</p></section>`;
    const isLinked = reaching.reach?.telegram_linked ?? false;
    return html`<section>
      <h3>${telegram.heading}</h3>
      <p data-testid="reach-telegram">${isLinked ? telegram.linked : telegram.unlinked}</p>
      ${this.renderContacts("telegram")}
      <div class="row">
        <button type="button" data-testid="telegram-code" ?disabled=${reaching.isBusy} @click=${() => void reaching.newCode()}>${telegram.newCode}</button>
        ${isLinked ? this.renderTest("telegram") : nothing}
      </div>
      ${reaching.code
        ? html`<p>${telegram.code} <span class="code" data-testid="telegram-code-value">${reaching.code.code}</span></p>
            <ol>${telegram.steps.map((step) => html`<li>${step}</li>`)}</ol>`
        : nothing}
    </section>`;
  }

  private renderAddress(channel: "sms" | "mail", type: "tel" | "email") {
    const { words, reaching } = this;
    const access = reaching.access(channel);
    return html`<section>
      <h3>${words[channel].heading}</h3>
      ${this.renderContacts(channel)}
      ${access === "open"
        ? html`<form class="row" @submit=${(event: SubmitEvent) => this.saveAddress(event, channel)}>
            <label class="field">${words[channel].label}<input name="address" type=${type} data-testid="reach-${channel}" autocomplete=${type} placeholder=${words[channel].example} required /></label>
            <button data-testid="reach-${channel}-save" ?disabled=${reaching.isBusy}>${words.save}</button>
          </form>`
        : html`<p class="soft">${words.closed[access]}</p>`}
      ${reaching.contacts(channel).length ? this.renderTest(channel) : nothing}
    </section>`;
  }

  private renderContacts(channel: PersonalChannel) {
    const { words, reaching } = this;
    return reaching.contacts(channel).map(
      ({ id, hint }) => html`<p class="contact" data-testid="reach-contact">
        <span>${hint}</span>
        <button type="button" ?disabled=${reaching.isBusy} @click=${() => void reaching.drop(id)}>${words.contacts.remove}</button>
      </p>`,
    );
  }

  private renderTest(channel: PersonalChannel) {
    return html`<button type="button" data-testid="reach-test" ?disabled=${this.reaching.isBusy} @click=${() => void this.reaching.test(channel)}>${this.words.test}</button>`;
  }

  private renderWork({ languages, audiences, skills }: MyWork) {
    const { work, save } = this.words;
    return html`<form @submit=${this.saveWork}>
      <fieldset>
        <h3>${work.heading}</h3>
        ${this.renderChoices("languages", work.languages, LANGUAGES, LANGUAGE_NAMES, languages)}
        ${this.renderChoices("audiences", work.audiences, AUDIENCES, work.audience, audiences)}
        ${this.renderChoices("skills", work.skills, SKILLS, work.skill, skills)}
        <p class="soft">${work.skillsExplained}</p>
        <button data-testid="reach-work-save" ?disabled=${this.reaching.isBusy}>${save}</button>
      </fieldset>
    </form>`;
  }

  private renderChoices<T extends string>(name: keyof MyWork, label: string, all: readonly T[], names: Readonly<Record<T, string>>, chosen: readonly T[]) {
    return html`<fieldset>
      <legend>${label}</legend>
      ${all.map((one) => html`<label class="choice"><input type="checkbox" name=${name} value=${one} .checked=${chosen.includes(one)} />${names[one]}</label>`)}
    </fieldset>`;
  }

  private async saveAddress(event: SubmitEvent, channel: "sms" | "mail"): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const typed = String(new FormData(form).get("address") ?? "");
    this.isWorkUnclear = false;
    await (channel === "sms" ? this.reaching.setNumber(typed) : this.reaching.setMail(typed));
    if (!this.reaching.fault) form.reset();
  }

  private saveWork(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const work: MyWork = {
      languages: LANGUAGES.filter((one) => data.getAll("languages").includes(one)),
      audiences: AUDIENCES.filter((one) => data.getAll("audiences").includes(one)),
      skills: SKILLS.filter((one) => data.getAll("skills").includes(one)),
    };
    this.isWorkUnclear = work.languages.length === 0 || work.audiences.length === 0;
    if (!this.isWorkUnclear) void this.reaching.setWork(work);
  }
}

customElements.define("mk-reach", ReachPanel);
