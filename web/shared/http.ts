/** One JSON request on our own origin. */

import { Unreachable, readRefusal } from "./problem.js";

export interface Ask {
  method: "GET" | "POST" | "PUT" | "DELETE";
  headers?: Record<string, string>;
  body?: unknown;
}

/** Long enough for a slow phone network; after it the request counts as unanswered. */
const ANSWER_LIMIT_MS = 20_000;

/**
 * Ask and read the JSON answer (`undefined` for an empty one).
 * Throws `Refused` or `Unreachable`, nothing else.
 */
export async function ask<T>(send: typeof fetch, path: string, { method, headers, body }: Ask): Promise<T> {
  let response: Response;
  try {
    response = await send(path, {
      method,
      headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: "same-origin",
      cache: "no-store",
      signal: limit(ANSWER_LIMIT_MS),
    });
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  } catch {
    throw new Unreachable();
  }
  throw await readRefusal(response);
}

/** Browsers before 2022 lack `AbortSignal.timeout`. */
function limit(ms: number): AbortSignal {
  if ("timeout" in AbortSignal) return AbortSignal.timeout(ms);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

