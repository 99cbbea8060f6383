import { resolveAddress, toAddress, toPath } from "../files/address.ts";
import type { AppFiles } from "../files/app-files.ts";
import type { BlobAddresses } from "../files/blob-addresses.ts";
import { isScript } from "../files/media-types.ts";

interface ImportMap {
  readonly imports?: Readonly<Record<string, unknown>>;
  readonly scopes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What scripts import that is not JavaScript, with `with { type: … }`. */
const isImportable = (path: string): boolean => isScript(path) || /\.(?:json|css)$/i.test(path);

/** Where every module of the app can be loaded, by its full address and by the names that the app's own map gives. */
export function toImportMap(
  { files, blobs }: { readonly files: AppFiles; readonly blobs: BlobAddresses },
  ownMaps: readonly string[],
  base: string,
): Readonly<Record<string, string>> {
  const modules = files.paths.filter(isImportable);
  const named = ownMaps.flatMap(parseMap).flatMap(([name, address]) => {
    const path = toPath(address, base);
    if (!name.endsWith("/")) {
      const found =
        path !== null && files.has(path) ? blobs.ofPath(path) : resolveAddress(address, base)?.href;
      return found === undefined ? [] : [[name, found] as const];
    }
    const folder = path?.replace(/index\.html$/, "") ?? null;
    return modules
      .filter((module) => folder !== null && module.startsWith(folder))
      .map((module) => [`${name}${module.slice(folder!.length)}`, blobs.ofPath(module)] as const);
  });
  return Object.fromEntries([
    ...named,
    ...modules.map((path) => [toAddress(path), blobs.ofPath(path)] as const),
  ]);
}

/** Scopes are named by where a module is, which here is elsewhere: what they say holds everywhere. */
function parseMap(json: string): (readonly [string, string])[] {
  try {
    const { imports = {}, scopes = {} } = JSON.parse(json) as ImportMap;
    const all = [...Object.values(scopes), imports].flatMap((names) => Object.entries(names));
    return all.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  } catch {
    return [];
  }
}
