/** Wires the console to its server, clock and storage. */

import { systemClock } from "../shared/clock.js";
import { LANGUAGES, toLanguage } from "../shared/language.js";
import { newId } from "../shared/id.js";
import { REACH_STRINGS } from "../shared/strings.console.reach.js";
import { browserAlarm } from "./alarm-browser.js";
import { ConsoleApi } from "./api.js";
import { BoardRoom } from "./board.js";
import { Desk } from "./desk.js";
import { Drafts } from "./drafts.js";
import "./elements/console.js";
import type { Console } from "./elements/console.js";
import { browserPush } from "./push.js";
import { ReachApi } from "./reach-api.js";
import { Reaching } from "./reaching.js";
import { RotaApi } from "./rota-api.js";
import { RotaRoom } from "./rota.js";
import { SignIn } from "./signin.js";

const LANGUAGE_KEY = "mkhari.console.language";

const send: typeof fetch = (input, init) => fetch(input, init);
const api = new ConsoleApi(send);
const signIn = new SignIn(api);
const desk = new Desk({
  api,
  drafts: new Drafts(sessionStorage),
  clock: systemClock,
  send,
  random: Math.random,
  newId,
  sessionEnded: () => signIn.sessionEnded(),
});
const board = new BoardRoom({ api, clock: systemClock, signedOut: () => signIn.sessionEnded() });
const reachApi = new ReachApi(send);
const newReaching = () => new Reaching(reachApi, () => signIn.sessionEnded());
const rota = new RotaRoom(new RotaApi(send), () => signIn.sessionEnded());
desk.queueChanges.subscribe(() => board.hurry());
const alarm = browserAlarm((urgency) => REACH_STRINGS[screen.language].alarm.rings[urgency]);
desk.changes.subscribe(() => alarm.follow(desk.pages));
// Browsers let a page be heard once it was clicked: the click that signs in will do.
addEventListener("click", () => void alarm.turnSoundOn(), { once: true, capture: true });

let isWorking = false;
signIn.changes.subscribe(() => {
  const shouldWork = signIn.state === "signed_in";
  if (shouldWork === isWorking) return;
  isWorking = shouldWork;
  if (shouldWork) desk.start();
  else desk.stop(signIn.fault !== "ended");
  if (!shouldWork) closePages();
});
addEventListener("online", () => desk.hurry());

const screen = document.querySelector("mk-console") as Console;

/** Drawing maps takes a library that answering callers does not: the page comes when it is first asked for. */
async function openFlows(): Promise<void> {
  screen.isFlowsAway = false;
  try {
    const { openRoom } = await import("./flows/page.js");
    if (isWorking) screen.flows ??= openRoom({ api, sessionEnded: () => signIn.sessionEnded() });
  } catch {
    screen.isFlowsAway = true;
  }
}

/** Nothing that was played, watched or rang stays for the next person at this computer. */
function closePages(): void {
  screen.flows = null;
  board.forget();
  rota.forget();
  screen.reaching = newReaching();
  alarm.stop();
  screen.page = "queue";
}

screen.addEventListener("openflows", () => void openFlows());
screen.language = toLanguage(localStorage.getItem(LANGUAGE_KEY) ?? LANGUAGES[0]);
screen.addEventListener("language", (event) => localStorage.setItem(LANGUAGE_KEY, (event as CustomEvent<string>).detail));
screen.signIn = signIn;
screen.desk = desk;
screen.board = board;
screen.alarm = alarm;
screen.reaching = newReaching();
screen.push = browserPush(reachApi);
screen.rota = rota;
void signIn.check();
