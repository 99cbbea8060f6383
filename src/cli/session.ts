import { createGateway } from "../gateway/gateway.ts";
import type { SandboxProvider } from "../core/sandbox.ts";
import type { JournalRecord } from "../core/journal.ts";
import type { Manifest } from "../core/manifest.ts";
import type { LoadedSuite } from "../core/suite.ts";
import { exporters } from "../exporters/registry.ts";
import { checkKinds } from "../checks/registry.ts";
import { runChecks } from "../checks/run-checks.ts";
import { sha256 } from "../loader/digest.ts";
import { instantiateTask } from "../loader/load-task.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import type { RunContext } from "../runner/context.ts";
import { executeRun, type RunEnd } from "../runner/run.ts";
import { archive, workspaceCodec } from "../sandbox/archive/archive.ts";
import { writeAtomic } from "../store/atomic-file.ts";
import { openJournal, readJournal } from "../store/journal.ts";
import { lockRun } from "../store/lock.ts";
import { createRedactor } from "../store/redactor.ts";
import type { RunFolder } from "../store/run-folder.ts";
import { foldJournal, spentOn } from "../store/run-state.ts";
import { createWorkspaceStore } from "../store/workspaces.ts";
import type { Interrupts } from "./interrupts.ts";
import { findAgentDefinition } from "./plan-run.ts";
import type { ProgressView } from "./progress/view.ts";
import { createRunBudget } from "../gateway/budget.ts";
import { loadSolution } from "./solution.ts";
import { randomUUID } from "node:crypto";
import { join } from "node:path";

export interface SessionInput {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  readonly suite: LoadedSuite;
  readonly models: readonly ResolvedModel[];
  readonly provider: SandboxProvider;
  /** Records that the journal begins with: what a derived run takes over. */
  readonly seedRecords: readonly JournalRecord[];
  readonly isResumed: boolean;
  readonly interrupts: Interrupts;
  readonly view: ProgressView;
}

/** Carries out a run that has its folder and its sandbox, and writes everything that comes of it. */
export async function runSession(input: SessionInput): Promise<RunEnd> {
  const { folder, manifest, interrupts, view } = input;
  await using _lock = await lockRun(folder.lock);
  await using journal = await openJournal(folder.journal);
  const at = new Date().toISOString();
  await journal.append({ type: "opened", at, pid: process.pid, resumed: input.isResumed });
  for (const record of input.seedRecords) await journal.append(record);
  // Read under the lock: another harness may have gone on with the run since it was opened.
  const states = foldJournal(await readJournal(folder.journal));
  const finished = manifest.trials.flatMap(({ id }) => states.get(id)?.result ?? []);
  const spentUsd = [...states.values()].reduce((sum, state) => sum + spentOn(state), 0);
  const budget = createRunBudget(manifest.maxCostUsd, spentUsd);
  const context = createContext(input, journal.append, budget);
  view.begin(manifest, finished);
  const end = await executeRun(
    {
      states,
      stop: interrupts.stop,
      kill: interrupts.kill,
      onResult: view.result,
      mayStart: () => manifest.maxCostUsd === null || budget.spentUsd() < manifest.maxCostUsd,
    },
    context,
  );
  for (const exporter of Object.values(exporters)) {
    await writeAtomic(join(folder.path, exporter.fileName), exporter.render({ manifest, ...end }));
  }
  return end;
}

function createContext(
  { folder, manifest, suite, models, provider, view }: SessionInput,
  record: RunContext["record"],
  budget: ReturnType<typeof createRunBudget>,
): RunContext {
  const redact = createRedactor(models.flatMap((model) => model.key?.reveal() ?? []));
  const findModel = (name: string): ResolvedModel => models.find((model) => model.name === name)!;
  return {
    folder,
    manifest,
    suite,
    provider,
    archive,
    workspaces: createWorkspaceStore(folder.workspaces, workspaceCodec, sha256),
    findAgent: (name) => {
      const settings = manifest.agents.find((agent) => agent.name === name)?.settings ?? {};
      return { definition: findAgentDefinition(name), settings: { command: settings["command"] ?? null } };
    },
    findTask: (id, seed) => {
      const loaded = suite.tasks.find(({ task }) => task.id === id)!;
      return { loaded, task: instantiateTask(loaded, seed, checkKinds) };
    },
    hasPrice: (name) => (manifest.models.find((model) => model.name === name)?.priceSource ?? null) !== null,
    openGateway: async ({ model, limits, emit, signal }) =>
      createGateway({
        model: findModel(model),
        limits,
        emit,
        signal,
        now: Date.now,
        randomId: randomUUID,
        redact,
        budget,
      }),
    runChecks,
    readsWorkspace: (kind) => checkKinds.some((one) => one.key === kind && one.readsWorkspace === true),
    loadSolution,
    record,
    watch: view.event,
    redact,
    now: Date.now,
    sha256,
  };
}
