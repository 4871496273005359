/** Makes the emergency numbers in a message callable with one touch. */

/** The numbers that we publish, as they are written and as they are dialled. */
const DIALLED: Record<string, string> = { "112": "112", "111": "111", "116 006": "116006", "116006": "116006" };
const NUMBER = /(?<![\d+])(?:112|111|116\s?006)(?!\d)/g;

export interface Stretch {
  text: string;
  /** What to dial, where this stretch is a number. */
  dial: string | null;
}

/** Cut a text into plain stretches and numbers; joined again they are the text. */
export function findPhones(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const match of text.matchAll(NUMBER)) {
    const dial = DIALLED[match[0].replace(/\s/, " ")];
    if (!dial) continue;
    if (match.index > from) stretches.push({ text: text.slice(from, match.index), dial: null });
    stretches.push({ text: match[0], dial });
    from = match.index + match[0].length;
  }
  if (from < text.length) stretches.push({ text: text.slice(from), dial: null });
  return stretches;
}
