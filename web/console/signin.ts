/** Who sits at the console: signed out, obliged to choose a password, or signed in. */

import type { Staff } from "../shared/api.js";
import { Changes } from "../shared/changes.js";
import { Refused } from "../shared/problem.js";
import type { ConsoleApi } from "./api.js";

export type SignInState = "checking" | "signed_out" | "must_change" | "signed_in";

/** Why the last attempt failed, for the screen to put in words. */
export type SignInFault = "wrong" | "tooMany" | "away" | "weak" | "wrongCurrent" | "ended";

export class SignIn {
  readonly changes = new Changes();
  state: SignInState = "checking";
  staff: Staff | null = null;
  fault: SignInFault | null = null;
  /** The one-time password just used, so that it need not be typed twice. */
  private oneTime: string | null = null;

  constructor(private readonly api: ConsoleApi) {}

  /** Ask the server whether a session is still there. */
  async check(): Promise<void> {
    try {
      this.enter(await this.api.me());
    } catch (error) {
      this.leave(error instanceof Refused && !error.isPassing ? null : "away");
    }
  }

  async login(login: string, password: string): Promise<void> {
    try {
      const staff = await this.api.login(login.trim(), password);
      this.oneTime = staff.must_change_password ? password : null;
      this.enter(staff);
    } catch (error) {
      this.leave(loginFault(error));
    }
  }

  /** Whether the current password must be typed once more. */
  get needsCurrent(): boolean {
    return this.oneTime === null;
  }

  async changePassword(fresh: string, current: string): Promise<void> {
    if (!this.staff) return;
    try {
      await this.api.changePassword(this.oneTime ?? current, fresh);
      this.oneTime = null;
      this.enter({ ...this.staff, must_change_password: false });
    } catch (error) {
      await this.passwordRefused(error);
    }
  }

  /** Sign out here in any case: a shared computer must not stay open because the server is away. */
  async logout(): Promise<void> {
    this.leave(null);
    try {
      await this.api.logout();
    } catch {
      // The cookie then dies with its own time; this screen holds nothing any more.
    }
  }

  /** The server no longer knows the session. */
  sessionEnded(): void {
    if (this.state === "signed_in" || this.state === "must_change") this.leave("ended");
  }

  private async passwordRefused(error: unknown): Promise<void> {
    if (error instanceof Refused && error.status === 401) {
      await this.check(); // 401 says either: the session is over, or the current password is wrong
      if (this.staff) {
        this.oneTime = null;
        this.fault = "wrongCurrent";
      }
    } else {
      this.fault = error instanceof Refused && error.status === 422 ? "weak" : "away";
    }
    this.changes.announce();
  }

  private enter(staff: Staff): void {
    this.staff = staff;
    this.fault = null;
    this.state = staff.must_change_password ? "must_change" : "signed_in";
    this.changes.announce();
  }

  private leave(fault: SignInFault | null): void {
    this.staff = null;
    this.oneTime = null;
    this.fault = fault;
    this.state = "signed_out";
    this.changes.announce();
  }
}

function loginFault(error: unknown): SignInFault {
  if (!(error instanceof Refused)) return "away";
  if (error.status === 429) return "tooMany";
  return error.isPassing ? "away" : "wrong";
}
