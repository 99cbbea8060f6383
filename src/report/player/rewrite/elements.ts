import type { BlobAddresses } from "../files/blob-addresses.ts";
import { rewriteSrcset } from "./srcset.ts";
import { hasAddresses, rewriteStyle } from "./style.ts";

/** Attributes that name a file, by the elements that have them. */
const FILE_ATTRIBUTES = [
  ["src", "img, script, source, video, audio, track, input, embed"],
  ["poster", "video"],
  ["href", "link, image, use, feImage"],
  ["xlink:href", "image, use, feImage"],
] as const;
const SET_ATTRIBUTES = [
  ["srcset", "img, source"],
  ["imagesrcset", "link"],
] as const;
export const REWRITTEN_ATTRIBUTES = ["src", "poster", "href", "xlink:href", "srcset", "imagesrcset", "style"];

/** Whether an attribute names a file that the browser loads by itself. */
export const namesFile = (element: Element, attribute: string): boolean =>
  FILE_ATTRIBUTES.some(([name, selector]) => name === attribute && element.matches(selector));
export const namesFiles = (element: Element, attribute: string): boolean =>
  SET_ATTRIBUTES.some(([name, selector]) => name === attribute && element.matches(selector));

export interface Rewriting {
  readonly blobs: BlobAddresses;
  /** What addresses are relative to. */
  readonly base: () => string;
}

/** What an attribute says instead; the same where there is nothing to change. */
export function rewriteAttribute(
  element: Element,
  name: string,
  value: string,
  { blobs, base }: Rewriting,
): string {
  const find = (address: string): string | null => blobs.find(address, base());
  if (name === "style") return hasAddresses(value) ? rewriteStyle(value, find) : value;
  if (namesFiles(element, name)) return rewriteSrcset(value, find);
  return namesFile(element, name) && !value.startsWith("#") ? (find(value) ?? value) : value;
}

const SELECTOR =
  "[src], [poster], [href], [srcset], [imagesrcset], [style], image, use, feImage, style, template";

/** Everything in a tree that names files, templates too. */
export function rewriteTree(root: ParentNode, rewriting: Rewriting): void {
  if (root instanceof Element) rewriteElement(root, rewriting);
  for (const element of root.querySelectorAll(SELECTOR)) rewriteElement(element, rewriting);
}

export function rewriteElement(element: Element, rewriting: Rewriting): void {
  for (const name of REWRITTEN_ATTRIBUTES) {
    const value = element.attributes.getNamedItem(name)?.value;
    if (value === undefined) continue;
    const rewritten = rewriteAttribute(element, name, value, rewriting);
    if (rewritten === value) continue;
    // The content is not byte for byte what was hashed, and what is in here needs no permission of another origin.
    element.removeAttribute("integrity");
    element.removeAttribute("crossorigin");
    element.attributes.getNamedItem(name)!.value = rewritten;
  }
  if (element.localName === "style") rewriteStyleElement(element, rewriting);
  else if (element instanceof HTMLTemplateElement) rewriteTree(element.content, rewriting);
}

function rewriteStyleElement(element: Element, { blobs, base }: Rewriting): void {
  const style = element.textContent ?? "";
  if (!hasAddresses(style)) return;
  const rewritten = rewriteStyle(style, (address) => blobs.find(address, base()));
  if (rewritten !== style) element.textContent = rewritten;
}
