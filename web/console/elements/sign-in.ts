/** The sign-in form and the forced change of a one-time password. */

import { LitElement, css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { look } from "../../shared/look.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { SignIn, SignInFault, SignInState } from "../signin.js";

export class SignInForm extends LitElement {
  static override styles = [
    look,
    css`
      :host {
        display: block;
        width: min(100%, 420px);
      }

      form {
        display: grid;
        gap: 14px;
        padding: 28px;
        border: 1px solid var(--line);
        border-radius: 18px;
        background: var(--raised);
      }

      h2,
      p {
        margin: 0;
      }

      label {
        display: grid;
        gap: 4px;
        font-weight: 600;
      }

      input {
        min-height: 50px;
        padding: 8px 14px;
        border: 2px solid var(--line);
        border-radius: 12px;
        background: var(--paper);
        font-weight: 400;
      }

      .fault {
        padding: 10px 14px;
        border-radius: 12px;
        background: var(--warm-tint);
        color: var(--warm);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) words!: ConsoleStrings;
  @property({ attribute: false }) signIn!: SignIn;
  @property({ attribute: false }) state: SignInState = "signed_out";
  @property({ attribute: false }) fault: SignInFault | null = null;
  @state() private isBusy = false;

  protected override render() {
    return this.state === "must_change" ? this.renderPassword() : this.renderLogin();
  }

  private renderLogin() {
    const { login } = this.words;
    return html`<form @submit=${this.login}>
      <h2>${login.heading}</h2>
      ${this.renderFault()}
      <label>${login.name}<input name="login" data-testid="login-name" autocomplete="username" autocapitalize="none" spellcheck="false" required /></label>
      <label>${login.password}<input name="password" type="password" data-testid="login-password" autocomplete="current-password" required /></label>
      <button class="primary" data-testid="login-submit" ?disabled=${this.isBusy}>${login.submit}</button>
    </form>`;
  }

  private renderPassword() {
    const { password } = this.words;
    return html`<form @submit=${this.change}>
      <h2>${password.heading}</h2>
      <p>${password.explained}</p>
      ${this.renderFault()}
      <input class="unseen" autocomplete="username" aria-hidden="true" tabindex="-1" readonly .value=${this.signIn.staff?.login ?? ""} />
      ${this.signIn.needsCurrent
        ? html`<label>${password.current}<input name="current" type="password" data-testid="current-password" autocomplete="current-password" required /></label>`
        : nothing}
      <label>${password.fresh}<input name="fresh" type="password" data-testid="new-password" autocomplete="new-password" minlength="12" required /></label>
      <button class="primary" data-testid="new-password-submit" ?disabled=${this.isBusy}>${password.submit}</button>
    </form>`;
  }

  private renderFault() {
    return this.fault ? html`<p class="fault" role="alert" data-testid="fault">${this.faultText(this.fault)}</p>` : nothing;
  }

  private faultText(fault: SignInFault): string {
    const { login, password } = this.words;
    const texts: Record<SignInFault, string> = {
      wrong: login.wrong,
      tooMany: login.tooMany,
      away: login.away,
      ended: login.ended,
      weak: password.weak,
      wrongCurrent: password.wrong,
    };
    return texts[fault];
  }

  private login(event: SubmitEvent): void {
    const read = fields(event);
    void this.busily(this.signIn.login(read("login"), read("password")));
  }

  private change(event: SubmitEvent): void {
    const read = fields(event);
    void this.busily(this.signIn.changePassword(read("fresh"), read("current")));
  }

  private async busily(work: Promise<void>): Promise<void> {
    this.isBusy = true;
    await work;
    this.isBusy = false;
  }
}

function fields(event: SubmitEvent): (name: string) => string {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  return (name) => String(data.get(name) ?? "");
}

customElements.define("mk-sign-in", SignInForm);
