/** The service worker under /console/: shows pages while no console is open. It keeps nothing and fetches nothing. */

import { noticeOf } from "./push-notice.js";

// The page's types know no workers; this is as much of one as is used.
interface Awaiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Pushed extends Awaiting {
  readonly data: { json(): unknown } | null;
}

interface Clicked extends Awaiting {
  readonly notification: Notification;
}

interface Page {
  readonly url: string;
  focus(): Promise<unknown>;
}

interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { matchAll(which: { type: "window"; includeUncontrolled: true }): Promise<readonly Page[]>; openWindow(url: string): Promise<unknown> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "push", listener: (event: Pushed) => void): void;
  addEventListener(kind: "notificationclick", listener: (event: Clicked) => void): void;
  addEventListener(kind: "install", listener: (event: Awaiting) => void): void;
}

const CONSOLE = "/console/";
const worker = self as unknown as Worker;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener("push", (event) => {
  const { title, ...options } = noticeOf(read(event));
  // `renotify` makes a repeated page heard again; the page's types do not know it.
  const more = { ...options, renotify: true, vibrate: [400, 200, 400, 200, 400] } as NotificationOptions;
  event.waitUntil(worker.registration.showNotification(title, more));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goToConsole());
});

function read(event: Pushed): unknown {
  try {
    return event.data?.json();
  } catch {
    return null;
  }
}

async function goToConsole(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find(({ url }) => new URL(url).pathname.startsWith(CONSOLE));
  await (open ? open.focus() : worker.clients.openWindow(CONSOLE));
}
