import { type HiddenNames, isHidden } from "./hidden.ts";
import { toPlainText } from "./plain-text.ts";
import { readTokens, type Token } from "./tokens.ts";

/** A part of a page that shows text, or a control. */
export interface PageNode {
  readonly tag: string;
  readonly text: string;
}

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** They are a part of the text that they stand in. */
const INLINE = new Set(
  "abbr b bdi bdo br cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);
/** An end tag closes nothing outside of these. */
const BOUNDARIES = new Set("applet caption marquee object table td template th".split(" "));
/** What a start tag ends of its own kind, up to the nearest of the others. */
const ENDED_BY: Readonly<
  Record<string, { readonly ends: readonly string[]; readonly within: readonly string[] }>
> = {
  li: { ends: ["li"], within: ["ul", "ol", "menu"] },
  dt: { ends: ["dt", "dd"], within: ["dl"] },
  dd: { ends: ["dt", "dd"], within: ["dl"] },
  option: { ends: ["option"], within: ["select", "datalist"] },
  tr: { ends: ["td", "th", "tr"], within: ["table"] },
  td: { ends: ["td", "th"], within: ["tr", "table"] },
  th: { ends: ["td", "th"], within: ["tr", "table"] },
  tbody: { ends: ["td", "th", "tr", "thead", "tbody"], within: ["table"] },
};
const ENDS_PARAGRAPH = new Set(
  "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul".split(
    " ",
  ),
);

/** Browsers nest no deeper; a page that does is read so far and no further. */
const MOST_DEPTH = 512;

interface OpenElement {
  readonly name: string;
  readonly isHidden: boolean;
}

/**
 * What a page shows as its file stands, before any script has run, in the order of the file. Hidden text, comments and attributes that show
 * nothing are left out. Where a browser would mend a broken page in another way, a part may be counted wrongly; so nothing here is trusted.
 * Source: the tree construction of the HTML standard, as far as it decides what is inside what.
 */
export function readPage(html: string, hidden: HiddenNames): PageNode[] {
  const open: OpenElement[] = [];
  const nodes: PageNode[] = [];
  let text = "";
  const flush = (): void => {
    const plain = toPlainText(text);
    text = "";
    const tag = open.findLast(({ name }) => !INLINE.has(name))?.name ?? "body";
    if (plain !== "") nodes.push({ tag, text: plain });
  };
  for (const token of readTokens(html)) {
    if (open.length > MOST_DEPTH) break;
    if (token.kind === "text") {
      if (open.at(-1)?.isHidden !== true) text += token.text;
      continue;
    }
    if (INLINE.has(token.name)) text += token.name === "br" ? " " : "";
    else flush();
    if (token.kind === "end") close(open, token.name);
    else enter(token, { open, nodes, hidden });
  }
  flush();
  return nodes;
}

interface Page {
  readonly open: OpenElement[];
  readonly nodes: PageNode[];
  readonly hidden: HiddenNames;
}

function enter({ name, attributes }: Extract<Token, { kind: "start" }>, { open, nodes, hidden }: Page): void {
  if (ENDS_PARAGRAPH.has(name)) endWithin(open, ["p"], ["button"]);
  const ended = Object.hasOwn(ENDED_BY, name) ? ENDED_BY[name] : undefined;
  if (ended !== undefined) endWithin(open, ended.ends, ended.within);
  const isUnseen = open.at(-1)?.isHidden === true || isHidden(name, attributes, hidden);
  const control = isUnseen ? null : describeControl(name, attributes);
  if (control !== null) nodes.push({ tag: name, text: control });
  if (!VOID.has(name)) open.push({ name, isHidden: isUnseen });
}

/** Closes the outermost of these that is open inside the nearest of the boundaries, and all in it. */
function endWithin(open: OpenElement[], ends: readonly string[], within: readonly string[]): void {
  const boundary = open.findLastIndex(
    ({ name }) => within.includes(name) || (BOUNDARIES.has(name) && !ends.includes(name)),
  );
  const first = open.findIndex(({ name }, place) => place > boundary && ends.includes(name));
  if (first >= 0) open.length = first;
}

/** An end tag closes the nearest element of its name, and all in it; without one, or beyond a table, it closes nothing. */
function close(open: OpenElement[], name: string): void {
  const place = open.findLastIndex((element) => element.name === name);
  if (place < 0) return;
  const isBeyond = open.slice(place + 1).some((element) => BOUNDARIES.has(element.name));
  if (isBeyond && !BOUNDARIES.has(name)) return;
  open.length = place;
}

/** What a control shows that has no text inside. */
function describeControl(name: string, attributes: ReadonlyMap<string, string>): string | null {
  if (name === "img") return "[a picture]";
  if (name !== "input" && name !== "textarea") return null;
  const type = name === "input" ? (attributes.get("type")?.toLowerCase() ?? "text") : "text";
  const shown = /^(?:submit|button|reset)$/.test(type) ? "value" : "placeholder";
  return toPlainText(`[a field: ${type}] ${attributes.get(shown) ?? ""}`);
}
