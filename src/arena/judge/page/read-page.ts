import { defaultTreeAdapter, type DefaultTreeAdapterTypes } from "parse5";
import { type HiddenNames, isHidden, readHiddenNames } from "./hidden.ts";
import { parsePage } from "./parse-page.ts";
import { toPlainText } from "./plain-text.ts";

/** A part of a page that shows text, or a control. */
export interface PageNode {
  readonly tag: string;
  readonly text: string;
}

/** What a page shows, and where it leads. */
export interface ShownPage {
  readonly nodes: readonly PageNode[];
  /** As they are written: of links, and of pages in frames. */
  readonly links: readonly string[];
  /** What they are relative to, where the page says so. */
  readonly base: string | null;
}

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;
type Attributes = ReadonlyMap<string, string>;

/** They are a part of the text that they stand in. */
const INLINE = new Set(
  "abbr b bdi bdo br cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);

/**
 * What a page shows as its file stands, before any script has run, in the order of the file. Hidden text, hidden links, comments and
 * attributes that show nothing are left out. What a script hides or shows is not known, nor is text in the colour of its background, so
 * nothing here is trusted.
 * @param hidden by the style sheets beside the page; its own are read here
 */
export function readPage(html: string, hidden: HiddenNames): ShownPage {
  const page = parsePage(html);
  const nodes: PageNode[] = [];
  const links: string[] = [];
  if (page === null) return { nodes, links, base: null };
  const names = new Set([...hidden, ...readHiddenNames(readSheets(page).join("\n"))]);
  let base: string | null = null;
  let text = "";
  const flush = (tag: string): void => {
    const plain = toPlainText(text);
    text = "";
    if (plain !== "") nodes.push({ tag, text: plain });
  };
  const visit = (node: Node, tag: string): void => {
    if (defaultTreeAdapter.isTextNode(node)) text += node.value;
    if (!defaultTreeAdapter.isElementNode(node)) return;
    const name = node.tagName;
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    if (name === "base") base ??= attributes.get("href") ?? null;
    if (isHidden(name, attributes, names)) {
      if (!INLINE.has(name)) flush(tag);
      return;
    }
    const link = findLink(name, attributes);
    if (link !== null) links.push(link);
    // What stands inside of it is for browsers that know no frames.
    if (name === "iframe") return flush(tag);
    if (INLINE.has(name)) {
      if (name === "br") text += " ";
      for (const child of node.childNodes) visit(child, tag);
      return;
    }
    flush(tag);
    const control = describeControl(name, attributes);
    if (control !== null) nodes.push({ tag: name, text: control });
    for (const child of node.childNodes) visit(child, name);
    flush(name);
  };
  for (const child of page.childNodes) visit(child, "body");
  flush("body");
  return { nodes, links, base };
}

/** Where an element leads, or which page it shows. */
function findLink(name: string, attributes: Attributes): string | null {
  if (name === "a" || name === "area") return attributes.get("href") ?? null;
  if (name !== "iframe" && name !== "frame") return null;
  const isSliver = ["width", "height"].some((side) =>
    /^\s*[01](?:px|%)?\s*$/.test(attributes.get(side) ?? ""),
  );
  return isSliver || attributes.has("srcdoc") ? null : (attributes.get("src") ?? null);
}

/** Texts of its own style sheets. */
function readSheets(parent: Parent): string[] {
  return parent.childNodes.flatMap((node) => {
    if (!defaultTreeAdapter.isElementNode(node)) return [];
    if (node.tagName !== "style") return readSheets(node);
    return node.childNodes.map((child) => (defaultTreeAdapter.isTextNode(child) ? child.value : ""));
  });
}

/** What a control shows that has no text inside. */
function describeControl(name: string, attributes: Attributes): string | null {
  if (name === "img") return "[a picture]";
  if (name !== "input" && name !== "textarea") return null;
  const type = name === "input" ? (attributes.get("type")?.toLowerCase() ?? "text") : "text";
  const shown = /^(?:submit|button|reset)$/.test(type) ? "value" : "placeholder";
  return toPlainText(`[a field: ${type}] ${attributes.get(shown) ?? ""}`);
}
