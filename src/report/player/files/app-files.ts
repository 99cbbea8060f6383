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
    return decode(base64);
  };
  return {
    paths: [...encoded.keys()],
    has: (path) => encoded.has(path),
    bytes,
    text: (path) => new TextDecoder().decode(bytes(path)),
  };
}

/** Browsers of the last years have it (ES2026); a decoder of one's own takes seconds for a large file. */
interface Base64Decoder {
  readonly fromBase64?: (base64: string) => Uint8Array<ArrayBuffer>;
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as Base64Decoder;
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
