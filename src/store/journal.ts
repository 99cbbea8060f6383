import { open, readFile, type FileHandle } from "node:fs/promises";
import { InfraError } from "../core/errors.ts";
import { type JournalRecord, JournalRecordSchema } from "../core/journal.ts";
import { brokenJournal } from "../core/user-errors.ts";

/** An open journal: append-only, one JSON record a line, each synced to disk before the append resolves. */
export interface Journal extends AsyncDisposable {
  append: (record: JournalRecord) => Promise<void>;
}

/** Opens for appending. A line that a crash tore is ended first, so that the next record stays whole. */
export async function openJournal(file: string): Promise<Journal> {
  const handle = await open(file, "a+");
  await endTornLine(handle);
  let isTorn = false;
  const appendWhole = async (record: JournalRecord): Promise<void> => {
    const begin = isTorn ? "\n" : "";
    isTorn = true;
    await appendSynced(handle, `${begin}${JSON.stringify(record)}\n`);
    isTorn = false;
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

async function appendSynced(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.appendFile(text);
    await handle.datasync();
  } catch (cause) {
    throw new InfraError("store", `cannot write the journal: ${(cause as Error).message}`, { cause });
  }
}

async function endTornLine(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  if (size === 0) return;
  const tail = Buffer.alloc(1);
  await handle.read(tail, 0, 1, size - 1);
  if (tail.toString() !== "\n") await handle.appendFile("\n");
}

/**
 * Reads all whole records. Lines that a crash tore, repeated, or padded with NUL bytes, a byte-order mark and CR LF
 * are forgiven; a line that is valid JSON and no record is not.
 * @throws UserError `broken-journal` with the line.
 */
export async function readJournal(file: string): Promise<JournalRecord[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw brokenJournal(file, 0, error.message);
  });
  const records: JournalRecord[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const value = parseLine(line);
    if (value === undefined) continue;
    const record = JournalRecordSchema.safeParse(value);
    if (!record.success)
      throw brokenJournal(file, index + 1, record.error.issues[0]?.message ?? "not a record");
    records.push(record.data);
  }
  return records;
}

function parseLine(line: string): unknown {
  const clean = line.replaceAll(/[\0\uFEFF\r]/g, "").trim();
  if (clean === "") return undefined;
  try {
    return JSON.parse(clean);
  } catch {
    return undefined;
  }
}
