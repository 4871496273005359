/**
 * The launcher that other people's pages load:
 * `<script src="https://…/widget/loader.js" data-language="ka" defer></script>`
 *
 * It adds one button, which opens the conversation in a frame on our own origin. `data-exit` may
 * name an address to which the whole page turns on "hide quickly".
 */

import { toLanguage } from "../shared/language.js";
import { type Signal, readSignal, signal } from "./envelope.js";
import { LOADER_CSS } from "./loader.css.js";

const WORDS = {
  ka: { open: "მინდა საუბარი", close: "დახურვა", title: "მხარი: საუბარი", call: "საუბარი იხსნება. დარეკვა ახლაც შეიძლება:" },
  ru: { open: "Хочу поговорить", close: "Закрыть", title: "Мхари: разговор", call: "Разговор открывается. Позвонить можно уже сейчас:" },
  en: { open: "I want to talk", close: "Close", title: "Mkhari: conversation", call: "The conversation is opening. You can call even now:" },
};
const HOST_ID = "mkhari-launcher";
const NUMBERS = ["112", "111", "116 006"];

function launch(script: HTMLScriptElement): void {
  if (document.getElementById(HOST_ID)) return; // the page holds the line twice
  const origin = new URL(script.src).origin;
  const language = toLanguage(script.dataset.language || document.documentElement.lang);
  const words = WORDS[language];
  const host = document.createElement("div");
  host.id = HOST_ID;
  host.lang = language;
  const root = host.attachShadow({ mode: "open" });
  dress(root);

  const button = make("button", "b", words.open);
  button.dataset.testid = "open-widget";
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-haspopup", "dialog");
  const panel = make("div", "p");
  panel.hidden = true;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", words.title);
  root.append(panel, button);
  let frame: HTMLIFrameElement | null = null;

  const tell = (name: Signal): void => frame?.contentWindow?.postMessage(signal(name), origin);

  function open(): void {
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    if (frame) return tell("open");
    // Under the frame, and seen until it says that it is ready: numbers that need no server.
    const close = make("button", "x", words.close);
    close.addEventListener("click", shut);
    const fallback = make("div", "f", words.call);
    fallback.append(...NUMBERS.map(dialled), close);
    frame = document.createElement("iframe");
    frame.title = words.title;
    frame.allow = "";
    frame.referrerPolicy = "no-referrer";
    frame.src = `${origin}/widget/frame.html?lang=${language}`;
    frame.addEventListener("load", () => tell("open"));
    panel.append(fallback, frame);
  }

  /** What lies under the frame must not be walked into with the keyboard, where nobody sees it. */
  function uncover(): void {
    frame?.classList.add("r");
    for (const under of panel.querySelectorAll<HTMLElement>(".f")) under.hidden = true;
  }

  function shut(): void {
    if (panel.hidden) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  function exit(): void {
    shut();
    panel.replaceChildren();
    frame = null;
    const elsewhere = script.dataset.exit;
    if (elsewhere && /^https?:/.test(elsewhere)) location.replace(elsewhere);
  }

  button.addEventListener("click", () => (panel.hidden ? open() : shut()));
  addEventListener("keydown", (event) => event.key === "Escape" && shut());
  addEventListener("message", (event) => {
    const heard = readSignal(event, { origin, source: frame?.contentWindow ?? null });
    if (heard === "ready") uncover();
    if (heard === "close") shut();
    if (heard === "exit") exit();
  });
  document.body.append(host);
}

function make<K extends keyof HTMLElementTagNameMap>(name: K, className: string, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function dialled(number: string): HTMLElement {
  const link = make("a", "", number);
  link.href = `tel:${number.replace(" ", "")}`;
  return link;
}

/** A constructed sheet passes any content security policy; older browsers get a style element. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOADER_CSS);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(make("style", "", LOADER_CSS));
  }
}

const script = document.currentScript as HTMLScriptElement | null;
if (script) {
  if (document.body) launch(script);
  else addEventListener("DOMContentLoaded", () => launch(script));
}
