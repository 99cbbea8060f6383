import type { SandboxFile } from "../../../core/sandbox.ts";
import { toText } from "../../site/scrub-files.ts";
import { readHiddenNames } from "./hidden.ts";
import { type PageNode, readPage } from "./read-page.ts";

/** No link leaves this address for another file of the app. */
const ORIGIN = "http://app.invalid";

const MOST = { pages: 20, fileCharacters: 500_000 };

/** The page that opens first: index.html, or else the first by its path. Undefined: there is none. */
export const findFirstPage = (files: readonly SandboxFile[]): SandboxFile | undefined =>
  files
    .filter(({ path }) => /\.html?$/i.test(path))
    .toSorted((x, y) => Number(isIndex(y.path)) - Number(isIndex(x.path)) || (x.path < y.path ? -1 : 1))[0];

/**
 * What an app's pages show: its first one, then those that it leads to by links and frames that are not hidden, the nearest first, within a
 * bound. A file that no such link names is none of them, whatever stands in it.
 */
export function walkPages(files: readonly SandboxFile[]): PageNode[] {
  const hidden = readHiddenNames(
    files
      .filter(({ path }) => /\.css$/i.test(path))
      .map(readText)
      .join("\n"),
  );
  const byPath = new Map(files.map((file) => [file.path, file]));
  const first = findFirstPage(files);
  const found = new Set(first === undefined ? [] : [first]);
  const nodes: PageNode[] = [];
  // What is added to a set while it is gone through comes at its end.
  for (const file of found) {
    const { nodes: shown, links, base } = readPage(readText(file), hidden);
    nodes.push(...shown);
    for (const link of links) {
      const page = byPath.get(resolveLink(link, { path: file.path, base }) ?? "");
      if (page !== undefined && /\.html?$/i.test(page.path) && found.size < MOST.pages) found.add(page);
    }
  }
  return nodes;
}

/** The path of the file that a browser is served for a link; null where it leads out of the app, or nowhere. */
function resolveLink(
  link: string,
  { path, base }: { readonly path: string; readonly base: string | null },
): string | null {
  const encoded = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
  const own = new URL(`${ORIGIN}/${encoded}`);
  const from = base === null ? own : URL.parse(base, own);
  const to = from === null ? null : URL.parse(link, from);
  if (to === null || to.origin !== ORIGIN) return null;
  try {
    const name = decodeURIComponent(to.pathname).slice(1);
    return name === "" || name.endsWith("/") ? `${name}index.html` : name;
  } catch {
    return null;
  }
}

const isIndex = (path: string): boolean => path.toLowerCase() === "index.html";

const readText = ({ content }: SandboxFile): string => (toText(content) ?? "").slice(0, MOST.fileCharacters);
