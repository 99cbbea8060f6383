import { open, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { InfraError } from "../../core/errors.ts";
import { notAReport } from "../../core/report-errors.ts";
import type { ReportFile } from "../../report/feed/write-report.ts";
import { lockRun } from "../../store/lock.ts";
import { fileExists } from "../../store/run-store.ts";

/** What every report has, and how it begins there. */
const MARK = { file: join("data", "index.js"), text: 'buildoffChunk("index",' };
/** All that ever lies in a report's folder, and what a desktop leaves in a folder that it showed. */
const OWN: ReadonlySet<string> = new Set([
  "index.html",
  "assets",
  "data",
  "pictures",
  "apps",
  ".DS_Store",
  "Thumbs.db",
]);
/** In the folder beside a report in which a newer one is made. */
const [NEW, OLD] = ["new", "old"] as const;

/** @throws UserError `not-a-report` where something else lies there already: whatever is replaced is removed */
export async function requireReplaceable(folder: string): Promise<void> {
  if (!(await fileExists(folder))) return;
  const names = await readdir(folder).catch(() => null);
  if (names?.length === 0) return;
  const isOwn = names?.every((name) => OWN.has(name)) === true;
  if (!isOwn || !(await hasMark(join(folder, MARK.file)))) throw notAReport(folder);
}

async function hasMark(file: string): Promise<boolean> {
  try {
    await using handle = await open(file);
    const { buffer } = await handle.read(Buffer.alloc(MARK.text.length), 0, MARK.text.length, 0);
    return buffer.toString() === MARK.text;
  } catch {
    return false;
  }
}

/**
 * Writes a report beside its place and puts it there at once: there never is a half of one. An older report is replaced.
 * @throws InfraError `store`; UserError `not-a-report`, `run-in-use` where somebody else writes one there; the signal's reason
 */
export async function writeReportFolder(
  folder: string,
  files: AsyncIterable<ReportFile>,
  signal: AbortSignal,
): Promise<void> {
  await requireReplaceable(folder);
  const partial = `${folder}.partial`;
  try {
    await mkdir(dirname(folder), { recursive: true });
    // What a killed one left is anybody's who has the lock.
    await using _lock = await lockRun(`${partial}.lock`);
    await requireOwnPartial(partial);
    try {
      await rm(partial, { recursive: true, force: true });
      await writeFiles(join(partial, NEW), files, signal);
      await replace(folder, partial);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new InfraError("store", `cannot write ${folder}: ${(error as Error).message}`, { cause: error });
  }
}

/** @throws UserError `not-a-report` */
async function requireOwnPartial(partial: string): Promise<void> {
  if (!(await fileExists(partial))) return;
  const names = await readdir(partial).catch(() => null);
  if (names?.every((name) => name === NEW || name === OLD) !== true) throw notAReport(partial);
}

async function writeFiles(
  folder: string,
  files: AsyncIterable<ReportFile>,
  signal: AbortSignal,
): Promise<void> {
  const made = new Set<string>();
  for await (const { path, content } of files) {
    signal.throwIfAborted();
    const file = join(folder, path);
    if (!made.has(dirname(file))) await mkdir(dirname(file), { recursive: true });
    made.add(dirname(file));
    await writeFile(file, content);
  }
}

/** The older one is moved away, not removed: that takes its time, in which there would be a half of it. */
async function replace(folder: string, partial: string): Promise<void> {
  const old = join(partial, OLD);
  const isThere = await fileExists(folder);
  if (isThere) await rename(folder, old);
  try {
    await rename(join(partial, NEW), folder);
  } catch (error) {
    if (isThere) await rename(old, folder);
    throw error;
  }
}
