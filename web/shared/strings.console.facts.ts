/** What the person told, in words: the names of the facts and their values. Codes without a word are shown as they are. */

import type { Language } from "./language.js";
import { en } from "./strings.console.facts.en.js";
import { ka } from "./strings.console.facts.ka.js";
import { ru } from "./strings.console.facts.ru.js";

type Words = Readonly<Record<string, string>>;

/** A value by `fact.value` where its word depends on the fact, else by itself. */
export interface FactStrings {
  names: Words;
  values: Words;
}

export const FACT_STRINGS: Readonly<Record<Language, FactStrings>> = { ka, ru, en };
