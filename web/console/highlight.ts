/** Which words of a message the risk check rests on, and who read them. */

import type { Evidence } from "../shared/api.js";

/** How the model's evidence is marked; any other evidence names a rule. */
export const BY_MODEL = "model";

export interface Stretch {
  text: string;
  /** The rules that read this stretch, and `model`; none for plain text. */
  rules: string[];
}

/** The words that one rule, or the model, read. */
export interface Reading {
  rule: string;
  texts: string[];
}

interface Span {
  start: number;
  end: number;
  rules: string[];
}

/** What makes one sign together with the sign before it: accents, skin tones, the joiner in a family's emoji. */
const CLINGS = /^[\p{M}\p{Emoji_Modifier}\u200d]$/u;
const JOINER = "\u200d";

/**
 * Cut a text at the evidence, whose offsets count code points; joined again, the stretches are the text.
 * Overlapping evidence is one stretch that names everybody who read a part of it.
 */
export function highlight(text: string, evidence: readonly Evidence[]): Stretch[] {
  const points = Array.from(text);
  const stretches: Stretch[] = [];
  const add = (start: number, end: number, rules: string[]): void => {
    if (start < end) stretches.push({ text: points.slice(start, end).join(""), rules });
  };
  let at = 0;
  for (const { start, end, rules } of merged(spansOf(points, evidence))) {
    add(at, start, []);
    add(start, end, rules);
    at = end;
  }
  add(at, points.length, []);
  return stretches;
}

/** What each rule read, exactly, in the order of the text; the model comes last. */
export function readings(text: string, evidence: readonly Evidence[]): Reading[] {
  const points = Array.from(text);
  const found = new Map<string, Set<string>>();
  for (const { start, end, rules } of spansOf(points, evidence))
    for (const rule of rules) found.set(rule, (found.get(rule) ?? new Set()).add(points.slice(start, end).join("")));
  const all = [...found].map(([rule, texts]) => ({ rule, texts: [...texts] }));
  return [...all.filter(({ rule }) => rule !== BY_MODEL), ...all.filter(({ rule }) => rule === BY_MODEL)];
}

/** The evidence within the text, whole signs, in order; what lies outside is left out. */
function spansOf(points: readonly string[], evidence: readonly Evidence[]): Span[] {
  const within = (offset: number): number => Math.min(Math.max(offset, 0), points.length);
  return evidence
    .map(({ start, end, rule }) => ({ start: within(start), end: within(end), rules: [rule] }))
    .filter(({ start, end }) => start < end)
    .map(({ start, end, rules }) => ({ start: signStart(points, start), end: signEnd(points, end), rules }))
    .sort((one, other) => one.start - other.start || one.end - other.end);
}

function merged(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (!last || span.start >= last.end) {
      found.push({ ...span });
      continue;
    }
    last.end = Math.max(last.end, span.end);
    last.rules = [...new Set([...last.rules, ...span.rules])];
  }
  return found;
}

function signStart(points: readonly string[], at: number): number {
  while (at > 0 && isTorn(points, at)) at -= 1;
  return at;
}

function signEnd(points: readonly string[], at: number): number {
  while (at < points.length && isTorn(points, at)) at += 1;
  return at;
}

/** Whether a cut before this code point would tear one sign in two. */
function isTorn(points: readonly string[], at: number): boolean {
  return CLINGS.test(points[at] ?? "") || points[at - 1] === JOINER;
}
