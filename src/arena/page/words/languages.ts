import { en } from "./en.ts";
import { ur } from "./ur.ts";
import type { Words } from "./words.ts";
import { zh } from "./zh.ts";

interface LanguageFacts {
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** For numbers and times: Urdu has digits of its own. */
  readonly locale: string;
  readonly words: Words;
}

export const LANGUAGES = {
  en: { name: "English", direction: "ltr", locale: "en", words: en },
  ur: { name: "اردو", direction: "rtl", locale: "ur-u-nu-arabext", words: ur },
  zh: { name: "中文", direction: "ltr", locale: "zh", words: zh },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

/** @param asked of the address; where it is none of ours, the first of the preferred ones that is, in any of its regions */
export function chooseLanguage(asked: string | null, preferred: readonly string[]): Language {
  const wanted = [asked ?? "", ...preferred].map((tag) => tag.toLowerCase().split("-", 1)[0]);
  return wanted.flatMap((one) => LANGUAGE_CODES.filter((code) => code === one))[0] ?? "en";
}
