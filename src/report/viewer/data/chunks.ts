import { INDEX_CHUNK } from "../../model/chunk-names.ts";

declare global {
  /** Called by every `data/*.js`: its own name, and its JSON as text, so that no name of an agent's is ever code. */
  var buildoffChunk: ((name: string, json: string) => void) | undefined;
}

/** Where chunks come from: script elements of the page itself, or `data/<name>.js` beside it. */
export interface ChunkStore {
  /** @throws Error where there is no such chunk */
  readonly load: <Content>(name: string) => Promise<Content>;
  /** The next `load` asks anew: what was loaded before may have changed. */
  readonly forget: (isStale: (name: string) => boolean) => void;
}

interface Waiting {
  readonly resolve: (json: string) => void;
  readonly reject: (error: Error) => void;
}

export function createChunkStore(page: Document): ChunkStore {
  const loaded = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Waiting>();
  let version = 0;
  globalThis.buildoffChunk = (name, json) => {
    waiting.get(name)?.resolve(json);
    waiting.delete(name);
  };
  const request = (name: string): Promise<string> =>
    new Promise((resolve, reject) => {
      waiting.set(name, { resolve, reject });
      const script = page.createElement("script");
      script.src = version === 0 ? `data/${name}.js` : `data/${name}.js?v=${version}`;
      script.addEventListener("load", () => script.remove());
      script.addEventListener("error", () => {
        script.remove();
        waiting.delete(name);
        reject(new Error(`the report has no part "${name}", or it could not be loaded`));
      });
      page.head.append(script);
    });
  const read = async (name: string): Promise<unknown> => {
    const embedded = page.querySelector(`script[data-chunk="${CSS.escape(name)}"]`);
    return JSON.parse(embedded?.textContent ?? (await request(name)));
  };
  return {
    load: <Content>(name: string) => {
      const known = loaded.get(name) ?? read(name);
      loaded.set(name, known);
      known.catch(() => loaded.delete(name));
      return known as Promise<Content>;
    },
    forget: (isStale) => {
      version = Date.now();
      for (const name of loaded.keys()) if (isStale(name)) loaded.delete(name);
    },
  };
}

/** Whether all of the report is in one file: then nothing can be played. */
export const isSingleFile = (page: Document): boolean =>
  page.querySelector(`script[data-chunk="${INDEX_CHUNK}"]`) !== null;
