import { rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UserError } from "../core/errors.ts";
import { retentionNeeded } from "../core/setting-errors.ts";
import { SummarySchema } from "../core/summary.ts";
import { formatSize } from "../core/format.ts";
import { findLockOwner } from "../store/lock.ts";
import { type IsBulk, chooseBulk, measureRun, type RunSize } from "../store/prune/bulk.ts";
import { chooseRuns, type RetainedRun } from "../store/prune/choose.ts";
import { pruneRun } from "../store/prune/prune-run.ts";
import { recordGoneRuns } from "../store/prune/gone-runs.ts";
import { listRuns, loadRun, readJsonFile, type StoredRun } from "../store/run-store.ts";
import { toLogPath } from "./find-detached.ts";
import { EXIT } from "./exit.ts";
import { version } from "./version.ts";

interface PruneFlags {
  readonly results: string;
  readonly keep?: number;
  readonly keepFailures?: boolean;
  readonly maxSize?: number;
  readonly dryRun?: boolean;
}

interface Candidate extends RetainedRun, RunSize {
  readonly run: StoredRun;
  readonly isBulk: IsBulk;
  /** Bytes of the log that a detached run has beside its folder. */
  readonly logBytes: number;
}

export const pruneCommand = (flags: PruneFlags): Promise<void> => prune(flags, new Date());

/** @throws UserError `retention-needed` */
export async function prune(flags: PruneFlags, now: Date): Promise<void> {
  const { keep = null, maxSize = null } = flags;
  if (keep === null && maxSize === null) throw retentionNeeded();
  const results = resolve(flags.results);
  const candidates: Candidate[] = [];
  for (const name of await listRuns(results)) {
    const found = await examine(name, results, flags.keepFailures === true).catch(skip(name));
    if (found !== null) candidates.push(found);
  }
  const choice = chooseRuns(candidates, { nowMs: now.getTime(), keepMs: keep, maxBytes: maxSize });
  for (const { run, why } of choice.spared) print(`kept ${run.name}: ${why}`);
  let { bytes } = choice;
  for (const candidate of choice.pruned) {
    const { name, bulkFiles: files, bulkBytes } = candidate;
    const done =
      flags.dryRun === true ? { files, bytes: bulkBytes } : await pruneOne(candidate, now).catch(skip(name));
    if (done === null) bytes += bulkBytes;
    else print(`${flags.dryRun === true ? "would prune" : "pruned"} ${name}: ${sayFiles(done)}`);
  }
  if (flags.dryRun !== true) await recordGoneRuns(results, note);
  print(`all runs ${flags.dryRun === true ? "would then take" : "now take"} ${formatSize(bytes)}`);
  if (maxSize === null || bytes <= maxSize) return;
  note(`that is more than ${formatSize(maxSize)}: what stays cannot be pruned`);
  process.exitCode = EXIT.belowThreshold;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`${line}\n`);

const sayFiles = ({ files, bytes }: { readonly files: number; readonly bytes: number }): string =>
  `${files} ${files === 1 ? "file" : "files"}, ${formatSize(bytes)}`;

/** One run that is damaged, or that somebody has just gone on with, keeps nobody from pruning the others. */
const skip =
  (name: string) =>
  (error: unknown): null => {
    if (!(error instanceof UserError)) throw error;
    note(`kept ${name}: ${error.message}`);
    return null;
  };

async function examine(name: string, results: string, keepsFailures: boolean): Promise<Candidate> {
  const run = await loadRun(join(results, name), results);
  const { folder, manifest } = run;
  const isBulk = await chooseBulk(run, keepsFailures);
  const size = await measureRun(folder.path, isBulk);
  const logBytes = await stat(toLogPath(folder.path)).then(
    (log) => log.size,
    () => 0,
  );
  return {
    name,
    run,
    isBulk,
    logBytes,
    bytes: size.bytes + logBytes,
    bulkBytes: size.bulkBytes + logBytes,
    bulkFiles: size.bulkFiles + (logBytes > 0 ? 1 : 0),
    createdAtMs: Date.parse(manifest.createdAt),
    suite: manifest.suite.name,
    isUnderWay: (await findLockOwner(folder.lock)) !== null,
  };
}

async function pruneOne({ run, isBulk, logBytes }: Candidate, now: Date) {
  const summary = await readJsonFile(run.folder.summary, SummarySchema).catch(() => null);
  const isWhole = summary !== null && summary.finishedAt !== null;
  const { files, bytes } = await pruneRun({ run, isBulk, isWhole, buildoff: version, now, note });
  if (logBytes === 0) return { files, bytes };
  await rm(toLogPath(run.folder.path), { force: true });
  return { files: files + 1, bytes: bytes + logBytes };
}
