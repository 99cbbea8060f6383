import { stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../core/errors.ts";
import { ManifestSchema } from "../../core/manifest.ts";
import { runInUse, unknownRun } from "../../core/user-errors.ts";
import type { Verification } from "../../core/verification.ts";
import { findLockOwner } from "../../store/lock.ts";
import { type RunFolder, toRunFolder } from "../../store/run-folder.ts";
import { fileExists, findRun, listRuns, readJsonFile } from "../../store/run-store.ts";
import { inspectFiles } from "./files.ts";
import { harnessInspector } from "./harness.ts";
import { imagesInspector } from "./images.ts";
import { finding, type Inspection, type Inspector, judge, unknown } from "./inspection.ts";
import { journalInspector } from "./journal.ts";
import { ledgerInspector } from "./ledger.ts";
import { pricesInspector } from "./prices.ts";
import { suiteInspector } from "./suite.ts";
import { summaryInspector } from "./summary.ts";
import { verdictsInspector } from "./verdicts.ts";
import { workspacesInspector } from "./workspaces.ts";

/** What a run is held against beside its seal, one line each. */
const INSPECTORS: readonly Inspector[] = [
  journalInspector,
  summaryInspector,
  workspacesInspector,
  verdictsInspector,
  ledgerInspector,
  suiteInspector,
  pricesInspector,
  imagesInspector,
  harnessInspector,
];

export interface VerifyRequest {
  readonly run: string;
  readonly resultsFolder: string;
  /** Where its suite lies now; null: where the manifest says. */
  readonly suite: string | null;
  /** Whether nothing outside of the run's folder is looked at. */
  readonly isRunOnly: boolean;
  /** Told of each kind as soon as it was looked at. */
  readonly onKind: (kind: Verification["kinds"][number]) => void;
}

/**
 * Looks at everything that a run says, from its bytes up; nothing is changed.
 * @throws UserError `unknown-run`, `run-in-use`
 */
export async function verifyRun(request: VerifyRequest): Promise<Verification> {
  const folder = toRunFolder(await findFolder(request.run, request.resultsFolder));
  const owner = await findLockOwner(folder.lock);
  if (owner !== null) throw runInUse(folder.lock, owner.pid);
  const manifest = await readJsonFile(folder.manifest, ManifestSchema).catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
  const kinds: Verification["kinds"] = [];
  const note = (kind: string, inspection: Inspection): void => {
    const told = { kind, ...inspection };
    kinds.push(told);
    request.onKind(told);
  };
  const run = { folder, suite: request.suite };
  note("files", await inspectFiles(folder));
  if (manifest instanceof UserError)
    note("manifest", judge("what was asked of the run", [finding("manifest.json", manifest.message)]));
  for (const { kind, inspect } of INSPECTORS.filter(({ isOfRunAlone }) => isOfRunAlone || !request.isRunOnly))
    note(
      kind,
      manifest instanceof UserError
        ? unknown("the manifest cannot be read")
        : await inspect({ ...run, manifest }),
    );
  return {
    schema: 1,
    run: folder.path,
    runId: manifest instanceof UserError ? null : manifest.runId,
    isSame: kinds.every(({ status }) => status !== "changed"),
    kinds,
  };
}

/** A run's folder even where its manifest is gone. @throws UserError `unknown-run` */
async function findFolder(run: string, resultsFolder: string): Promise<string> {
  if (run === "latest") return findRun(run, resultsFolder);
  for (const path of [run, join(resultsFolder, run)]) if (await isRunFolder(toRunFolder(path))) return path;
  throw unknownRun(run, resultsFolder, await listRuns(resultsFolder));
}

async function isRunFolder({ path, manifest, seal, journal }: RunFolder): Promise<boolean> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return false;
  const has = await Promise.all([manifest, seal, journal].map(fileExists));
  return has.includes(true);
}
