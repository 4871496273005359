import { describe, expect, it } from "vitest";
import { FakeServer, json, problem } from "../shared/fakes.js";
import { type Reach, ReachApi } from "./reach-api.js";
import { Reaching } from "./reaching.js";

const PATH = "/api/console/reach";
const reach = (more: Partial<Reach> = {}): Reach => ({
  channels: [
    { channel: "sms", ready: true, open: true },
    { channel: "mail", ready: true, open: false },
    { channel: "telegram", ready: false, open: false },
  ],
  contacts: [],
  push_key: null,
  telegram_linked: false,
  languages: ["ka"],
  audiences: ["youth"],
  skills: [],
  away: false,
  ...more,
});

function set() {
  const server = new FakeServer();
  let ended = 0;
  server.on(`GET ${PATH}`, () => json(reach()));
  return { server, reaching: new Reaching(new ReachApi(server.fetch), () => void (ended += 1)), ends: () => ended };
}

describe("how one is called", () => {
  it("says what one may enter oneself", async () => {
    const { reaching } = set();
    await reaching.load();
    expect((["sms", "mail", "telegram", "push"] as const).map((one) => reaching.access(one))).toEqual(["open", "byAdministrator", "notSetUp", "notSetUp"]);
    expect(reaching.isSaved).toBe(false);
  });

  it("shows what the server made of a change", async () => {
    const { server, reaching } = set();
    await reaching.load();
    server.on(`PUT ${PATH}/sms`, () => json(reach({ contacts: [{ id: "a", channel: "sms", hint: "…56" }] })));
    await reaching.setNumber("555 12 34 56");
    expect([reaching.contacts("sms").map(({ hint }) => hint), reaching.isSaved]).toEqual([["…56"], true]);
    expect(server.requests(`PUT ${PATH}/sms`)[0]!.headers["X-Mkhari-Console"]).toBe("1");
  });

  it.each([
    [problem(422), "unusable"],
    [problem(409, { title: "A colleague is called there already" }), "colleague"],
    [problem(409, { title: "This way of calling is not set up" }), "notSetUp"],
    [problem(429), "tooMany"],
    [problem(503), "away"],
  ] as const)("says why a change failed and keeps what was: %s", async (answer, fault) => {
    const { server, reaching } = set();
    await reaching.load();
    server.on(`PUT ${PATH}/sms`, () => answer.clone());
    await reaching.setNumber("1");
    expect([reaching.fault, reaching.isSaved, reaching.isBusy, reaching.reach?.languages]).toEqual([fault, false, false, ["ka"]]);
    await reaching.load();
    expect(reaching.fault).toBeNull();
  });

  it("leaves for the sign-in form when the session is over", async () => {
    const { server, reaching, ends } = set();
    server.on(`PUT ${PATH}/away`, () => problem(401));
    await reaching.setAway(true);
    expect([ends(), reaching.fault]).toEqual([1, null]);
  });

  it("keeps a code until the next one, and a test's result until the next thing is done", async () => {
    const { server, reaching } = set();
    server.on(`POST ${PATH}/telegram`, () => json({ code: "ABCD2345", expires_at: "2026-11-01T10:10:00Z" }));
    server.on(`POST ${PATH}/test`, () => json({ sent: 1, failed: ["http_503"] }));
    await reaching.newCode();
    await reaching.test("sms");
    expect([reaching.code?.code, reaching.tested?.result.sent]).toEqual(["ABCD2345", 1]);
    await reaching.load();
    expect([reaching.code?.code, reaching.tested]).toEqual(["ABCD2345", null]);
  });
});
