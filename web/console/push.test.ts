import { describe, expect, it } from "vitest";
import { FakeServer, json } from "../shared/fakes.js";
import { Push, bytesOf } from "./push.js";
import { noticeOf } from "./push-notice.js";
import { ReachApi } from "./reach-api.js";

const KEY = "BAEC_-8";
const OTHER = "BAECAwQ";
const PATH = "/api/console/reach/push";

class Browser {
  allowed: NotificationPermission = "default";
  answer: NotificationPermission = "granted";
  subscription: PushSubscription | null = null;
  hasPush = true;
  subscribed = 0;

  subscribe(key: string): PushSubscription {
    this.subscribed += 1;
    const endpoint = `https://push.example/${this.subscribed}`;
    this.subscription = {
      endpoint,
      options: { userVisibleOnly: true, applicationServerKey: bytesOf(key).buffer },
      toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => {
        this.subscription = null;
        return true;
      },
    } as unknown as PushSubscription;
    return this.subscription;
  }
}

function set() {
  const server = new FakeServer();
  const browser = new Browser();
  server.on(`POST ${PATH}`, () => json({}));
  server.on(`DELETE ${PATH}`, () => json({}));
  const push = new Push({
    api: new ReachApi(server.fetch),
    manager: async () =>
      browser.hasPush
        ? {
            getSubscription: async () => browser.subscription,
            subscribe: async () => browser.subscription ?? browser.subscribe(KEY),
          }
        : null,
    permission: () => browser.allowed,
    ask: async () => (browser.allowed = browser.answer),
  });
  return { server, browser, push };
}

describe("push", () => {
  it("subscribes after a click and tells the server no more than it needs", async () => {
    const { server, push } = set();
    await push.check(KEY);
    expect(push.state).toBe("off");
    await push.turnOn(KEY);
    expect(push.state).toBe("on");
    const [asked] = server.requests(`POST ${PATH}`);
    expect(asked!.body).toEqual({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } });
    expect(asked!.headers["X-Mkhari-Console"]).toBe("1");
  });

  it("tells the server again at each start, since another person may have signed in", async () => {
    const { server, browser, push } = set();
    browser.subscribe(KEY);
    await push.check(KEY);
    expect(push.state).toBe("on");
    expect(server.requests(`POST ${PATH}`).length).toBe(1);
  });

  it("subscribes anew where the service has another key by now", async () => {
    const { browser, push } = set();
    browser.subscribe(OTHER);
    await push.check(KEY);
    expect(push.state).toBe("off");
    await push.turnOn(KEY);
    expect([push.state, browser.subscription?.endpoint]).toEqual(["on", "https://push.example/2"]);
  });

  it("tells the server before it unsubscribes, and stays on while the server is away", async () => {
    const { server, browser, push } = set();
    await push.turnOn(KEY);
    server.off(`DELETE ${PATH}`);
    await push.turnOff();
    expect(push.state).toBe("failed");
    expect(browser.subscription).not.toBeNull();
    server.on(`DELETE ${PATH}`, () => json({}));
    await push.turnOff();
    expect([push.state, browser.subscription]).toEqual(["off", null]);
  });

  it("tells a refusal from a browser that cannot, and from a service without a key", async () => {
    const { browser, push, server } = set();
    browser.answer = "denied";
    await push.turnOn(KEY);
    expect(push.state).toBe("denied");
    await push.check(null);
    expect(push.state).toBe("unsupported");
    browser.hasPush = false;
    await push.check(KEY);
    expect(push.state).toBe("unsupported");
    expect(server.asked).toEqual([]);
  });
});

describe("the notice of a pushed page", () => {
  it("shows how urgent and how long, and nothing else that was in the page", () => {
    const notice = noticeOf({ urgency: "urgent", case: "c1", waiting: 190, text: "never shown", audience: "never shown" });
    expect(notice.body).toBe("სასწრაფო, 3 წთ / urgent, 3 min");
    expect(JSON.stringify(notice)).not.toContain("never shown");
  });

  it("replaces the notice of an earlier page about the same case, and of no other", () => {
    const [one, again, other] = ["c1", "c1", "c2"].map((id) => noticeOf({ urgency: "emergency", case: id, waiting: 1 }).tag);
    expect(one).toBe(again);
    expect(one).not.toBe(other);
  });

  it("says of a test that it is one", () => {
    expect(noticeOf({ urgency: "routine", case: "", waiting: 0 }).title).toContain("test");
  });

  it.each([null, undefined, "x", 1, [], {}, { urgency: "__proto__", case: 1, waiting: "x" }])("takes what it cannot read for an emergency: %j", (data) => {
    expect(noticeOf(data).body).toBe("გადაუდებელი, 0 წთ / emergency, 0 min");
  });
});
