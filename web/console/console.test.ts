import { describe, expect, test } from "vitest";
import type { CaseSummary } from "../shared/api.js";
import { FakeServer, json, problem } from "../shared/fakes.js";
import { ConsoleApi } from "./api.js";
import { countWaiting, hasNews, newest, tabTitle, waited } from "./queue.js";
import { SignIn } from "./signin.js";

const LOGIN = "POST /api/console/login";
const ME = "GET /api/console/me";
const PASSWORD = "PUT /api/console/password";
const LOGOUT = "POST /api/console/logout";
const staff = (mustChange: boolean) => json({ id: "s1", login: "nino", name: "ნინო", role: "counsellor", must_change_password: mustChange });

describe("queue", () => {
  const cases = [{ state: "waiting" }, { state: "claimed" }, { state: "waiting" }] as CaseSummary[];

  test("the tab's title counts who waits and says nothing else", () => {
    expect(countWaiting(cases)).toBe(2);
    expect(tabTitle("მხარი", cases)).toBe("(2) მხარი");
    expect(tabTitle("მხარი", [])).toBe("მხარი");
  });

  test("news is what was written in one's own cases since", () => {
    const at = (id: string, last_message_at: string, mine: boolean) => ({ id, last_message_at, mine }) as CaseSummary;
    const seen = newest([at("a", "10:00", true), at("b", "10:00", false)]);
    expect(hasNews([at("a", "10:00", true), at("b", "10:05", false)], seen)).toBe(false);
    expect(hasNews([at("a", "10:05", true)], seen)).toBe(true);
  });

  test("waiting is counted in whole hours and minutes and never below zero", () => {
    const now = Date.parse("2026-11-01T12:05:59Z");
    expect(waited("2026-11-01T10:00:00Z", now)).toEqual({ hours: 2, minutes: 5 });
    expect(waited("2026-11-01T12:10:00Z", now)).toEqual({ hours: 0, minutes: 0 });
  });
});

describe("sign-in", () => {
  const set = () => {
    const server = new FakeServer();
    return { server, signIn: new SignIn(new ConsoleApi(server.fetch)) };
  };

  test("every change carries the header that a foreign page cannot set", async () => {
    const { server, signIn } = set();
    server.on(LOGIN, () => staff(false));
    await signIn.login(" nino ", "secret");
    expect(server.requests(LOGIN)[0]).toMatchObject({ headers: { "X-Mkhari-Console": "1" }, body: { login: "nino", password: "secret" } });
    expect(signIn.state).toBe("signed_in");
  });

  test("a one-time password must be changed and is not asked for twice", async () => {
    const { server, signIn } = set();
    server.on(LOGIN, () => staff(true));
    await signIn.login("nino", "one-time");
    expect(signIn.state).toBe("must_change");
    expect(signIn.needsCurrent).toBe(false);
    server.on(PASSWORD, () => json(null, 204));
    await signIn.changePassword("a long new password", "");
    expect(server.requests(PASSWORD)[0]?.body).toEqual({ current: "one-time", new: "a long new password" });
    expect(signIn.state).toBe("signed_in");
  });

  test("after a reload the current password is asked for", async () => {
    const { server, signIn } = set();
    server.on(ME, () => staff(true));
    await signIn.check();
    expect(signIn.state).toBe("must_change");
    expect(signIn.needsCurrent).toBe(true);
  });

  test("a wrong current password is told from an ended session", async () => {
    const { server, signIn } = set();
    server.on(ME, () => staff(true));
    await signIn.check();
    server.on(PASSWORD, () => problem(401));
    await signIn.changePassword("a long new password", "wrong");
    expect([signIn.state, signIn.fault]).toEqual(["must_change", "wrongCurrent"]);
    server.on(ME, () => problem(401));
    await signIn.changePassword("a long new password", "wrong");
    expect(signIn.state).toBe("signed_out");
  });

  test("a weak password is told as such", async () => {
    const { server, signIn } = set();
    server.on(LOGIN, () => staff(true));
    await signIn.login("nino", "one-time");
    server.on(PASSWORD, () => problem(422));
    await signIn.changePassword("aaaaaaaaaaaaaa", "");
    expect([signIn.state, signIn.fault]).toEqual(["must_change", "weak"]);
  });

  test.each([
    [401, "wrong"],
    [422, "wrong"],
    [429, "tooMany"],
    [503, "away"],
  ])("a login answered with %i is told as %s", async (status, fault) => {
    const { server, signIn } = set();
    server.on(LOGIN, () => problem(status));
    await signIn.login("nino", "x");
    expect([signIn.state, signIn.fault]).toEqual(["signed_out", fault]);
  });

  test("nobody signed in is no fault", async () => {
    const { server, signIn } = set();
    server.on(ME, () => problem(401));
    await signIn.check();
    expect([signIn.state, signIn.fault]).toEqual(["signed_out", null]);
  });

  test("signing out closes this screen even when the server is away", async () => {
    const { server, signIn } = set();
    server.on(LOGIN, () => staff(false));
    await signIn.login("nino", "secret");
    await signIn.logout();
    expect(server.requests(LOGOUT)).toHaveLength(1);
    expect(signIn.state).toBe("signed_out");
    expect(signIn.staff).toBeNull();
  });
});
