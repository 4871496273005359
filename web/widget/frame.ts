/** Wires the frame: its static header, the conversation, and the few signals to the embedding page. */

import { systemClock } from "../shared/clock.js";
import { newId } from "../shared/id.js";
import { type Language, toLanguage } from "../shared/language.js";
import { WidgetApi } from "./api.js";
import { Conversation } from "./conversation.js";
import "./elements/chat.js";
import type { Chat } from "./elements/chat.js";
import { type Signal, readSignal, signal } from "./envelope.js";
import { Memory } from "./memory.js";

const isEmbedded = window.parent !== window;
/** Known from the embedding page's first signal; before that nothing is sent. */
let parentOrigin: string | null = null;

const send: typeof fetch = (input, init) => fetch(input, init);
const conversation = new Conversation(
  {
    api: new WidgetApi(send),
    memory: new Memory(() => sessionStorage),
    clock: systemClock,
    send,
    random: Math.random,
    newId,
  },
  toLanguage(new URLSearchParams(location.search).get("lang")),
);
const chat = document.querySelector("mk-chat") as Chat;
const closeButton = document.getElementById("close") as HTMLButtonElement;
const exitLink = document.getElementById("exit") as HTMLAnchorElement;

function tellParent(name: Signal): void {
  if (isEmbedded && parentOrigin) window.parent.postMessage(signal(name), parentOrigin);
}

/** Leave nothing on the screen or in the tab, then go; the history keeps no way back. */
function hide(): void {
  document.body.replaceChildren();
  conversation.hide();
  tellParent("exit");
  location.replace(exitLink.href);
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dataset.language = language;
}

addEventListener("message", (event) => {
  if (!isEmbedded || readSignal(event, { origin: parentOrigin, source: window.parent }) !== "open") return;
  parentOrigin = event.origin;
  closeButton.hidden = false;
  tellParent("ready");
  void chat.updateComplete.then(() => chat.focusInput());
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) tellParent("close");
});
addEventListener("online", () => conversation.hurry());
closeButton.addEventListener("click", () => tellParent("close"));
exitLink.addEventListener("click", (event) => {
  event.preventDefault();
  hide();
});

conversation.changes.subscribe(() => showLanguage(conversation.language));
showLanguage(conversation.language);
chat.conversation = conversation;
void conversation.start();
