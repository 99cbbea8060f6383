import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { randomUUID } from "node:crypto";
import writeFileAtomic from "write-file-atomic";
import { InfraError } from "../core/errors.ts";

/** Writes a whole file or nothing; its folder is made where it is missing. */
export async function writeAtomic(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, typeof content === "string" ? content : Buffer.from(content));
  } catch (cause) {
    throw new InfraError("store", `cannot write ${file}: ${(cause as Error).message}`, { cause });
  }
}

/** As `writeAtomic`, for what does not fit into memory at once. What the pieces throw is thrown as it is. */
export async function writePieces(
  file: string,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const partial = `${file}.${randomUUID()}.partial`;
  let failure: { readonly error: unknown } | null = null;
  async function* told(): AsyncGenerator<string> {
    try {
      yield* inBlocks(pieces);
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  try {
    await mkdir(dirname(file), { recursive: true });
    await pipeline(Readable.from(told()), createWriteStream(partial, { flags: "wx" }));
    await sync(partial);
    await rename(partial, file);
  } catch (cause) {
    await rm(partial, { force: true });
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
    throw new InfraError("store", `cannot write ${file}: ${(cause as Error).message}`, { cause });
  }
}

const BLOCK_CHARACTERS = 256 * 1024;

/** A write costs more than a few characters: they are put together. */
async function* inBlocks(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let block = "";
  for await (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield block;
    block = "";
  }
  if (block !== "") yield block;
}

async function sync(file: string): Promise<void> {
  await using handle = await open(file, "r+");
  await handle.sync();
}

/** JSON as people read it; ends with a newline. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await writeAtomic(file, `${JSON.stringify(value, null, 2)}\n`);
}
