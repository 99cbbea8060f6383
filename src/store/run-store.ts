import { lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { type Manifest, ManifestSchema } from "../core/manifest.ts";
import { UserError } from "../core/errors.ts";
import { noSummary } from "../core/setting-errors.ts";
import { type Summary, SummarySchema } from "../core/summary.ts";
import { invalidResultFile, runExists, unknownRun } from "../core/user-errors.ts";
import { readJournal } from "./journal.ts";
import { writeManifest } from "./manifest-file.ts";
import { readRegular } from "./regular-file.ts";
import { type RunFolder, toRunFolder } from "./run-folder.ts";
import { foldJournal, type TrialState } from "./run-state.ts";

/** A run as it lies on disk. */
export interface StoredRun {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
}

export async function fileExists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** @throws UserError `run-exists` where something of that name lies there */
export async function requireFree(path: string): Promise<void> {
  if (await fileExists(path)) throw runExists(path, new Error("there is one already"));
}

/**
 * Makes the run's folder and locks its manifest in.
 * @throws UserError `run-exists`, and ZodError for a manifest that could not be read again, which is a bug
 */
export async function createRun(path: string, manifest: Manifest): Promise<RunFolder> {
  const folder = toRunFolder(path);
  ManifestSchema.parse(JSON.parse(JSON.stringify(manifest)));
  try {
    await mkdir(join(path, ".."), { recursive: true });
    await mkdir(path);
  } catch (error) {
    throw runExists(path, error);
  }
  await writeManifest(folder, manifest);
  return folder;
}

/** Opens a run by its folder, or by its name (or `latest`) below the results folder. @throws UserError */
export async function loadRun(nameOrPath: string, resultsFolder: string): Promise<StoredRun> {
  const folder = toRunFolder(await findRun(nameOrPath, resultsFolder));
  return { folder, manifest: await readJsonFile(folder.manifest, ManifestSchema) };
}

/**
 * A run's summary, which is small however many trials there were.
 * @throws UserError `no-summary` where the run has none yet
 */
export async function loadSummary(nameOrPath: string, resultsFolder: string): Promise<Summary> {
  const folder = toRunFolder(await findRun(nameOrPath, resultsFolder));
  if (!(await fileExists(folder.summary))) throw noSummary(folder.path);
  return readJsonFile(folder.summary, SummarySchema);
}

/** As `loadSummary`, of one run among many: null where it has none that can be read, which is told unless it has none yet. */
export async function findSummary(
  name: string,
  resultsFolder: string,
  onDamage: (message: string) => void,
): Promise<Summary | null> {
  try {
    return await loadSummary(name, resultsFolder);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code !== "no-summary") onDamage(`the run ${name} is left out: ${error.message}`);
    return null;
  }
}

/** As `loadRun`, with the manifest's members in the order in which they were written. @throws UserError */
export async function loadRunAsWritten(nameOrPath: string, resultsFolder: string): Promise<StoredRun> {
  const { folder } = await loadRun(nameOrPath, resultsFolder);
  return { folder, manifest: JSON.parse((await readRegular(folder.manifest)).toString("utf8")) as Manifest };
}

/** What the run's journal says of every trial. @throws UserError `broken-journal` */
export async function readStates({ folder }: StoredRun): Promise<ReadonlyMap<string, TrialState>> {
  return (await foldJournal(readJournal(folder.journal))).states;
}

/** Names of the runs below a results folder, oldest first. */
export async function listRuns(resultsFolder: string): Promise<string[]> {
  const entries = await readdir(resultsFolder, { withFileTypes: true }).catch(() => []);
  const runs = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => ((await hasManifest(join(resultsFolder, name))) ? [name] : [])),
  );
  return runs.flat().toSorted();
}

/** A run's folder, by itself, by its name or as `latest`. @throws UserError `unknown-run` */
export async function findRun(nameOrPath: string, resultsFolder: string): Promise<string> {
  const name = nameOrPath === "latest" ? await findLatest(resultsFolder) : nameOrPath;
  for (const path of name === undefined ? [] : [name, join(resultsFolder, name)]) {
    if (await hasManifest(path)) return path;
  }
  throw unknownRun(nameOrPath, resultsFolder, await listRuns(resultsFolder));
}

/** By the manifest's own time: names are the user's. A manifest that cannot be read is not the latest. */
async function findLatest(resultsFolder: string): Promise<string | undefined> {
  const dated = await Promise.all(
    (await listRuns(resultsFolder)).map(async (name) => {
      const manifest = await readJsonFile(
        toRunFolder(join(resultsFolder, name)).manifest,
        ManifestSchema,
      ).catch(() => null);
      return { name, createdAt: manifest?.createdAt ?? "" };
    }),
  );
  return dated.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)).at(-1)?.name;
}

async function hasManifest(path: string): Promise<boolean> {
  const names = await readdir(path).catch((): string[] => []);
  return names.includes("manifest.json");
}

/** @throws UserError `invalid-result-file` naming the file and the member. */
export async function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const bytes = await readRegular(file).catch((cause: unknown) => {
    throw cause instanceof UserError ? cause : invalidResultFile(file, (cause as Error).message, cause);
  });
  return parseJsonFile(file, bytes, schema);
}

/** What a file of JSON held. @throws as `readJsonFile` */
export function parseJsonFile<Schema extends z.ZodType>(
  file: string,
  bytes: Buffer,
  schema: Schema,
): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw invalidResultFile(file, (cause as Error).message, cause);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalidResultFile(
    file,
    `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`,
    result.error,
  );
}
