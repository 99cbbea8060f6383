/**
 * Reads the members of an object literal in JavaScript source without running it: `a.b` to the text of its value. Comments are
 * skipped, texts and templates are kept whole; what is spread or computed is left out.
 * @param start index of the opening brace
 */
export function readMembers(source: string, start: number): Map<string, string> {
  const members = new Map<string, string>();
  readObject(source, start, "", members);
  return members;
}

const OPEN = "{[(";
const CLOSE = "}])";

/** Resolves to the index behind the closing brace. */
function readObject(source: string, start: number, prefix: string, members: Map<string, string>): number {
  let at = start + 1;
  while (at < source.length) {
    at = skipBlank(source, at);
    if (source[at] === "}") return at + 1;
    const key = /^(?:([A-Za-z_$][\w$]*)|"([^"]*)"|'([^']*)')\s*:/.exec(source.slice(at, at + 200));
    const from = skipBlank(source, key === null ? at : at + key[0].length);
    const end = skipValue(source, from);
    if (key !== null) {
      const path = `${prefix}${key[1] ?? key[2] ?? key[3]}`;
      members.set(path, source.slice(from, end).trim());
      if (source[from] === "{") readObject(source, from, `${path}.`, members);
    }
    at = source[end] === "," ? end + 1 : end;
  }
  return at;
}

/** Index of the comma or the closing bracket that ends the value which begins here. */
function skipValue(source: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < source.length) {
    const next = skipBlank(source, at);
    if (next !== at) {
      at = next;
      continue;
    }
    const char = source[at]!;
    if (char === '"' || char === "'" || char === "`") {
      at = skipText(source, at, char);
      continue;
    }
    if (depth === 0 && (char === "," || CLOSE.includes(char))) return at;
    if (OPEN.includes(char)) depth += 1;
    if (CLOSE.includes(char)) depth -= 1;
    at += 1;
  }
  return at;
}

function skipText(source: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < source.length && source[at] !== quote) at += source[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** Index behind white space and comments. */
function skipBlank(source: string, start: number): number {
  const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = start;
  return start + (blank.exec(source)?.[0].length ?? 0);
}
