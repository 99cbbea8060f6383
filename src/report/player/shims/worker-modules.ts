import { toAddress, toPath } from "../files/address.ts";
import type { AppFiles } from "../files/app-files.ts";
import { isScript, toMediaType } from "../files/media-types.ts";
import { rewriteScript } from "../rewrite/script.ts";

/** Modules for workers, which know no import maps: what a module imports stands in it by the address of its blob. */
export interface WorkerModules {
  readonly addressOf: (path: string) => string;
}

/** Modules that import each other in a circle cannot be made this way; the browser says so when the worker starts. */
export function createWorkerModules(files: AppFiles): WorkerModules {
  const made = new Map<string, string>();
  const addressOf = (path: string): string => {
    const known = made.get(path);
    if (known !== undefined) return known;
    made.set(path, toAddress(path));
    const address = URL.createObjectURL(new Blob([read(path)], { type: toMediaType(path) }));
    made.set(path, address);
    return address;
  };
  const read = (path: string): string | Uint8Array<ArrayBuffer> => {
    if (!isScript(path)) return files.bytes(path);
    return rewriteScript(files.text(path), toAddress(path), (address) => {
      const imported = toPath(address, toAddress(path));
      return imported !== null && files.has(imported) ? addressOf(imported) : address;
    });
  };
  return { addressOf };
}
