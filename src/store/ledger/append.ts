import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../../core/errors.ts";
import type { LedgerEntry, LedgerRecord } from "../../core/ledger.ts";
import { brokenLedger } from "../../core/result-errors.ts";
import { hashLine, parseLedgerRecord, toLedgerFile } from "./chain.ts";
import { lockRun } from "../lock.ts";

/**
 * Adds records to a results folder's ledger, which is begun where there is none; on disk when it resolves. Runs that end at
 * the same time wait for each other. What a crash left of a last record is completed or cut off.
 * @param choose the records, once nobody else writes
 * @throws UserError `broken-ledger` where its last line is no record, `run-in-use` where another process does not let go of
 * it; and what the file system says
 * @returns the hash of the last record
 */
export async function appendToLedger(
  resultsFolder: string,
  choose: () => Promise<readonly LedgerEntry[]>,
): Promise<string> {
  await mkdir(resultsFolder, { recursive: true });
  await using _lock = await waitForLock(join(resultsFolder, "ledger.lock"));
  const file = toLedgerFile(resultsFolder);
  await using handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o666);
  const tail = await mendTail(handle, file);
  const entries = await choose();
  let { previous } = tail;
  let text = "";
  const add = (record: LedgerRecord): void => {
    const line = JSON.stringify(record);
    text += `${line}\n`;
    previous = hashLine(Buffer.from(line));
  };
  if (previous === null) add(beginning());
  for (const entry of entries) add({ ...entry, previous: previous! });
  if (text !== "") await handle.write(text, tail.size);
  await handle.datasync();
  return previous!;
}

const beginning = (): LedgerRecord => ({
  type: "begun",
  schema: 1,
  at: new Date().toISOString(),
  store: randomUUID(),
  previous: null,
});

/** Appending takes milliseconds, on a slow network disk a second. */
const LONGEST_WAIT_MS = 15_000;
const INTERVAL_MS = 20;

async function waitForLock(file: string): Promise<AsyncDisposable> {
  for (let waitedMs = 0; ; waitedMs += INTERVAL_MS) {
    try {
      return await lockRun(file);
    } catch (error) {
      if (!(error instanceof UserError) || waitedMs >= LONGEST_WAIT_MS) throw error;
    }
    await wait(INTERVAL_MS);
  }
}

interface Tail {
  /** Where the next record is written. */
  readonly size: number;
  /** Hash of the last record; null in an empty ledger. */
  readonly previous: string | null;
}

async function mendTail(handle: FileHandle, file: string): Promise<Tail> {
  const { size } = await handle.stat();
  const end = await readEnd(handle, size);
  const cut = end.lastIndexOf(LF) + 1;
  const torn = end.subarray(cut);
  const lines = end.subarray(0, Math.max(0, cut - 1));
  const last = cut === 0 ? null : lines.subarray(lines.lastIndexOf(LF) + 1);
  const previous = last === null ? null : hashLine(last);
  if (last !== null && parseLedgerRecord(last) === null)
    throw brokenLedger(file, "its last line", "it is no record of a ledger");
  if (torn.length === 0) return { size, previous };
  const record = parseLedgerRecord(torn);
  if (record !== null && record.previous === previous) {
    await handle.write("\n", size);
    return { size: size + 1, previous: hashLine(torn) };
  }
  await handle.truncate(size - torn.length);
  return { size: size - torn.length, previous };
}

const LF = 10;
const BLOCK_BYTES = 64 * 1024;

/** The end of the file, with its last whole line in it. */
async function readEnd(handle: FileHandle, size: number): Promise<Buffer> {
  let end: Buffer = Buffer.alloc(0);
  for (let from = size; from > 0 && countLineEnds(end) < 2;) {
    const block = Buffer.alloc(Math.min(BLOCK_BYTES, from));
    from -= block.length;
    await handle.read(block, 0, block.length, from);
    end = Buffer.concat([block, end]);
  }
  return end;
}

const countLineEnds = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) count += 1;
  return count;
};
