import { toAddress, toPath } from "../files/address.ts";
import type { AppFiles } from "../files/app-files.ts";
import type { BlobAddresses } from "../files/blob-addresses.ts";
import { createWorkerModules } from "./worker-modules.ts";

export interface WorkerParts {
  readonly files: AppFiles;
  readonly blobs: BlobAddresses;
  readonly base: () => string;
}

/** Workers of the app's own scripts. In a worker, too, its files can be fetched and its scripts imported. */
export function shimWorkers(page: Window & typeof globalThis, parts: WorkerParts): void {
  const modules = createWorkerModules(parts.files);
  page.Worker = new Proxy(page.Worker, {
    construct: (target, [address, options]: [string | URL, WorkerOptions?], subclass) => {
      const path = toPath(String(address), parts.base());
      if (path === null || !parts.files.has(path)) {
        return Reflect.construct(target, [address, options ?? {}], subclass) as Worker;
      }
      const prelude = toPrelude(path, parts);
      const start =
        options?.type === "module"
          ? toModuleStart(toScript(prelude), modules.addressOf(path))
          : toScript(`${prelude}importScripts(${JSON.stringify(toAddress(path))});`);
      return Reflect.construct(target, [start, options ?? {}], subclass) as Worker;
    },
  });
  // What a frame like this one may not have, asking for it throws; apps ask only whether it is there.
  for (const name of ["serviceWorker"])
    delete (page.Navigator.prototype as unknown as Record<string, unknown>)[name];
  for (const name of ["caches", "RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) {
    delete (page as unknown as Record<string, unknown>)[name];
  }
}

const toScript = (text: string): string => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));

/** A module worker must be of its page's origin. Such a frame's origin is nobody's, so only the address itself can hold its start. */
const toModuleStart = (...modules: readonly string[]): string =>
  `data:text/javascript,${encodeURIComponent(modules.map((each) => `import "${each}";`).join(""))}`;

/** What stands in front of a worker's script. A `<path, address>` of every file is in it, so it is made for apps with workers alone. */
function toPrelude(path: string, { files, blobs }: WorkerParts): string {
  const known = files.paths.map((each) => [toAddress(each), blobs.ofPath(each)]);
  return `(${prelude.toString()})(new Map(${JSON.stringify(known)}),${JSON.stringify(toAddress(path))});`;
}

/** Runs in the worker, as text: it can use nothing from around it. */
function prelude(known: ReadonlyMap<string, string>, base: string): void {
  const scope = self as unknown as {
    importScripts: (...addresses: string[]) => void;
    fetch: typeof fetch;
    buildoffModule: unknown;
    buildoffLocation: unknown;
  };
  const find = (address: string): string => {
    const url = new URL(address, base);
    return known.get(url.origin + url.pathname) ?? url.href;
  };
  const nativeImport = scope.importScripts?.bind(scope);
  const nativeFetch = scope.fetch.bind(scope);
  if (nativeImport !== undefined)
    scope.importScripts = (...addresses) => nativeImport(...addresses.map(find));
  scope.fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const found = find(address);
    if (found.startsWith("https://app.invalid/")) {
      return Promise.resolve(new Response("not found\n", { status: 404, statusText: "Not Found" }));
    }
    return input instanceof Request ? nativeFetch(input, init) : nativeFetch(found, init);
  };
  scope.buildoffModule = (specifier: string) => find(specifier);
  scope.buildoffLocation = new URL(base);
}
