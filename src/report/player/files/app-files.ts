/** The files of an app, decoded when they are asked for. */
export interface AppFiles {
  readonly paths: readonly string[];
  readonly has: (path: string) => boolean;
  /** @throws RangeError where there is no such file */
  readonly bytes: (path: string) => Uint8Array<ArrayBuffer>;
  readonly text: (path: string) => string;
}

/** @param entries path and base64 */
export function createAppFiles(entries: readonly (readonly [string, string])[]): AppFiles {
  const encoded = new Map(entries);
  const bytes = (path: string): Uint8Array<ArrayBuffer> => {
    const base64 = encoded.get(path);
    if (base64 === undefined) throw new RangeError(`the app has no file ${path}`);
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  };
  return {
    paths: [...encoded.keys()],
    has: (path) => encoded.has(path),
    bytes,
    text: (path) => new TextDecoder().decode(bytes(path)),
  };
}
