/** Keeps a log at its newest line, without pulling away whoever scrolled up or has not read the start of what is new. */

/** Nearer to the end than this, the reader follows the conversation. */
const NEAR_PX = 120;

export interface Scrolled {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

export interface Line {
  /** Where the line begins in the log. */
  top: number;
  /** Whether the reader wrote it. */
  isOwn: boolean;
}

/** Whether the very end is in view. */
export function isAtEnd(log: Scrolled): boolean {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 4;
}

/** Whether the reader is at the end, or still where we last put the log. */
export function isFollowing(log: Scrolled, settledAt: number | null): boolean {
  const toEnd = log.scrollHeight - log.scrollTop - log.clientHeight;
  return toEnd < NEAR_PX || (settledAt !== null && Math.abs(log.scrollTop - settledAt) < 2);
}

/**
 * Where to scroll: to the end, but not past the beginning of what is new. What stands before the
 * reader's own newest words counts as read.
 */
export function restingPlace(log: Scrolled, fresh: readonly Line[], isFirst: boolean): number {
  const end = Math.max(0, log.scrollHeight - log.clientHeight);
  const own = fresh.reduce((found, line, index) => (line.isOwn ? index : found), -1);
  if (isFirst && own < 0) return 0; // a new conversation is read from its introduction on
  const anchor = fresh[Math.max(own, 0)];
  return anchor ? Math.min(end, Math.max(0, anchor.top - 8)) : end;
}
