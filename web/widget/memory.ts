/** What this browser tab remembers of the conversation, so that turning to another page loses nothing. */

import type { Language } from "../shared/language.js";
import type { Sendable } from "./sendable.js";

export interface Remembered {
  token: string | null;
  language: Language;
  draft: string;
  unsent: { id: string; payload: Sendable }[];
}

const KEY = "mkhari.widget";

/**
 * Kept in the tab's own storage and gone with the tab. Where a browser forbids storage in frames
 * it lives only as long as the page.
 */
export class Memory {
  private kept: string | null = null;

  constructor(private readonly storage: () => Storage) {}

  read(): Partial<Remembered> {
    try {
      const value: unknown = JSON.parse(this.raw() ?? "{}");
      return typeof value === "object" && value !== null ? value : {};
    } catch {
      return {};
    }
  }

  write(value: Remembered): void {
    this.kept = JSON.stringify(value);
    try {
      this.storage().setItem(KEY, this.kept);
    } catch {
      // Forbidden or full: `kept` still holds it.
    }
  }

  forget(): void {
    this.kept = null;
    try {
      this.storage().removeItem(KEY);
    } catch {
      // Forbidden: there was nothing to remove.
    }
  }

  private raw(): string | null {
    try {
      return this.storage().getItem(KEY) ?? this.kept;
    } catch {
      return this.kept;
    }
  }
}
