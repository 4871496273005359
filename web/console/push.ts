/** Being called in this browser while the console is closed. */

import { Changes } from "../shared/changes.js";
import type { ReachApi } from "./reach-api.js";

/** `denied`: the person, or whoever runs the computer, forbade it in the browser. */
export type PushState = "checking" | "unsupported" | "denied" | "off" | "on" | "failed";

/** As much of the browser as is needed. */
export interface PushPorts {
  api: Pick<ReachApi, "addBrowser" | "dropBrowser">;
  /** The registered worker's push manager; null where the browser has none. */
  manager(): Promise<Pick<PushManager, "getSubscription" | "subscribe"> | null>;
  permission(): NotificationPermission;
  ask(): Promise<NotificationPermission>;
}

export class Push {
  readonly changes = new Changes();
  state: PushState = "checking";

  constructor(private readonly ports: PushPorts) {}

  /** See how it stands. A subscription that is there is told to the server again: it may be another person's by now. */
  async check(key: string | null): Promise<void> {
    await this.become(async () => {
      const manager = key === null ? null : await this.ports.manager();
      if (!manager) return "unsupported";
      if (this.ports.permission() === "denied") return "denied";
      const subscription = await manager.getSubscription();
      if (!subscription || key === null || !isFor(subscription, key)) return "off";
      await this.ports.api.addBrowser(subscription.toJSON());
      return "on";
    });
  }

  /** Subscribe; the browser asks the person, so this answers a click. */
  async turnOn(key: string): Promise<void> {
    await this.become(async () => {
      if ((await this.ports.ask()) !== "granted") return this.ports.permission() === "denied" ? "denied" : "off";
      const manager = await this.ports.manager();
      if (!manager) return "unsupported";
      const former = await manager.getSubscription();
      if (former && !isFor(former, key)) await former.unsubscribe();
      const subscription = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
      await this.ports.api.addBrowser(subscription.toJSON());
      return "on";
    });
  }

  async turnOff(): Promise<void> {
    await this.become(async () => {
      const subscription = await (await this.ports.manager())?.getSubscription();
      if (!subscription) return "off";
      // The server first: a browser that is gone but still called would count as called.
      await this.ports.api.dropBrowser(subscription.endpoint);
      await subscription.unsubscribe();
      return "off";
    });
  }

  private async become(work: () => Promise<PushState>): Promise<void> {
    try {
      this.state = await work();
    } catch {
      this.state = "failed";
    }
    this.changes.announce();
  }
}

/** Whether a subscription was made with this key; where the browser does not say, it is taken to be. */
function isFor(subscription: PushSubscription, key: string): boolean {
  const used = subscription.options?.applicationServerKey;
  if (!used) return true;
  const [one, other] = [new Uint8Array(used), bytesOf(key)];
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** Read base64url. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

const WORKER = "/console/push-worker.js";
const SCOPE = "/console/";

/** Push in this browser. */
export function browserPush(api: ReachApi): Push {
  const isThere = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  return new Push({
    api,
    async manager() {
      if (!isThere) return null;
      await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
      return (await navigator.serviceWorker.ready).pushManager;
    },
    permission: () => Notification.permission,
    ask: () => (isThere ? Notification.requestPermission() : Promise.resolve("denied")),
  });
}
