/** The flows' codes in plain words: effects, steps, ways and facts. */

import type { GraphEdge, GraphNode } from "../../shared/api.js";
import type { ConsoleStrings } from "../../shared/strings.console.js";
import type { FlowStrings } from "../../shared/strings.console.flows.js";

export interface Wording {
  readonly flows: FlowStrings;
  readonly console: ConsoleStrings;
}

export interface EffectLabel {
  readonly text: string;
  /** How urgently a counsellor is brought in, for the chip's colour. */
  readonly urgency: string | null;
}

/** One effect as the server names it, such as `escalate urgent risk_high`. */
export function effectLabel(words: Wording, effect: string): EffectLabel {
  const { effects } = words.flows;
  const [what = "", first = "", ...rest] = effect.split(" ");
  const last = rest.at(-1) ?? "";
  switch (what) {
    case "escalate":
      return { text: effects.escalate(urgencyWord(words, first), words.console.reason[last] ?? last), urgency: first };
    case "count":
      return { text: effects.count(effects.counts[first] ?? first), urgency: null };
    case "language":
      return { text: effects.language(words.console.languages[first] ?? first), urgency: null };
    case "schedule":
      return { text: effects.schedule(effects.scheduled[first] ?? first, spanText(words.flows, last)), urgency: null };
    default:
      return { text: effect, urgency: null };
  }
}

/** A flow's title; a flow without one is called by its name. */
export function titleOf(words: FlowStrings, flow: string): string {
  return words.titles[flow] ?? flow;
}

/** What a box says. Callers' texts stay as they are; the codes of other steps become words. */
export function stepText(words: Wording, { kind, text }: GraphNode): string {
  const { flows } = words;
  switch (kind) {
    case "branch":
      return `${factName(flows, text.replace(/\?$/, ""))}?`;
    case "bringin": {
      const [, urgency = "", reason = ""] = /^☎ (\w+): (\w+)$/.exec(text) ?? [];
      return reason ? `☎ ${urgencyWord(words, urgency)}: ${words.console.reason[reason] ?? reason}` : text;
    }
    case "end":
    case "tally": {
      const count = text.replace(/^# /, "");
      return flows.effects.counts[count] ?? count;
    }
    case "later": {
      const [, what = "", span = ""] = /^⏰ (\w+), (\w+)$/.exec(text) ?? [];
      return span ? `⏰ ${flows.effects.schedule(flows.effects.scheduled[what] ?? what, spanText(flows, span))}` : text;
    }
    case "continue":
    case "flow":
      return `→ ${titleOf(flows, text.replace(/^→ /, ""))}`;
    default:
      return text;
  }
}

/** What stands at an arrow. */
export function wayText({ ways, facts, units }: FlowStrings, { label }: GraphEdge, source: GraphNode | undefined): string {
  if (label === "✎") return ways.words;
  if (label === "✎ ?") return ways.unclear;
  if (label === "↩") return ways.back;
  if (label.startsWith("… ")) return ways.silence(spanText({ units }, label.slice(2)));
  if (source?.kind !== "branch") return label;
  if (label === "–") return ways.otherwise;
  return label === "*" ? ways.known : (facts.values[label] ?? label);
}

export function factName({ facts }: FlowStrings, name: string): string {
  return facts.names[name] ?? name;
}

/** A fact's value; some are names of flows. */
export function factValue(words: FlowStrings, name: string, value: string): string {
  if (name === "home" || name === "topic") return titleOf(words, value);
  return words.facts.values[value] ?? value;
}

/** A span such as `740m` in words: hours and minutes, or seconds. */
export function spanText({ units }: Pick<FlowStrings, "units">, span: string): string {
  const [, amount = "", unit = ""] = /^(\d+)([hms])$/.exec(span) ?? [];
  const number = Number(amount);
  if (!unit) return span;
  if (unit !== "m" || number < 60) return `${number} ${units[unit]}`;
  return `${Math.floor(number / 60)} ${units["h"]} ${number % 60} ${units["m"]}`.replace(/ 0 \S+$/, "");
}

function urgencyWord({ console: { urgency } }: Wording, code: string): string {
  return Object.entries(urgency).find(([name]) => name === code)?.[1] ?? code;
}
