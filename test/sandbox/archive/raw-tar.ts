/* Tar archives made by hand, so that a test can say what no honest packer would write. */

const BLOCK = 512;

export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly type?: string;
  readonly content?: string | Uint8Array;
  readonly mode?: number;
  readonly linkname?: string;
  /** What the header claims, where that is a lie. */
  readonly size?: number;
}

const bytes = (text: string | Uint8Array): Uint8Array =>
  typeof text === "string" ? new TextEncoder().encode(text) : text;

const pad = (data: Uint8Array): Uint8Array =>
  Buffer.concat([data, Buffer.alloc((BLOCK - (data.byteLength % BLOCK)) % BLOCK)]);

function header({ name, type = "0", mode = 0o644, linkname = "", size = 0 }: RawEntry): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  block.set(bytes(name).subarray(0, 100), 0);
  block.write(`${mode.toString(8).padStart(7, "0")}\0`, 100);
  block.write("0023421\0", 108);
  block.write("0023421\0", 116);
  if (size >= 8 ** 11) {
    block[124] = 0x80;
    block.writeUIntBE(size, 130, 6);
  } else {
    block.write(`${size.toString(8).padStart(11, "0")} `, 124);
  }
  block.write("14623200000 ", 136);
  block.fill(" ", 148, 156);
  block.write(type, 156, "latin1");
  block.set(bytes(linkname).subarray(0, 100), 157);
  block.write("ustar\u000000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

/** A pax record carries what a header has no room for. */
function pax(records: Readonly<Record<string, string>>): Uint8Array {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest;
    while (length !== rest + String(length).length) length = rest + String(length).length;
    return `${length} ${key}=${value}\n`;
  });
  const body = bytes(lines.join(""));
  return Buffer.concat([header({ name: "PaxHeader", type: "x", size: body.byteLength }), pad(body)]);
}

export function rawEntry(entry: RawEntry): Uint8Array {
  const content = bytes(entry.content ?? "");
  const name = bytes(entry.name);
  const long = {
    ...(name.byteLength > 100 || name.includes(0) ? { path: Buffer.from(name).toString() } : {}),
    ...((entry.linkname?.length ?? 0) > 100 ? { linkpath: entry.linkname ?? "" } : {}),
  };
  return Buffer.concat([
    ...(Object.keys(long).length > 0 ? [pax(long)] : []),
    header({ size: content.byteLength, ...entry }),
    pad(content),
  ]);
}

export const END = Buffer.alloc(2 * BLOCK);

export const rawTar = (entries: readonly RawEntry[]): Uint8Array =>
  Buffer.concat([...entries.map(rawEntry), END]);

export async function* inChunks(data: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.byteLength; at += size) yield data.subarray(at, at + size);
}
