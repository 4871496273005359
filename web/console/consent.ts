/** What a counsellor can do about a person's consent to keep words for training. */

import type { TrainingConsent } from "../shared/api.js";

/** `ask` the question, `record` the answer to it, `take_back` a yes. */
export type ConsentMove = "ask" | "record" | "take_back";

/** Whether consent is a subject at all: it may be asked, or it was. */
export function isShown(consent: TrainingConsent | null): consent is TrainingConsent {
  return consent !== null && (consent.may_be_asked || consent.status !== "not_asked");
}

/** What comes next; null where the question is settled for good, or may not be asked. */
export function nextMove({ status, may_be_asked }: TrainingConsent): ConsentMove | null {
  switch (status) {
    case "not_asked":
      return may_be_asked ? "ask" : null;
    case "asked":
      return "record";
    case "given":
      return "take_back";
    case "refused":
    case "withdrawn":
      return null;
  }
}
