import { type JournalRecord, JournalRecordSchema } from "../core/journal.ts";
import { brokenJournal } from "../core/user-errors.ts";
import { type LineLog, openLineLog } from "./line-log.ts";
import { readLines } from "./lines.ts";

/** An open journal: append-only, one JSON record a line, each synced to disk before the append resolves. */
export type Journal = LineLog<JournalRecord>;

/** Opens for appending. */
export const openJournal = (file: string): Promise<Journal> => openLineLog<JournalRecord>(file, "end");

/**
 * Reads all whole records, one after the other: a journal can be larger than memory. Lines that a crash tore, repeated, or
 * padded with NUL bytes, a byte-order mark and CR LF are forgiven; a line that is valid JSON and no record is not. A
 * journal that is not there yet is empty.
 * @throws UserError `broken-journal` with the line.
 */
export async function* readJournal(file: string): AsyncGenerator<JournalRecord> {
  let number = 0;
  for await (const line of readLines(file)) {
    number += 1;
    const record = parseRecord(line, file, number);
    if (record !== null) yield record.parsed;
  }
}

/** A record as its schema tells, and as it was written: members in their order, for who writes it again. */
export interface ReadRecord {
  readonly parsed: JournalRecord;
  readonly written: JournalRecord;
}

/** @throws UserError `broken-journal`; null for what is forgiven */
export function parseRecord(line: string, file: string, number: number): ReadRecord | null {
  const value = parseLine(line);
  if (value === undefined) return null;
  const record = JournalRecordSchema.safeParse(value);
  if (!record.success) throw brokenJournal(file, number, record.error.issues[0]?.message ?? "not a record");
  return { parsed: record.data, written: value as JournalRecord };
}

function parseLine(line: string): unknown {
  const clean = cleanLine(line);
  if (clean === "") return undefined;
  try {
    return JSON.parse(clean);
  } catch {
    return undefined;
  }
}

/** Without what file systems and editors put into lines. */
export const cleanLine = (line: string): string => line.replaceAll(/[\0\uFEFF\r]/g, "").trim();
