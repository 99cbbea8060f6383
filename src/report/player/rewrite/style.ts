/** What to load instead of an address; null leaves it. */
export type Find = (address: string) => string | null;

const STRING = String.raw`"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'`;
/**
 * A comment; `url(…)`; `@import` with a string; or a string that stands elsewhere. What is never closed is one too, as in CSS: else
 * each of many beginnings would be followed to the end in vain.
 */
const TOKENS = new RegExp(
  String.raw`\/\*[^]*?(?:\*\/|$)|url\(\s*(?:(${STRING})|([^()"'\s]+))\s*\)|(@import\s+)(${STRING})|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?`,
  "gi",
);

/** A style sheet whose images, fonts and imports can be loaded. */
export const rewriteStyle = (style: string, find: Find): string =>
  style.replaceAll(TOKENS, (token: string, ...groups: (string | undefined)[]) => {
    const [quoted, plain, atImport, imported] = groups;
    const written = quoted ?? imported;
    const address = written === undefined ? plain : unquote(written);
    const found = address === undefined || address.startsWith("#") ? null : find(address);
    if (found === null) return token;
    return atImport === undefined ? `url("${found}")` : `${atImport}"${found}"`;
  });

export const hasAddresses = (style: string): boolean => /url\(|@import/i.test(style);

/** CSS escapes: up to six hexadecimal digits and a space, or the character itself. */
const unquote = (text: string): string =>
  text
    .slice(1, -1)
    .replaceAll(/\\(?:([0-9a-f]{1,6})\s?|([^]))/gi, (_, code: string | undefined, character: string) =>
      code === undefined
        ? character === "\n"
          ? ""
          : character
        : String.fromCodePoint(Number.parseInt(code, 16)),
    );
