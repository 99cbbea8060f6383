import { type ImportSpecifier, parse } from "es-module-lexer/minimal/js";
import { toAddress, toPath } from "../files/address.ts";
import { rewriteLocation } from "./location-words.ts";

interface Insertion {
  readonly at: number;
  /** Characters that it stands for. */
  readonly instead: number;
  readonly text: string;
}

type Locate = (address: string) => string;

/**
 * A script that finds its modules wherever it is loaded from: what it imports, and `import.meta.url`, become full addresses, which
 * the page's import map knows.
 * @param base the script's own address
 * @param locate where a module is, by its full address, for who knows no import map
 */
export function rewriteScript(script: string, base: string, locate: Locate = (address) => address): string {
  const text = rewriteLocation(script);
  if (!/\bimport\b|\bexport\b/.test(text)) return text;
  const insertions = parseImports(text).flatMap((one) => toInsertions(one, { text, base, locate }));
  let rewritten = "";
  let at = 0;
  for (const one of insertions.toSorted((a, b) => a.at - b.at)) {
    rewritten += text.slice(at, one.at) + one.text;
    at = one.at + one.instead;
  }
  return rewritten + text.slice(at);
}

/** A script with a mistake is left as it is: the browser says what is wrong with it. */
function parseImports(text: string): readonly ImportSpecifier[] {
  try {
    return parse(text)[0];
  } catch {
    return [];
  }
}

interface Script {
  readonly text: string;
  readonly base: string;
  readonly locate: Locate;
}

/** What `d` of the lexer says, but for the place of a dynamic import. */
const STATIC = -1;
const IMPORT_META = -2;

function toInsertions(one: ImportSpecifier, { text, base, locate }: Script): Insertion[] {
  const { n: specifier, s: start, e: end, d: kind } = one;
  if (kind === IMPORT_META) {
    const url = /^\s*\.\s*url\b/.exec(text.slice(end, end + 40));
    return url === null
      ? []
      : [{ at: start, instead: end - start + url[0].length, text: JSON.stringify(base) }];
  }
  if (kind !== STATIC) {
    return [
      { at: start, instead: 0, text: "buildoffModule(" },
      { at: end, instead: 0, text: `,${JSON.stringify(base)})` },
    ];
  }
  const full = specifier === undefined ? null : resolveModule(specifier, base);
  return full === null ? [] : [{ at: start, instead: end - start, text: locate(full) }];
}

/** The full address of a module that is named by its own; null for a bare name, which is the import map's affair. */
export function resolveModule(specifier: string, base: string): string | null {
  if (!/^(?:\.{0,2}\/|[a-z][a-z\d+.-]*:)/i.test(specifier)) return null;
  const path = toPath(specifier, base);
  return path === null ? null : toAddress(path);
}
