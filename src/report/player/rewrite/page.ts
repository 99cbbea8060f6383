import { APP_ORIGIN, resolveAddress } from "../files/address.ts";
import type { AppFiles } from "../files/app-files.ts";
import type { BlobAddresses } from "../files/blob-addresses.ts";
import { isScript } from "../files/media-types.ts";
import { rewriteTree } from "./elements.ts";
import { toImportMap } from "./import-map.ts";
import { rewriteLocation } from "./location-words.ts";
import { rewriteScript } from "./script.ts";

/** What would load nothing, forbid what the player needs, or leave the page. */
const USELESS = [
  'meta[http-equiv="content-security-policy" i]',
  'meta[http-equiv="refresh" i]',
  ...["manifest", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"].map(
    (rel) => `link[rel~="${rel}" i]`,
  ),
  "base",
].join(", ");

export interface PageParts {
  readonly files: AppFiles;
  readonly blobs: BlobAddresses;
  /** Full address of the page. */
  readonly address: string;
}

/** A page of the app as it can be written into the frame. */
export function rewritePage(html: string, { files, blobs, address }: PageParts): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  const base = toBase(page, address);
  const ownMaps = [...page.querySelectorAll('script[type="importmap" i]')].map((script) => {
    script.remove();
    return script.textContent ?? "";
  });
  for (const element of page.querySelectorAll(USELESS)) element.remove();
  rewriteScripts(page, base);
  rewriteTree(page, { blobs, base: () => base });
  keepFirstNewline(page);
  page.head.prepend(
    ...toFirstElements(page, base, () => toImportMap({ files, blobs }, ownMaps, base), files),
  );
  const doctype = page.doctype === null ? "" : "<!doctype html>";
  return doctype + page.documentElement.outerHTML;
}

function toBase(page: Document, address: string): string {
  const own = page.querySelector("base[href]")?.getAttribute("href");
  const base = own === null || own === undefined ? null : resolveAddress(own, address);
  return base?.origin === APP_ORIGIN ? base.href : address;
}

function rewriteScripts(page: Document, base: string): void {
  for (const script of page.querySelectorAll<HTMLScriptElement>("script:not([src])")) {
    const type = script.type.toLowerCase();
    if (type === "" || type === "module" || type.endsWith("javascript")) {
      script.textContent = rewriteScript(script.textContent ?? "", base);
    }
  }
  for (const element of page.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (attribute.name.startsWith("on")) attribute.value = rewriteLocation(attribute.value);
    }
  }
}

/** Reading a page anew drops a newline that stands first in these elements: it is doubled. */
function keepFirstNewline(page: Document): void {
  for (const element of page.querySelectorAll("pre, textarea, listing")) {
    const { firstChild } = element;
    if (firstChild instanceof Text && firstChild.data.startsWith("\n"))
      firstChild.data = `\n${firstChild.data}`;
  }
}

function toFirstElements(
  page: Document,
  address: string,
  toMap: () => Readonly<Record<string, string>>,
  files: AppFiles,
): Element[] {
  const base = page.createElement("base");
  base.href = address;
  const usesModules =
    page.querySelector('script[type="module" i]') !== null ||
    files.paths.some((path) => isScript(path) && files.text(path).includes("import("));
  if (!usesModules) return [base];
  const map = page.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({ imports: toMap() }).replaceAll("<", "\\u003c");
  return [base, map];
}
