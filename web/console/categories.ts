/** The closed lists of what a case was about and what was done. Without them a case still closes, by its outcome. */

import type { Language } from "../shared/language.js";

export interface Entry {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
}

export interface Category extends Entry {
  readonly children: readonly Entry[];
}

export interface Categories {
  readonly categories: readonly Category[];
  readonly actions: readonly Entry[];
  readonly risk_at_end: readonly Entry[];
}

const NO_LISTS: Categories = { categories: [], actions: [], risk_at_end: [] };

/** Read the server's answer; whatever is not as expected is left out. */
export function categoriesOf(answer: unknown): Categories {
  if (!isRecord(answer)) return NO_LISTS;
  return {
    categories: entries(answer["categories"]).map((one) => ({ ...one, children: entries((one as Partial<Category>).children) })),
    actions: entries(answer["actions"]),
    risk_at_end: entries(answer["risk_at_end"]),
  };
}

export function titleOf({ id, title }: Entry, language: Language): string {
  return title[language] || title.ka || id;
}

function entries(value: unknown): Entry[] {
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  return isRecord(value) && typeof value["id"] === "string" && isRecord(value["title"]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
