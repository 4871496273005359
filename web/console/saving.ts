/** What came of saving a form: done, or why not; the server's own words where it says what is wrong with the form. */

import { Refused } from "../shared/problem.js";
import { type Told, refusalOf } from "./refusals.js";

export interface Saved {
  readonly told: Told;
  /** In English: the server's reason for refusing what was written. */
  readonly why: string | null;
}

export const DONE: Saved = { told: "done", why: null };

export async function saving(work: () => Promise<void>, signedOut: () => void): Promise<Saved> {
  try {
    await work();
    return DONE;
  } catch (error) {
    const told = refusalOf(error);
    if (told === "signed_out") signedOut();
    const isAboutForm = error instanceof Refused && (error.status === 422 || error.status === 409 || error.status === 404);
    return { told, why: isAboutForm ? (error.problem?.detail ?? null) : null };
  }
}
