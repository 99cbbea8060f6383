import { lstat } from "node:fs/promises";
import { basename, join } from "node:path";
import { TrialRowSchema } from "../../core/trial-row.ts";
import { readJournal } from "../journal.ts";
import { toLeftWorkspaces } from "../left-workspaces.ts";
import { readRecords } from "../lines.ts";
import type { StoredRun } from "../run-store.ts";
import { isReport } from "../seal/beside.ts";
import { walkFiles } from "../seal/walk.ts";

/** Tells of a path below a run's folder whether statistics, tables and exporters of figures can do without the file. */
export type IsBulk = (path: string) => boolean;

/** What was judged stays; transcripts, pictures, logs and evidence, workspaces, recorded calls and reports are bulk. */
const isAnyBulk: IsBulk = (path) =>
  isReport(path) ||
  /^(workspaces|cassettes)\//.test(path) ||
  /^trials\/[^/]+\/(?!(result|verdict|verdict\.turn-\d+)\.json$)/.test(path);

/**
 * What of a run may go.
 * @param keepsFailures whether everything of the trials stays that did not pass
 * @throws UserError where its rows or its journal cannot be read
 */
export async function chooseBulk(run: StoredRun, keepsFailures: boolean): Promise<IsBulk> {
  if (!keepsFailures) return isAnyBulk;
  const trials = await findUnpassed(run);
  const workspaces = new Set<string>();
  for await (const record of readJournal(run.folder.journal))
    for (const { trialId, hash } of toLeftWorkspaces(record)) if (trials.has(trialId)) workspaces.add(hash);
  return (path) => {
    const [folder, name = ""] = path.split("/");
    const isKept =
      folder === "workspaces"
        ? workspaces.has(basename(name, ".tar.zst"))
        : trials.has(folder === "cassettes" ? basename(name, ".jsonl") : name);
    return isAnyBulk(path) && !isKept;
  };
}

/** Ids of the trials that did not pass, those without a result among them. */
async function findUnpassed({ folder, manifest }: StoredRun): Promise<ReadonlySet<string>> {
  const ids = new Set(manifest.trials.map(({ id }) => id));
  for await (const { id, passed } of readRecords(folder.trials, TrialRowSchema))
    if (passed === true) ids.delete(id);
  return ids;
}

export interface RunSize {
  /** Of everything in the run's folder. */
  readonly bytes: number;
  /** Of it, what may go, and in how many files. */
  readonly bulkBytes: number;
  readonly bulkFiles: number;
}

export async function measureRun(path: string, isBulk: IsBulk): Promise<RunSize> {
  let size = { bytes: 0, bulkBytes: 0, bulkFiles: 0 };
  for (const found of walkFiles(path)) {
    const bytes = await sizeOf(join(path, found.path));
    const isIn = found.isFile && isBulk(found.path);
    size = {
      bytes: size.bytes + bytes,
      bulkBytes: size.bulkBytes + (isIn ? bytes : 0),
      bulkFiles: size.bulkFiles + (isIn ? 1 : 0),
    };
  }
  return size;
}

/** A run under way moves files about. */
const sizeOf = (file: string): Promise<number> =>
  lstat(file).then(
    ({ size }) => size,
    () => 0,
  );
