import type { SandboxFile } from "../../core/sandbox.ts";
import type { AppSource } from "./match.ts";

type FileSource = Extract<AppSource, { kind: "files" }>;

/** Characters of all pages that are kept; the one that nobody has asked for longest goes first. */
const MOST_CHARACTERS = 256_000_000;

/** Pages of apps that are nothing but files: the same for every rater, made when they are asked for. */
export interface PageCache {
  /** Null where its files are not stored any more. */
  readonly get: (source: FileSource) => Promise<string | null>;
}

export function createPageCache(pack: (files: readonly SandboxFile[]) => string): PageCache {
  const pages = new Map<FileSource, Promise<string | null>>();
  const sizes = new Map<FileSource, number>();
  const make = async (source: FileSource): Promise<string | null> => {
    const files = await source.read();
    const page = files === null ? null : pack(files);
    sizes.set(source, page?.length ?? 0);
    trim(source);
    return page;
  };
  const trim = (kept: FileSource): void => {
    let sum = [...sizes.values()].reduce((total, size) => total + size, 0);
    for (const [source, size] of sizes) {
      if (sum <= MOST_CHARACTERS || source === kept) continue;
      sizes.delete(source);
      pages.delete(source);
      sum -= size;
    }
  };
  return {
    get: async (source) => {
      const page = pages.get(source) ?? make(source);
      // Behind the others: it was asked for last.
      pages.delete(source);
      pages.set(source, page);
      const size = sizes.get(source);
      if (size !== undefined) {
        sizes.delete(source);
        sizes.set(source, size);
      }
      page.catch(() => pages.delete(source));
      return page;
    },
  };
}
