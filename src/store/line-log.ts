import { type FileHandle, open } from "node:fs/promises";
import { InfraError } from "../core/errors.ts";
import { readJson } from "./lines.ts";

/** A file of lines that only grows: one JSON document a line, each synced to disk before its append resolves. */
export interface LineLog<Record> extends AsyncDisposable {
  /** @throws InfraError `store` */
  readonly append: (record: Record) => Promise<void>;
}

const LF = 10;
const READ_BYTES = 64 * 1024;

/**
 * Opens for appending, so that the next record stays whole whatever a crash or a full disk tore.
 * @param torn what becomes of a last line that is no JSON: it is ended, for readers that forgive one, or cut away. A whole one that only
 * lacks its end is ended in any case.
 */
export async function openLineLog<Record>(file: string, torn: "end" | "cut"): Promise<LineLog<Record>> {
  const handle = await open(file, "a+");
  const mend = torn === "end" ? endTornLine : cutTornLine;
  await mend(handle);
  let isTorn = false;
  const appendWhole = async (record: Record): Promise<void> => {
    try {
      if (isTorn) await mend(handle);
      isTorn = true;
      await handle.appendFile(`${JSON.stringify(record)}\n`);
      await handle.datasync();
      isTorn = false;
    } catch (cause) {
      throw new InfraError("store", `cannot write ${file}: ${(cause as Error).message}`, { cause });
    }
  };
  let last: Promise<void> = Promise.resolve();
  return {
    append: (record) => {
      last = last.catch(() => {}).then(() => appendWhole(record));
      return last;
    },
    async [Symbol.asyncDispose]() {
      await last.catch(() => {});
      await handle.close();
    },
  };
}

async function endTornLine(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  if (size === (await findEnd(handle, size))) return;
  await handle.appendFile("\n");
}

async function cutTornLine(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  const end = await findEnd(handle, size);
  if (end === size) return;
  const tail = Buffer.alloc(size - end);
  await handle.read(tail, 0, tail.length, end);
  if (readJson(tail.toString("utf8")) !== undefined) await handle.appendFile("\n");
  else await handle.truncate(end);
}

/** Behind the last LF, or 0. */
async function findEnd(handle: FileHandle, size: number): Promise<number> {
  const piece = Buffer.alloc(READ_BYTES);
  for (let to = size; to > 0; to -= READ_BYTES) {
    const from = Math.max(0, to - READ_BYTES);
    const { bytesRead } = await handle.read(piece, 0, to - from, from);
    const at = piece.subarray(0, bytesRead).lastIndexOf(LF);
    if (at >= 0) return from + at + 1;
  }
  return 0;
}
