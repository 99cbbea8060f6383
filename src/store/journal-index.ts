import { type FileHandle, open } from "node:fs/promises";
import type { JournalRecord } from "../core/journal.ts";
import { toTrialRow, type TrialRow } from "../core/trial-row.ts";
import { readByteLines } from "./byte-lines.ts";
import { cleanLine, parseRecord } from "./journal.ts";

/** Where the records of each trial stand in a journal, so that they can be read trial by trial. */
export interface JournalIndex extends AsyncDisposable {
  /** Of the journal's first opening; null where it was never opened. */
  readonly opened: Extract<JournalRecord, { type: "opened" }> | null;
  /** The result of a trial, be it an outage; null where there is none yet. */
  readonly row: (trialId: string) => TrialRow | null;
  /** The lines of a trial as they were written, in their order. */
  readonly lines: (trialId: string) => AsyncGenerator<string>;
}

/**
 * Reads a journal once and keeps places, not records: it can be larger than memory.
 * @throws UserError `broken-journal`
 */
export async function indexJournal(file: string): Promise<JournalIndex> {
  const places = new Map<string, Place[]>();
  const rows = new Map<string, TrialRow>();
  let opened: JournalIndex["opened"] = null;
  let number = 0;
  let end = 0;
  for await (const { bytes } of readByteLines(file)) {
    const place = { offset: end, sizeBytes: bytes.length };
    number += 1;
    end += bytes.length + 1;
    const record = parseRecord(bytes.toString("utf8"), file, number)?.written;
    if (record === undefined) continue;
    if (record.type === "opened") {
      opened ??= record;
      continue;
    }
    const known = places.get(record.trialId);
    if (known === undefined) places.set(record.trialId, [place]);
    else known.push(place);
    if (record.type === "finished") noteResult(rows, record.result);
  }
  const handle = await open(file, "r");
  return {
    opened,
    row: (trialId) => rows.get(trialId) ?? null,
    lines: (trialId) => readPlaces(handle, places.get(trialId) ?? []),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

/** The first result counts; an outage does where there is nothing else, and of several the last. */
function noteResult(rows: Map<string, TrialRow>, result: Parameters<typeof toTrialRow>[0]): void {
  const known = rows.get(result.trial.id);
  if (known === undefined || known.outcome.kind === "infra-error")
    rows.set(result.trial.id, toTrialRow(result));
}

interface Place {
  readonly offset: number;
  readonly sizeBytes: number;
}

async function* readPlaces(handle: FileHandle, places: readonly Place[]): AsyncGenerator<string> {
  for (const { offset, sizeBytes } of places) {
    const bytes = Buffer.alloc(sizeBytes);
    await handle.read(bytes, 0, sizeBytes, offset);
    yield cleanLine(bytes.toString("utf8"));
  }
}
