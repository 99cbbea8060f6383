import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { FrozenRecord } from "../core/journal.ts";
import type { Manifest } from "../core/manifest.ts";
import type { TrialResult } from "../core/result.ts";
import { nothingToRescore, unknownName } from "../core/user-errors.ts";
import { sha256 } from "../loader/digest.ts";
import { suggest } from "../loader/suggest.ts";
import { sandboxProviders } from "../sandbox/registry.ts";
import { workspaceCodec } from "../sandbox/archive/archive.ts";
import { createRun, loadRun, requireFree, type StoredRun } from "../store/run-store.ts";
import { createWorkspaceStore } from "../store/workspaces.ts";
import type { ChosenSandbox } from "./choose-sandbox.ts";
import { detach, toDetachRequest } from "./detach.ts";
import { finishRun } from "./finish.ts";
import { watchInterrupts } from "./interrupts.ts";
import { createView } from "./progress/create-view.ts";
import { reloadSuite, reopenSandbox } from "./reopen.ts";
import { requireRunName } from "./run-config.ts";
import { addOutputOptions, addSandboxOptions, type OutputFlags, type SandboxFlags } from "./run-options.ts";
import { runSession } from "./session.ts";
import { version } from "./version.ts";

interface RescoreFlags {
  readonly trial?: readonly string[];
  readonly name?: string;
}

export function registerRescore(program: Command): void {
  const command = program
    .command("rescore")
    .summary("grade stored workspaces again, without a token")
    .description(
      "Grades the frozen workspaces of a run again, into a run of its own, and says which verdicts changed. No agent runs and no model is called.",
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--trial <id...>", "only these trials")
    .option("--name <name>", "name of the new run's folder");
  addOutputOptions(addSandboxOptions(command, Object.keys(sandboxProviders)));
  command.action(rescoreCommand);
}

async function rescoreCommand(run: string, flags: RescoreFlags & SandboxFlags & OutputFlags): Promise<void> {
  const results = resolve(flags.results);
  const source = await loadRun(run, results);
  if (flags.name !== undefined) requireRunName(flags.name);
  const frozen = chooseFrozen(source, flags.trial);
  const suite = await reloadSuite(source.manifest);
  const createdAt = new Date().toISOString();
  const runId = flags.name ?? toDerivedName(source.manifest, createdAt);
  const runPath = join(results, runId);
  if (flags.detach === true) return detach(toDetachRequest({ runId, runPath, name: flags.name }));
  await requireFree(runPath);
  const view = createView(flags);
  using interrupts = watchInterrupts(view.note);
  try {
    const opened = { manifest: source.manifest, suite, isDeriving: true };
    const sandbox = await reopenSandbox(opened, { view, interrupts, flags });
    await using provider = sandbox.provider;
    const manifest = deriveManifest(source.manifest, frozen, { runId, createdAt, sandbox });
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
    };
    const end = await runSession({ ...input, interrupts, view });
    await view.close();
    finishRun({ end, folder, interrupts, flags });
    if (flags.json !== true && flags.slim !== true)
      process.stdout.write(`${describeChanges(source, end.results)}\n`);
  } finally {
    await view.close();
  }
}

function chooseFrozen({ manifest, states }: StoredRun, ids: readonly string[] | undefined): FrozenRecord[] {
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

function deriveManifest(
  source: Manifest,
  frozen: readonly FrozenRecord[],
  { runId, createdAt, sandbox }: { runId: string; createdAt: string; sandbox: ChosenSandbox },
): Manifest {
  const { images, versions, warnings } = sandbox.environment;
  return {
    ...source,
    runId,
    derivedFrom: source.runId,
    createdAt,
    buildoff: version,
    sandbox: {
      ...source.sandbox,
      provider: sandbox.provider.name,
      images: { ...images },
      versions: { ...versions },
      warnings: [...warnings],
      unenforcedLimits: [...sandbox.provider.unenforcedLimits],
    },
    maxCostUsd: null,
    trials: source.trials.filter(({ id }) => frozen.some(({ trialId }) => trialId === id)),
  };
}

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

function describeChanges({ states }: StoredRun, results: readonly TrialResult[]): string {
  const changes = results.flatMap((result) => {
    const before = states.get(result.trial.id)?.result ?? null;
    if (before === null || verdictsOf(before) === verdictsOf(result)) return [];
    return [`  ${result.trial.id}: score ${before.score ?? "none"} → ${result.score ?? "none"}`];
  });
  return changes.length === 0 ? "no verdict changed" : `verdicts that changed:\n${changes.join("\n")}`;
}

const verdictsOf = ({ turns }: TrialResult): string =>
  JSON.stringify(
    turns.map(({ failedPhase, checks }) => [
      failedPhase,
      checks.map(({ id, passed, score }) => [id, passed, score]),
    ]),
  );
