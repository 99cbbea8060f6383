import { createHash } from "node:crypto";
import { canonicalJson } from "../../core/hash.ts";
import { brokenSeal } from "../../core/result-errors.ts";
import { type SealedFile, type SealHead, type SealRecord, SealRecordSchema } from "../../core/seal.ts";
import { readByteLines } from "../byte-lines.ts";

/** A file as the seal has it. */
export interface SealedEntry extends SealedFile {
  /** Short hashes of its lines, one after the other; null where it does not hold a record a line. */
  readonly lines: string | null;
}

/**
 * Every record of a seal; none where there is no seal.
 * @throws UserError `broken-seal` at a line that is none, or at the end where its bytes do not give its own hash
 */
export async function* readSeal(file: string): AsyncGenerator<SealRecord> {
  const hash = createHash("sha256");
  const counts = { files: 0, bytes: 0 };
  let number = 0;
  let last: SealRecord | null = null;
  let path = "";
  for await (const { bytes, isEnded } of readByteLines(file)) {
    number += 1;
    const place = `${file}:${number}`;
    const record = parseSealRecord(bytes);
    if (record === null || !isEnded) throw brokenSeal(place, "it is no record of a seal");
    if ((record.type === "seal") !== (number === 1) || last?.type === "end")
      throw brokenSeal(place, `${record.type} does not belong there`);
    if (record.type === "file") {
      if (record.path <= path) throw brokenSeal(place, `${record.path} is not in its order`);
      ({ path } = record);
      counts.files += 1;
      counts.bytes += record.sizeBytes;
    }
    if (record.type === "lines" && record.path !== path)
      throw brokenSeal(place, "these lines belong to another file");
    if (record.type === "end" && record.sha256 !== hash.digest("hex"))
      throw brokenSeal(file, "its bytes do not give its own hash: a line of it was changed");
    if (record.type === "end" && (record.files !== counts.files || record.bytes !== counts.bytes))
      throw brokenSeal(place, "it counts the files otherwise");
    if (record.type !== "end") hash.update(bytes).update("\n");
    yield record;
    last = record;
  }
  if (last !== null && last.type !== "end") throw brokenSeal(`${file}:${number}`, "its end is missing");
}

/** Null too where it says the same in other bytes: a seal's bytes are canonical. */
function parseSealRecord(bytes: Buffer): SealRecord | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const record = SealRecordSchema.parse(JSON.parse(text));
    return canonicalJson(record) === text ? record : null;
  } catch {
    return null;
  }
}

/** The files of a seal, with the hashes of their lines. @throws UserError `broken-seal` */
export async function* readSealedFiles(file: string): AsyncGenerator<SealedEntry> {
  let entry: SealedFile | null = null;
  let lines: string | null = null;
  for await (const record of readSeal(file)) {
    if (record.type === "lines") lines = (lines ?? "") + record.hashes;
    if (record.type !== "file") continue;
    if (entry !== null) yield { ...entry, lines };
    entry = record;
    lines = null;
  }
  if (entry !== null) yield { ...entry, lines };
}

export interface SealSummary {
  readonly head: SealHead;
  readonly end: Extract<SealRecord, { type: "end" }>;
  /** Files that need not be there any longer. */
  readonly pruned: number;
}

/** What a seal says as a whole, once every byte of it was checked; null where there is none. @throws UserError `broken-seal` */
export async function readSealSummary(file: string): Promise<SealSummary | null> {
  let head: SealHead | null = null;
  let end: SealSummary["end"] | null = null;
  let pruned = 0;
  for await (const record of readSeal(file)) {
    if (record.type === "seal") head = record;
    if (record.type === "file" && record.prunedAt !== undefined) pruned += 1;
    if (record.type === "end") end = record;
  }
  return head === null || end === null ? null : { head, end, pruned };
}
