import { rewriteScript } from "../rewrite/script.ts";
import { rewriteStyle } from "../rewrite/style.ts";
import { toAddress, toPath } from "./address.ts";
import type { AppFiles } from "./app-files.ts";
import { isScript, isStyle, toMediaType } from "./media-types.ts";

/** Addresses that the frame can load: each file's is made when it is first asked for. */
export interface BlobAddresses {
  /** @throws RangeError where there is no such file */
  readonly ofPath: (path: string) => string;
  /** What to load for an address that the app wrote, its fragment kept; null where it is none of the app's files. */
  readonly find: (address: string, base: string) => string | null;
  /** The file behind an address that was made here. */
  readonly pathOf: (blobAddress: string) => string | null;
}

export function createBlobAddresses(files: AppFiles): BlobAddresses {
  const made = new Map<string, string>();
  const paths = new Map<string, string>();
  const ofPath = (path: string): string => {
    const known = made.get(path);
    if (known !== undefined) return known;
    // Style sheets that import each other in a circle end here.
    made.set(path, "data:text/css,");
    const address = URL.createObjectURL(new Blob([read(path)], { type: toMediaType(path) }));
    made.set(path, address);
    paths.set(address, path);
    return address;
  };
  const find = (address: string, base: string): string | null => {
    const path = toPath(address, base);
    if (path === null || !files.has(path)) return null;
    const fragment = /#.*$/s.exec(address)?.[0] ?? "";
    return `${ofPath(path)}${fragment}`;
  };
  const read = (path: string): string | Uint8Array<ArrayBuffer> => {
    if (isScript(path)) return rewriteScript(files.text(path), toAddress(path));
    if (isStyle(path)) return rewriteStyle(files.text(path), (address) => find(address, toAddress(path)));
    return files.bytes(path);
  };
  return { ofPath, find, pathOf: (blobAddress) => paths.get(blobAddress.replace(/#.*$/s, "")) ?? null };
}
