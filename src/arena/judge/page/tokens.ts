import { decodeReferences } from "./references.ts";

/** A piece of a page. Names are in lower case. */
export type Token =
  | { readonly kind: "start"; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: "end"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

/** Elements whose content is text up to their own end tag, with or without character references. */
const RAW = new Set(["script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"]);
const ESCAPABLE = new Set(["textarea", "title"]);

const NAME = /^[a-z][^\s/>\0]*/i;
const ATTRIBUTE = /^[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/;

/**
 * The tags and texts of a page, without its comments. Nothing throws: what is no HTML is text, as in browsers.
 * Source: the tokenization of the HTML standard, without its errors, and with scripts on.
 */
export function* readTokens(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) return yield toText(html.slice(at));
    if (open > at) yield toText(html.slice(at, open));
    const tag = readTag(html, open);
    if (tag === null) {
      yield toText("<");
      at = open + 1;
      continue;
    }
    if (tag.token !== null) yield tag.token;
    at = tag.end;
    if (tag.token?.kind !== "start") continue;
    const { name } = tag.token;
    if (name === "plaintext") return yield { kind: "text", text: html.slice(at) };
    if (!RAW.has(name) && !ESCAPABLE.has(name)) continue;
    const end = findEnd(html, at, name);
    const text = html.slice(at, end);
    yield ESCAPABLE.has(name) ? toText(text) : { kind: "text", text };
    at = end;
  }
}

const toText = (text: string): Token => ({ kind: "text", text: decodeReferences(text) });

/** @returns a null token for what shows nothing, such as a comment; null where the `<` is a text */
function readTag(html: string, open: number): { readonly token: Token | null; readonly end: number } | null {
  const next = html[open + 1] ?? "";
  if (next === "!" || next === "?") return { token: null, end: endOfComment(html, open) };
  const isEnd = next === "/";
  const from = open + (isEnd ? 2 : 1);
  const [name] = NAME.exec(html.slice(from, from + 100)) ?? [];
  if (name === undefined) return isEnd ? { token: null, end: endOfComment(html, open) } : null;
  const { attributes, end } = readAttributes(html, from + name.length);
  const lower = name.toLowerCase();
  return { token: isEnd ? { kind: "end", name: lower } : { kind: "start", name: lower, attributes }, end };
}

function endOfComment(html: string, open: number): number {
  if (!html.startsWith("<!--", open)) return after(html, html.indexOf(">", open), 1);
  const [empty] = /^<!---?>/.exec(html.slice(open, open + 6)) ?? [];
  if (empty !== undefined) return open + empty.length;
  const found = /--!?>/g;
  found.lastIndex = open + 4;
  const match = found.exec(html);
  return match === null ? html.length : match.index + match[0].length;
}

const after = (html: string, index: number, length: number): number =>
  index < 0 ? html.length : index + length;

/** The first of several attributes of one name counts. */
function readAttributes(
  html: string,
  from: number,
): { readonly attributes: ReadonlyMap<string, string>; readonly end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  for (;;) {
    const space = /[\s/]*/y;
    space.lastIndex = at;
    at += space.exec(html)?.[0].length ?? 0;
    if (at >= html.length || html[at] === ">") return { attributes, end: Math.min(html.length, at + 1) };
    const attribute = new RegExp(ATTRIBUTE.source.slice(1), "y");
    attribute.lastIndex = at;
    const match = attribute.exec(html);
    if (match === null) {
      at += 1;
      continue;
    }
    const [whole, name, double, single, bare] = match;
    const key = name!.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeReferences(double ?? single ?? bare ?? ""));
    at += whole.length;
  }
}

function findEnd(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}
