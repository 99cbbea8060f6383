import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parse } from "parse5";
import { type HiddenNames, isHidden, readHiddenNames } from "./hidden.ts";
import { toPlainText } from "./plain-text.ts";

/** A part of a page that shows text, or a control. */
export interface PageNode {
  readonly tag: string;
  readonly text: string;
}

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** They are a part of the text that they stand in. */
const INLINE = new Set(
  "abbr b bdi bdo br cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);

/** Browsers nest no deeper: a page that does is not read. */
const MOST_DEPTH = 512;

class TooDeepError extends Error {
  override readonly name = "TooDeepError";
}

/**
 * What a page shows as its file stands, before any script has run, in the order of the file. Hidden text, comments and attributes that show
 * nothing are left out. What a script hides or shows is not known, so nothing here is trusted.
 * @param hidden by the style sheets beside the page; its own are read here
 */
export function readPage(html: string, hidden: HiddenNames): PageNode[] {
  const page = parseBounded(html);
  if (page === null) return [];
  const names = new Set([...hidden, ...readHiddenNames(readSheets(page).join("\n"))]);
  const nodes: PageNode[] = [];
  let text = "";
  const flush = (tag: string): void => {
    const plain = toPlainText(text);
    text = "";
    if (plain !== "") nodes.push({ tag, text: plain });
  };
  const visit = (node: Node, tag: string): void => {
    if (defaultTreeAdapter.isTextNode(node)) text += node.value;
    if (!defaultTreeAdapter.isElementNode(node)) return;
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    if (isHidden(node.tagName, attributes, names)) {
      if (!INLINE.has(node.tagName)) flush(tag);
      return;
    }
    if (INLINE.has(node.tagName)) {
      if (node.tagName === "br") text += " ";
      for (const child of node.childNodes) visit(child, tag);
      return;
    }
    flush(tag);
    const control = describeControl(node.tagName, attributes);
    if (control !== null) nodes.push({ tag: node.tagName, text: control });
    for (const child of node.childNodes) visit(child, node.tagName);
    flush(node.tagName);
  };
  for (const child of page.childNodes) visit(child, "body");
  flush("body");
  return nodes;
}

/** Texts of its own style sheets. */
function readSheets(parent: Parent): string[] {
  return parent.childNodes.flatMap((node) => {
    if (!defaultTreeAdapter.isElementNode(node)) return [];
    if (node.tagName !== "style") return readSheets(node);
    return node.childNodes.map((child) => (defaultTreeAdapter.isTextNode(child) ? child.value : ""));
  });
}

/** Null where the page nests deeper than any. */
function parseBounded(html: string): DefaultTreeAdapterTypes.Document | null {
  let depth = 0;
  const onItemPush = (): void => {
    depth += 1;
    if (depth > MOST_DEPTH) throw new TooDeepError("the page nests deeper than any");
  };
  const onItemPop = (_: Element): void => {
    depth -= 1;
  };
  try {
    return parse(html, { treeAdapter: { ...defaultTreeAdapter, onItemPush, onItemPop } });
  } catch (error) {
    if (error instanceof TooDeepError) return null;
    throw error;
  }
}

/** What a control shows that has no text inside. */
function describeControl(name: string, attributes: ReadonlyMap<string, string>): string | null {
  if (name === "img") return "[a picture]";
  if (name !== "input" && name !== "textarea") return null;
  const type = name === "input" ? (attributes.get("type")?.toLowerCase() ?? "text") : "text";
  const shown = /^(?:submit|button|reset)$/.test(type) ? "value" : "placeholder";
  return toPlainText(`[a field: ${type}] ${attributes.get(shown) ?? ""}`);
}
