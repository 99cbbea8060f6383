import { constants } from "node:fs";
import { copyFile, mkdir, opendir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import { InfraError, UserError } from "../core/errors.ts";
import type { Manifest } from "../core/manifest.ts";
import { unfinishedShard } from "../core/setting-errors.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { runExists } from "../core/user-errors.ts";
import { writePieces } from "./atomic-file.ts";
import { toCassetteFile } from "./cassettes.ts";
import { indexJournal, type JournalIndex } from "./journal-index.ts";
import { lockRun } from "./lock.ts";
import { writeManifest } from "./manifest-file.ts";
import { joinReviews } from "./reviews.ts";
import { type RunFolder, toRunFolder } from "./run-folder.ts";
import { fileExists, requireFree, type StoredRun } from "./run-store.ts";

export interface RunMerge<End> {
  /** In the order in which the plan's trials were dealt out to them. */
  readonly shards: readonly StoredRun[];
  /** Of the run that is made. */
  readonly manifest: Manifest;
  /** Its folder. */
  readonly path: string;
  /** Writes what every run has at its end, into the folder as it is being made. */
  readonly finish: (folder: RunFolder, rows: readonly TrialRow[]) => Promise<End>;
  readonly signal: AbortSignal;
}

/**
 * Makes one run of the shards of its plan: whole, or not at all. Nothing of the shards is changed, and their folders are
 * this process's own until it is done.
 * @throws UserError `run-exists`, `run-in-use`, `unfinished-shard`, `broken-journal`; the signal's reason; InfraError `store`
 */
export async function mergeRuns<End>(
  merge: RunMerge<End>,
): Promise<{ readonly folder: RunFolder; readonly end: End }> {
  const { path } = merge;
  await requireFree(path);
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  // Beside the folder, since the folder is moved; and what a killed merge left is anybody's who has the lock.
  await using _lock = await lockRun(`${partial}.lock`);
  await rm(partial, { recursive: true, force: true });
  try {
    const end = await withLocks(merge.shards, () => buildRun(merge, toRunFolder(partial)));
    // From here on the run is sealed: it is there.
    await rename(partial, path).catch((cause: unknown) => {
      throw runExists(path, cause);
    });
    return { folder: toRunFolder(path), end };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw toStoreError(error);
  }
}

/** What a file system refuses is the machine's, and no bug. */
function toStoreError(error: unknown): unknown {
  if (error instanceof UserError || error instanceof InfraError || !(error instanceof Error)) return error;
  const isRefused = typeof (error as NodeJS.ErrnoException).code === "string" && error.name !== "AbortError";
  return isRefused ? new InfraError("store", `cannot merge: ${error.message}`, { cause: error }) : error;
}

async function withLocks<End>(shards: readonly StoredRun[], work: () => Promise<End>): Promise<End> {
  const [first, ...rest] = shards;
  if (first === undefined) return work();
  await using _lock = await lockShard(first);
  return await withLocks(rest, work);
}

/** Nobody can go on with a run on a file system that takes no lock. */
async function lockShard({ folder }: StoredRun): Promise<AsyncDisposable> {
  try {
    return await lockRun(folder.lock);
  } catch (error) {
    if (!["EROFS", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    return { [Symbol.asyncDispose]: async () => {} };
  }
}

async function buildRun<End>(
  { shards, manifest, finish, signal }: RunMerge<End>,
  folder: RunFolder,
): Promise<End> {
  await mkdir(folder.path);
  const parts: Part[] = [];
  try {
    for (const run of shards) {
      signal.throwIfAborted();
      const { runId, trials } = run.manifest;
      if (!(await fileExists(run.folder.journal))) throw unfinishedShard(runId, trials.length, trials.length);
      parts.push({ run, journal: await indexJournal(run.folder.journal) });
    }
    const rows = parts.flatMap(requireRows);
    await writePieces(folder.journal, mergeJournals(manifest, parts, signal));
    await copyTrials({ manifest, parts, folder, signal });
    for (const part of parts) {
      await copyCassettes(part, folder);
      await copyWorkspaces(part.run.folder, folder, signal);
    }
    await joinReviews(
      shards.map((shard) => shard.folder),
      folder,
    );
    // The folder is a run from now on.
    await writeManifest(folder, manifest);
    signal.throwIfAborted();
    return await finish(
      folder,
      rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
  } finally {
    for (const { journal } of parts) await journal[Symbol.asyncDispose]();
  }
}

interface Part {
  readonly run: StoredRun;
  readonly journal: JournalIndex;
}

function requireRows({ run: { manifest }, journal }: Part): TrialRow[] {
  const rows = manifest.trials.flatMap(({ id }) => journal.row(id) ?? []);
  const planned = manifest.trials.length;
  if (rows.length < planned) throw unfinishedShard(manifest.runId, planned - rows.length, planned);
  return rows;
}

/** As one process writes it that does one trial after the other. */
async function* mergeJournals(
  { trials }: Manifest,
  parts: readonly Part[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  const opened = parts
    .flatMap(({ journal }) => journal.opened ?? [])
    .reduce((earliest, one) => (one.at < earliest.at ? one : earliest));
  yield `${JSON.stringify({ ...opened, resumed: false })}\n`;
  for (const [index, { id }] of trials.entries()) {
    signal.throwIfAborted();
    for await (const line of parts[index % parts.length]!.journal.lines(id)) yield `${line}\n`;
  }
}

interface TrialCopies {
  readonly manifest: Manifest;
  readonly parts: readonly Part[];
  readonly folder: RunFolder;
  readonly signal: AbortSignal;
}

const COPIES_AT_ONCE = 8;
/** Shares the blocks where the file system can. */
const COPY_MODE = constants.COPYFILE_FICLONE;

async function copyTrials({ manifest, parts, folder, signal }: TrialCopies): Promise<void> {
  const limit = pLimit({ concurrency: COPIES_AT_ONCE, rejectOnClear: true });
  const copies = manifest.trials.map(({ id }, index) =>
    limit(() => copyTrial(parts[index % parts.length]!.run.folder, folder, { id, signal })),
  );
  try {
    await Promise.all(copies);
  } finally {
    limit.clearQueue();
    await Promise.allSettled(copies);
  }
}

async function copyTrial(
  from: RunFolder,
  to: RunFolder,
  { id, signal }: { readonly id: string; readonly signal: AbortSignal },
): Promise<void> {
  signal.throwIfAborted();
  await copyFolder(from.trial(id).path, to.trial(id).path);
}

/** Files and folders: nothing else is of a run. Of thousands of small ones `fs.cp` takes three times as long. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, copy);
    else if (entry.isFile()) await copyFile(source, copy, COPY_MODE);
  }
}

/** Where the model calls were recorded. */
async function copyCassettes({ run: { folder: from, manifest } }: Part, to: RunFolder): Promise<void> {
  for (const { id } of manifest.isRecorded ? manifest.trials : []) {
    const cassette = toCassetteFile(from.path, id);
    if (!(await fileExists(cassette))) continue;
    const copy = toCassetteFile(to.path, id);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(cassette, copy, COPY_MODE);
  }
}

/** Shards may have left the same workspace: it is named by its content. */
async function copyWorkspaces(from: RunFolder, to: RunFolder, signal: AbortSignal): Promise<void> {
  if (!(await fileExists(from.workspaces))) return;
  await mkdir(to.workspaces, { recursive: true });
  for await (const entry of await opendir(from.workspaces)) {
    signal.throwIfAborted();
    if (!WORKSPACE.test(entry.name)) continue;
    const copy = join(to.workspaces, entry.name);
    if (!(await fileExists(copy))) await copyFile(join(from.workspaces, entry.name), copy, COPY_MODE);
  }
}

const WORKSPACE = /^[0-9a-f]{64}\.tar\.zst$/;
