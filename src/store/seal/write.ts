import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { InfraError } from "../../core/errors.ts";
import { canonicalJson } from "../../core/hash.ts";
import { LINE_HASH_CHARACTERS, type SealHead, type SealRecord } from "../../core/seal.ts";
import { writePieces } from "../atomic-file.ts";
import type { RunFolder } from "../run-folder.ts";
import { isBesideSeal } from "./beside.ts";
import { createDigester } from "./digest.ts";
import { mergeByPath } from "./merge.ts";
import { readSealedFiles, type SealedEntry } from "./read.ts";
import { type FoundFile, walkFiles } from "./walk.ts";

/**
 * Seals a run's folder as it is now: every file but the lock, the seal itself, and what lies beside it (`isBesideSeal`). What an earlier seal says was pruned stays
 * told. Whole or not at all.
 * @returns the hash that names the seal
 * @throws InfraError `store`; UserError `broken-seal` where the earlier one was damaged
 */
export async function writeSeal(folder: RunFolder, head: SealHead): Promise<string> {
  await removePartialSeals(folder);
  return writeSealOf(folder, head, digestFiles(folder));
}

/** Writes a seal of files that are known, in the order of their paths. */
export async function writeSealOf(
  folder: RunFolder,
  head: SealHead,
  files: AsyncIterable<SealedEntry>,
): Promise<string> {
  let sealed = "";
  async function* toLines(): AsyncGenerator<string> {
    const hash = createHash("sha256");
    for await (const record of toRecords(head, files, () => (sealed = hash.digest("hex")))) {
      const line = `${canonicalJson(record)}\n`;
      if (record.type !== "end") hash.update(line);
      yield line;
    }
  }
  await writePieces(folder.seal, toLines());
  return sealed;
}

/** Hashes in one record: 4 kB of them. */
const LINES_PER_RECORD = 512;

async function* toRecords(
  head: SealHead,
  files: AsyncIterable<SealedEntry>,
  close: () => string,
): AsyncGenerator<SealRecord> {
  let count = 0;
  let bytes = 0;
  yield head;
  for await (const { lines, ...file } of files) {
    yield file;
    count += 1;
    bytes += file.sizeBytes;
    const width = LINES_PER_RECORD * LINE_HASH_CHARACTERS;
    for (let at = 0; at < (lines?.length ?? 0); at += width) {
      const hashes = lines!.slice(at, at + width);
      yield { type: "lines", path: file.path, from: at / LINE_HASH_CHARACTERS + 1, hashes };
    }
  }
  yield { type: "end", files: count, bytes, sha256: close() };
}

async function* digestFiles(folder: RunFolder): AsyncGenerator<SealedEntry> {
  const digest = createDigester();
  for await (const [found, pruned] of mergeByPath(findSealable(folder), readPruned(folder))) {
    if (found === null) {
      yield pruned;
      continue;
    }
    const { path } = found;
    const made = await digest(join(folder.path, path)).catch((cause: Error) => {
      throw new InfraError("store", `cannot seal ${join(folder.path, path)}: ${cause.message}`, { cause });
    });
    yield { type: "file", path, ...made };
  }
}

/** Links and the like are left out: nothing that a run writes is one. */
function* findSealable(folder: RunFolder): Generator<FoundFile> {
  const own = new Set([basename(folder.seal), basename(folder.lock)]);
  const isOwn = (path: string): boolean => own.has(path) || isPartialSeal(path, folder);
  for (const found of walkFiles(folder.path))
    if (found.isFile && !isOwn(found.path) && !isBesideSeal(found)) yield found;
}

async function* readPruned({ seal }: RunFolder): AsyncGenerator<SealedEntry> {
  for await (const entry of readSealedFiles(seal)) if (entry.prunedAt !== undefined) yield entry;
}

/** What a crash left of an earlier attempt. */
async function removePartialSeals(folder: RunFolder): Promise<void> {
  const names = await readdir(folder.path);
  for (const name of names.filter((name) => isPartialSeal(name, folder)))
    await rm(join(folder.path, name), { force: true });
}

const isPartialSeal = (path: string, { seal }: RunFolder): boolean =>
  path.startsWith(`${basename(seal)}.`) && path.endsWith(".partial");
