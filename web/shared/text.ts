/** How long a message may be. */

/** The longest message that the server takes, in code points. */
export const TEXT_LIMIT = 4000;

/** Length as the server counts it: an emoji is not two. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
