/** What the page of scripted conversations says. Codes that have no word here are shown as they are. */

import type { FlowOut } from "./api.js";
import type { Language } from "./language.js";
import { en } from "./strings.console.flows.en.js";
import { ka } from "./strings.console.flows.ka.js";
import { ru } from "./strings.console.flows.ru.js";

type Words = Readonly<Record<string, string>>;

export interface FlowStrings {
  heading: string;
  explained: string;
  back: string;
  loading: string;
  failed: string;
  retry: string;
  audience: Record<FlowOut["audience"], string>;
  version(number: number): string;
  reviewed: string;
  unreviewed: string;
  draft: string;
  /** The flows' titles by their names. */
  titles: Words;
  player: {
    heading: string;
    language: string;
    onDuty: string;
    restart: string;
    undo: string;
    silence: string;
    silencePassed: string;
    input: string;
    send: string;
    ended: string;
    full: string;
    failed: string;
    scriptOnly: string;
  };
  facts: { heading(count: number): string; names: Words; values: Words };
  effects: {
    escalate(urgency: string, reason: string): string;
    count(what: string): string;
    language(name: string): string;
    schedule(what: string, span: string): string;
    counts: Words;
    scheduled: Words;
  };
  /** The units of a span such as `12h`. */
  units: Words;
  graph: {
    heading(title: string): string;
    zoomIn: string;
    zoomOut: string;
    fit: string;
    toCurrent: string;
    moved: string;
    elsewhere(title: string): string;
    show(title: string): string;
    waysOn: string;
    close: string;
    loading: string;
    failed: string;
    current: string;
  };
  kinds: Words;
  ways: { words: string; unclear: string; otherwise: string; known: string; back: string; silence(span: string): string; silenceEnds(span: string): string };
}

export const FLOW_STRINGS: Record<Language, FlowStrings> = { ka, ru, en };
