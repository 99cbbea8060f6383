import { openServiceSession } from "../gateway/service-session.ts";
import type { SandboxProvider } from "../core/sandbox.ts";
import type { JournalRecord } from "../core/journal.ts";
import type { Manifest } from "../core/manifest.ts";
import type { LoadedSuite } from "../core/suite.ts";
import type { Summary } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { checkKinds } from "../checks/registry.ts";
import { runBeside } from "../checks/run-beside.ts";
import { runChecks } from "../checks/run-checks.ts";
import { traitsOf } from "../checks/traits.ts";
import { sha256 } from "../loader/digest.ts";
import { instantiateTask } from "../loader/load-task.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import type { RunContext } from "../runner/context.ts";
import { executeRun } from "../runner/run.ts";
import { archive, workspaceCodec } from "../sandbox/archive/archive.ts";
import { openJournal, readJournal } from "../store/journal.ts";
import { lockRun } from "../store/lock.ts";
import { createRedactor } from "../store/redactor.ts";
import type { RunFolder } from "../store/run-folder.ts";
import { enterLedger } from "../store/seal.ts";
import { findInterruptedTries } from "../store/interrupted-tries.ts";
import { foldJournal, spentOn } from "../store/run-state.ts";
import { createWorkspaceStore } from "../store/workspaces.ts";
import { startDeadline } from "./deadline.ts";
import type { Interrupts } from "./interrupts.ts";
import { recallAgent } from "./resolve-agent.ts";
import type { ProgressView } from "./progress/view.ts";
import { createRunBudget, type RunBudget } from "../gateway/budget.ts";
import type { Egress } from "../models/egress.ts";
import { createGateways } from "./gateways.ts";
import { openEgress } from "./network.ts";
import { createRoomWatch } from "./disk-room.ts";
import { writeRunFiles } from "./run-files.ts";
import { loadSolution } from "./solution.ts";

export interface SessionInput {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  readonly suite: LoadedSuite;
  readonly models: readonly ResolvedModel[];
  readonly provider: SandboxProvider;
  /** Records that the journal begins with: what a derived run takes over. */
  readonly seedRecords: readonly JournalRecord[];
  readonly isResumed: boolean;
  /** In a run that grades another's workspaces again: how far the scores differ, once they are known. */
  readonly rescoring?: (rows: readonly TrialRow[]) => ReadonlyMap<string, number>;
  readonly interrupts: Interrupts;
  readonly view: ProgressView;
}

/** How a run ended, and which of its own limits it met. */
export interface SessionEnd {
  readonly summary: Summary;
  readonly rows: readonly TrialRow[];
  readonly stoppedBy: "cost" | "wallTime" | null;
}

/** Carries out a run that has its folder and its sandbox, and writes everything that comes of it. */
export async function runSession(input: SessionInput): Promise<SessionEnd> {
  const { folder, manifest, interrupts, view } = input;
  await using _lock = await lockRun(folder.lock);
  await enterLedger(folder, manifest, view.note);
  await using journal = await openJournal(folder.journal);
  const at = new Date().toISOString();
  await journal.append({ type: "opened", at, pid: process.pid, resumed: input.isResumed });
  for (const record of input.seedRecords) await journal.append(record);
  // Read under the lock: another harness may have gone on with the run since it was opened.
  const state = await foldJournal(readJournal(folder.journal));
  for (const record of await findInterruptedTries(state.states, folder)) {
    await journal.append(record);
    state.add(record);
  }
  const { states } = state;
  const finished = manifest.trials.flatMap(({ id }) => states.get(id)?.row ?? []);
  const spentUsd = [...states.values()].reduce((sum, state) => sum + spentOn(state), 0);
  const budget = createRunBudget(manifest.maxCostUsd, spentUsd);
  await using egress = openEgress(manifest.network);
  const context = createContext(input, journal.append, { budget, egress });
  view.begin(manifest, finished);
  using deadline = startDeadline(manifest.maxWallMs, view.note);
  const rows = await executeRun(
    {
      states,
      stop: AbortSignal.any([interrupts.stop, deadline.signal]),
      kill: AbortSignal.any([interrupts.kill, deadline.signal]),
      onResult: view.result,
      untilRoom: createRoomWatch({
        folder: folder.path,
        minFreeBytes: manifest.minFreeDiskBytes,
        note: view.note,
        signal: AbortSignal.any([interrupts.stop, deadline.signal]),
      }),
      mayStart: () => manifest.maxCostUsd === null || budget.spentUsd() < manifest.maxCostUsd,
    },
    context,
  );
  const summary = await writeRunFiles({
    folder,
    manifest,
    rows,
    rescoring: input.rescoring?.(rows),
    note: view.note,
  });
  const isSpent = manifest.maxCostUsd !== null && budget.spentUsd() >= manifest.maxCostUsd;
  return { summary, rows, stoppedBy: deadline.signal.aborted ? "wallTime" : isSpent ? "cost" : null };
}

function createContext(
  { folder, manifest, suite, models, provider, view }: SessionInput,
  record: RunContext["record"],
  { budget, egress }: { readonly budget: RunBudget; readonly egress: Egress },
): RunContext {
  const redact = createRedactor(() => models.flatMap((model) => model.secrets()));
  return {
    folder,
    manifest,
    suite,
    provider,
    archive,
    workspaces: createWorkspaceStore(folder.workspaces, workspaceCodec, sha256),
    findAgent: (name) => {
      return recallAgent(manifest.agents.find((planned) => planned.name === name)!);
    },
    findTask: (id, seed) => {
      const loaded = suite.tasks.find(({ task }) => task.id === id)!;
      return { loaded, task: instantiateTask(loaded, seed, checkKinds) };
    },
    hasPrice: (name) => (manifest.models.find((model) => model.name === name)?.priceSource ?? null) !== null,
    laneOf: ({ model }) => {
      const local = manifest.models.find(({ name, isLocal }) => name === model && isLocal);
      const [endpoint] = Object.values(local?.endpoints ?? {});
      return endpoint === undefined ? null : { name: endpoint.baseUrl, places: manifest.localConcurrency };
    },
    openGateway: createGateways({ manifest, runPath: folder.path, models, egress, budget, redact }),
    openServiceSession,
    openTools: async (request) => (await import("../tools/sandbox-tools.ts")).openSandboxTools(request),
    runChecks,
    runBeside,
    traitsOf,
    loadSolution,
    record,
    watch: view.event,
    redact,
    now: Date.now,
    sha256,
  };
}
