/** How a caller's command stands on the screen: by its button's words, not as it is typed. */

import { LANGUAGE_NAMES, toLanguage } from "../shared/language.js";
import type { WidgetStrings } from "../shared/strings.widget.js";

/** The words for a caller's text; null where nothing is to be shown (the program's own beginning). */
export function spoken(text: string, words: WidgetStrings): string | null {
  const [command, argument] = text.split(" ", 2);
  switch (command) {
    case "/start":
      return null;
    case "/human":
      return words.quick.human;
    case "/help":
      return words.quick.help;
    case "/language":
      return argument ? LANGUAGE_NAMES[toLanguage(argument)] : words.quick.language;
    default:
      return text;
  }
}
