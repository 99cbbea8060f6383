import { lstat, readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerPosition, SealHead } from "../../core/seal.ts";
import { lockRun } from "../lock.ts";
import type { RunFolder } from "../run-folder.ts";
import type { StoredRun } from "../run-store.ts";
import { enterChange, enterLedger, sealRun } from "../seal.ts";
import { isReport } from "../seal/beside.ts";
import { readSealedFiles, readSealSummary, type SealedEntry, type SealSummary } from "../seal/read.ts";
import { mergeByPath } from "../seal/merge.ts";
import { walkFiles } from "../seal/walk.ts";
import { writeSealOf } from "../seal/write.ts";
import type { IsBulk } from "./bulk.ts";

export interface RunPruning {
  readonly run: StoredRun;
  readonly isBulk: IsBulk;
  /** Whether every trial has a result, of a run that has no seal yet. */
  readonly isWhole: boolean;
  /** Version of the harness. */
  readonly buildoff: string;
  readonly now: Date;
  readonly note: (line: string) => void;
}

export interface Pruned {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Removes the bulk of a run. Its seal and the ledger say so before anything is removed: a crash in between leaves files that
 * need not be there, and that the next time removes. Only what the seal has is removed, and reports.
 * @throws UserError `run-in-use`, `broken-seal`; InfraError `store`
 */
export async function pruneRun(pruning: RunPruning): Promise<Pruned> {
  const { run, isBulk, isWhole, buildoff, note } = pruning;
  const { folder, manifest } = run;
  await using _lock = await lockRun(folder.lock);
  if ((await readSealSummary(folder.seal)) === null)
    await sealRun({ folder, manifest, isWhole, buildoff, note });
  const seal = (await readSealSummary(folder.seal))!;
  const fresh = await countFresh(pruning);
  if (fresh.files > 0) await sealAgain(pruning, seal, fresh);
  return removeFiles(folder, isBulk);
}

const isFresh = ({ path, prunedAt }: SealedEntry, isBulk: IsBulk): boolean =>
  prunedAt === undefined && isBulk(path);

async function countFresh({ run: { folder }, isBulk }: RunPruning): Promise<Pruned> {
  let [files, bytes] = [0, 0];
  for await (const entry of readSealedFiles(folder.seal)) {
    if (!isFresh(entry, isBulk)) continue;
    files += 1;
    bytes += entry.sizeBytes;
  }
  return { files, bytes };
}

/** What was sealed stays as it was sealed: nothing is read again. */
async function sealAgain(pruning: RunPruning, { head, end }: SealSummary, fresh: Pruned): Promise<void> {
  const { run, isBulk, buildoff, now, note } = pruning;
  const { folder, manifest } = run;
  const at = now.toISOString();
  const ledger: LedgerPosition | null = await enterLedger(folder, manifest, note);
  async function* marked(): AsyncGenerator<SealedEntry> {
    for await (const entry of readSealedFiles(folder.seal))
      yield isFresh(entry, isBulk) ? { ...entry, prunedAt: at } : entry;
  }
  const next: SealHead = { ...head, at, buildoff, ledger, prunes: end.sha256 };
  const seal = await writeSealOf(folder, next, marked());
  if (ledger !== null)
    await enterChange(folder, { type: "pruned", at, runId: manifest.runId, seal, ...fresh }, note);
}

/** Only what was found in the folder is removed: a path that a seal names could lead anywhere. */
async function removeFiles({ path, seal }: RunFolder, isBulk: IsBulk): Promise<Pruned> {
  let [files, bytes] = [0, 0];
  for await (const [sealed, found] of mergeByPath(readSealedFiles(seal), walkFiles(path))) {
    if (found?.isFile !== true || !isBulk(found.path)) continue;
    if (sealed?.prunedAt === undefined && !isReport(found.path)) continue;
    const file = join(path, found.path);
    bytes += (await lstat(file)).size;
    files += 1;
    await rm(file);
  }
  for (const folder of ["trials", "workspaces", "cassettes", "report"])
    await removeEmptyFolders(join(path, folder));
  return { files, bytes };
}

/** A folder that still holds something stays. */
async function removeEmptyFolders(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) return;
  for (const entry of entries) if (entry.isDirectory()) await removeEmptyFolders(join(folder, entry.name));
  await rmdir(folder).catch(() => {});
}
