import { MAKERS, signingNames, tellingNames } from "./telling-names.ts";

/** Takes the names of models and their makers out of a text. */
export type Scrub = (text: string) => string;

/** What stands before a name that something is signed with; up to so many signs lie between. */
const SIGNATURE =
  "(?<![a-z])(?:am|authors?|by|copyright|generator|(?:built|created|generated|made|powered|written) (?:using|with)|signed|©)(?![a-z])[^\\n]{0,24}?";

/**
 * Puts letters that mean nothing in place of names, one for each, so that nothing moves. Telling names are found as words, and among the words of
 * `aNameLikeThis`; those that may be anything (`medium`, `text`, `meta`) only where something is signed with them, since a page has
 * such words of its own. Case is no difference.
 * @param names of configurations and organisations that may have made it
 */
export function createScrub(names: readonly string[]): Scrub {
  const telling = toPattern([...names.flatMap(tellingNames), ...MAKERS])!;
  const signing = toPattern(names.flatMap(signingNames));
  const signed =
    signing === null ? null : new RegExp(`(${SIGNATURE})(?<![a-z0-9])(${signing})(?![a-z0-9])`, "gi");
  const found = new RegExp(telling, "gi");
  return (text) => {
    const clean = text.replaceAll(found, (name, at: number) =>
      startsWord(text, at) && endsWord(text, at + name.length) ? blank(name) : name,
    );
    if (signed === null) return clean;
    return clean.replaceAll(signed, (_, before: string, name: string) => `${before}${blank(name)}`);
  };
}

const blank = (name: string): string => name.replaceAll(/[\p{L}\p{N}]/gu, "x");

/** The longest first: a part of a name must not hide the whole of it. */
function toPattern(words: readonly string[]): string | null {
  const sorted = [...new Set(words)].toSorted((x, y) => y.length - x.length);
  return sorted.length === 0 ? null : sorted.map(escape).join("|");
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[a-z]/i.test(sign);
const isCapital = (sign: string | undefined): boolean => sign !== undefined && /[A-Z]/.test(sign);

/** `byClaude`, `by-claude`; not `declaude`. */
const startsWord = (text: string, at: number): boolean =>
  !isLetter(text[at - 1]) || (isCapital(text[at]) && !isCapital(text[at - 1]));

/** `claudeTheme`, `GPTApp`, `claude_theme`; not `claudette`. */
const endsWord = (text: string, end: number): boolean =>
  !isLetter(text[end]) ||
  (isCapital(text[end]) &&
    (!isCapital(text[end - 1]) || (isLetter(text[end + 1]) && !isCapital(text[end + 1]))));

const escape = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
