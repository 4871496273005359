/** The languages of every screen. Georgian is the first and the fallback. */

export const LANGUAGES = ["ka", "ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { ka: "ქართული", ru: "Русский", en: "English" };

/** Read a language tag such as `ru-RU`; anything unknown is Georgian. */
export function toLanguage(tag: string | null | undefined): Language {
  const primary = (tag ?? "").toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary) ?? "ka";
}
