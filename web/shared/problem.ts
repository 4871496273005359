/** What can go wrong with a request, as two kinds: the server said no, or nobody answered. */

import type { Problem } from "./api.js";

/** The server answered with an error. `retryAfter` is in seconds, where it said one. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
    readonly retryAfter: number | null,
  ) {
    super(`the server refused the request with status ${status}`);
    this.name = "Refused";
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    return this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** No answer came: no network, the server is away, or the answer was not ours. */
export class Unreachable extends Error {
  constructor() {
    super("the server could not be reached");
    this.name = "Unreachable";
  }
}

/** Read an error answer, whatever wrote it (a proxy's error page holds no problem document). */
export async function readRefusal(response: Response): Promise<Refused> {
  const retryAfter = Number.parseFloat(response.headers.get("Retry-After") ?? "");
  let problem: Problem | null = null;
  try {
    const body: unknown = await response.json();
    if (isProblem(body)) problem = body;
  } catch {
    problem = null; // not JSON: the status says enough
  }
  return new Refused(response.status, problem, Number.isFinite(retryAfter) ? retryAfter : null);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "status" in body && "title" in body;
}
