/** What a pushed page shows on a screen that others may see: that a case waits, how urgent, how long. */

export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  /** Stays until it is touched. */
  readonly requireInteraction: boolean;
}

const URGENCIES: Readonly<Record<string, readonly [string, string]>> = {
  emergency: ["გადაუდებელი", "emergency"],
  urgent: ["სასწრაფო", "urgent"],
  routine: ["ჩვეულებრივი", "routine"],
};

/** Read a page; one that cannot be read is an emergency, since somebody was called. A page without a case is a test. */
export function noticeOf(data: unknown): Notice {
  const read = (typeof data === "object" && data !== null ? data : {}) as Record<string, unknown>;
  const urgency = typeof read.urgency === "string" && Object.hasOwn(URGENCIES, read.urgency) ? read.urgency : "emergency";
  if (read.case === "") return { title: "მხარი: შემოწმება / Mkhari: test", body: "", tag: "mkhari-test", requireInteraction: false };
  const minutes = typeof read.waiting === "number" && read.waiting > 0 ? Math.floor(read.waiting / 60) : 0;
  const [ka, en] = URGENCIES[urgency]!;
  return {
    title: "მხარი: საქმე ელოდება / Mkhari: case waits",
    body: `${ka}, ${minutes} წთ / ${en}, ${minutes} min`,
    // A later page about the same case takes the place of the earlier one.
    tag: `mkhari-${typeof read.case === "string" ? read.case : "page"}`,
    requireInteraction: urgency !== "routine",
  };
}
