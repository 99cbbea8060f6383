import { english } from "./english.js";
import { german } from "./german.js";

export const LANGUAGE_KEY = "stage-planner-language";

/** What may be chosen, each under its own name. */
export const LANGUAGES = [
  { words: english, name: "English" },
  { words: german, name: "Deutsch" },
];

/** The words of a language; English where it is none that the page speaks. */
export function wordsOf(language) {
  return LANGUAGES.find(({ words }) => words.language === language)?.words ?? english;
}
