import { join, resolve } from "node:path";
import type { FrozenRecord } from "../core/journal.ts";
import type { Manifest } from "../core/manifest.ts";
import { type TrialResult, TrialResultSchema } from "../core/result.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { nothingToRescore, unknownName } from "../core/user-errors.ts";
import { sha256 } from "../loader/digest.ts";
import { suggest } from "../loader/suggest.ts";
import { workspaceCodec } from "../sandbox/archive/archive.ts";
import type { RunFolder } from "../store/run-folder.ts";
import { requireWorkspaces } from "../store/prune/require-workspaces.ts";
import type { TrialState } from "../store/run-state.ts";
import {
  createRun,
  fileExists,
  loadRun,
  readJsonFile,
  readStates,
  requireFree,
  type StoredRun,
} from "../store/run-store.ts";
import { createWorkspaceStore } from "../store/workspaces.ts";
import { detach, toDetachRequest } from "./detach.ts";
import { finishRun } from "./finish.ts";
import { watchInterrupts } from "./interrupts.ts";
import { createView } from "./progress/create-view.ts";
import { reopenSandbox } from "./reopen.ts";
import { chooseGradingSuite, deriveManifest } from "./rescore-manifest.ts";
import { requireRunName } from "./run-config.ts";
import type { OutputFlags, SandboxFlags } from "./run-options.ts";
import { runSession } from "./session.ts";
import { findVerdictChanges, toRescoringVariance, type VerdictChange } from "./verdict-changes.ts";

interface RescoreFlags {
  readonly trial?: readonly string[];
  readonly name?: string;
  readonly suite?: string;
}

export async function rescoreCommand(
  run: string,
  flags: RescoreFlags & SandboxFlags & OutputFlags,
): Promise<void> {
  const results = resolve(flags.results);
  const source = await loadRun(run, results);
  if (flags.name !== undefined) requireRunName(flags.name);
  const states = await readStates(source);
  const frozen = chooseFrozen(source.manifest, states, flags.trial);
  await requireWorkspaces(source, frozen);
  const suite = await chooseGradingSuite(source.manifest, flags.suite);
  const createdAt = new Date().toISOString();
  const runId = flags.name ?? toDerivedName(source.manifest, createdAt);
  const runPath = join(results, runId);
  if (flags.detach === true) return detach(toDetachRequest({ runId, runPath, name: flags.name }));
  await requireFree(runPath);
  const view = await createView(flags);
  using interrupts = watchInterrupts(view.note);
  try {
    const opened = { manifest: source.manifest, suite, isDeriving: true };
    const sandbox = await reopenSandbox(opened, { view, interrupts, flags });
    await using provider = sandbox.provider;
    const manifest = deriveManifest(source.manifest, { runId, createdAt, sandbox, suite, frozen });
    const folder = await createRun(runPath, manifest);
    await copyWorkspaces(source, folder.workspaces, frozen);
    const input = {
      folder,
      manifest,
      suite,
      models: [],
      provider,
      seedRecords: frozen,
      isResumed: false,
      rescoring: (rows: readonly TrialRow[]) => toRescoringVariance(manifest, toScores(states), rows),
    };
    const end = await runSession({ ...input, interrupts, view });
    await view.close();
    finishRun({ end, folder, interrupts, flags });
    if (flags.slim !== true) await printChanges(source, folder, { rows: end.rows, flags });
  } finally {
    await view.close();
  }
}

const toScores = (states: ReadonlyMap<string, TrialState>): ReadonlyMap<string, number> =>
  new Map([...states].flatMap(([id, { row }]) => (row?.score == null ? [] : [[id, row.score] as const])));

function chooseFrozen(
  manifest: Manifest,
  states: ReadonlyMap<string, TrialState>,
  ids: readonly string[] | undefined,
): FrozenRecord[] {
  const known = manifest.trials.map(({ id }) => id);
  for (const id of ids ?? []) {
    if (!known.includes(id)) throw unknownName("trial", id, known, suggest(id, known));
  }
  const frozen = known
    .filter((id) => ids?.includes(id) ?? true)
    .flatMap((id) => states.get(id)?.frozen ?? []);
  if (frozen.length === 0) throw nothingToRescore(manifest.runId);
  return frozen;
}

const toDerivedName = ({ runId }: Manifest, createdAt: string): string =>
  `${createdAt.slice(0, 23).replaceAll(/[:.]/g, "-")}-rescore-of-${runId}`.slice(0, 120);

async function copyWorkspaces(
  source: StoredRun,
  target: string,
  frozen: readonly FrozenRecord[],
): Promise<void> {
  const from = createWorkspaceStore(source.folder.workspaces, workspaceCodec, sha256);
  const to = createWorkspaceStore(target, workspaceCodec, sha256);
  const hashes = new Set(
    frozen.flatMap(({ turns, checkpoints }) =>
      [...turns, ...checkpoints].flatMap(({ workspace, services }) => [
        ...(workspace === null ? [] : [workspace]),
        ...Object.values(services),
      ]),
    ),
  );
  for (const hash of hashes) await to.put(hash, await from.get(hash));
}

async function printChanges(
  source: StoredRun,
  derived: RunFolder,
  { rows, flags }: PrintedChanges,
): Promise<void> {
  let count = 0;
  for (const { id } of rows) {
    const [before, after] = await Promise.all([readResult(source.folder, id), readResult(derived, id)]);
    if (before === null || after === null) continue;
    for (const change of findVerdictChanges(before, after)) {
      if (count === 0 && flags.json !== true) process.stdout.write("verdicts that changed:\n");
      count += 1;
      process.stdout.write(`${describeChange(change, flags)}\n`);
    }
  }
  if (count === 0 && flags.json !== true) process.stdout.write("no verdict changed\n");
}

interface PrintedChanges {
  readonly rows: readonly TrialRow[];
  readonly flags: Pick<OutputFlags, "json">;
}

function describeChange(change: VerdictChange, flags: Pick<OutputFlags, "json">): string {
  if (flags.json === true) return JSON.stringify({ type: "verdict-changed", ...change });
  const what = change.check === null ? "" : `  ${change.check}`;
  return `  ${change.trial}${what}: ${change.before} → ${change.after}`;
}

const readResult = async ({ trial }: RunFolder, id: string): Promise<TrialResult | null> =>
  (await fileExists(trial(id).result)) ? readJsonFile(trial(id).result, TrialResultSchema) : null;
