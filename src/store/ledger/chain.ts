import { createHash } from "node:crypto";
import { join } from "node:path";
import { type LedgerRecord, LedgerRecordSchema } from "../../core/ledger.ts";
import { readByteLines } from "../byte-lines.ts";

/** Where the ledger of a results folder lies. */
export const toLedgerFile = (resultsFolder: string): string => join(resultsFolder, "ledger.jsonl");

/** A line of a ledger: what it says, and what is wrong with it or with what stands before it. */
export interface LedgerLine {
  /** Counted from 1. */
  readonly number: number;
  /** Null where it is none. */
  readonly record: LedgerRecord | null;
  /** What the next record must say of this one. */
  readonly hash: string;
  readonly problem: LedgerProblem | null;
}

export interface LedgerProblem {
  readonly code: "no-record" | "broken-chain" | "torn";
  readonly message: string;
}

export const hashLine = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Every line of a ledger, whatever is wrong with it. After a break the chain is followed from there on. */
export async function* readChain(file: string): AsyncGenerator<LedgerLine> {
  let number = 0;
  let before: string | null = null;
  for await (const { bytes, isEnded } of readByteLines(file)) {
    number += 1;
    const record = parseLedgerRecord(bytes);
    const problem = isEnded ? findProblem(record, before) : TORN;
    const hash = hashLine(bytes);
    yield { number, record: isEnded ? record : null, hash, problem };
    before = hash;
  }
}

const TORN: LedgerProblem = {
  code: "torn",
  message: "it has no end: a crash tore it, or it was cut",
};

/** The record that the bytes of a line are; null where they are none. */
export function parseLedgerRecord(bytes: Uint8Array): LedgerRecord | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return LedgerRecordSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function findProblem(record: LedgerRecord | null, before: string | null): LedgerProblem | null {
  if (record === null) return { code: "no-record", message: "it is no record of a ledger" };
  if (record.previous === before) return null;
  return {
    code: "broken-chain",
    message:
      before === null
        ? "it is not the first record of a ledger: what stood before it is gone"
        : "it was not written after the record that stands before it: that one was changed, or others were put in, removed or moved",
  };
}

/** A record as messages name it. */
export function describeRecord(record: LedgerRecord | null): string {
  if (record === null) return "no record";
  return record.type === "begun" ? "begun" : `${record.type} ${record.runId}`;
}

/** The id of the results folder that a ledger is of; null where it has no beginning. */
export async function readStoreId(resultsFolder: string): Promise<string | null> {
  for await (const { record } of readChain(toLedgerFile(resultsFolder)))
    return record?.type === "begun" ? record.store : null;
  return null;
}
