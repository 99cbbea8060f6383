/** What a POSIX shell takes as it is. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Controls, line separators and what turns the direction of text: nobody sees in a terminal what they do. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;

/**
 * A text as one word of a shell's command line. What cannot be seen becomes an escape within `$'…'`, which bash, zsh and ksh
 * read; everything else is POSIX (Shell Command Language, 2.2 Quoting).
 */
export function toShellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  if (!UNSEEN.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = Array.from(text, (character) => {
    if (character === "\\" || character === "'") return `\\${character}`;
    return UNSEEN.test(character)
      ? `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`
      : character;
  });
  return `$'${escaped.join("")}'`;
}
