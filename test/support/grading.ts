import { checkKinds } from "../../src/checks/registry.ts";
import { runBeside } from "../../src/checks/run-beside.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { traitsOf } from "../../src/checks/traits.ts";
import { resolveLimits } from "../../src/core/limits.ts";
import type {
  NeededImage,
  SandboxFile,
  SandboxProvider,
  SandboxProviderDefinition,
} from "../../src/core/sandbox.ts";
import type { LoadedSuite, LoadedTask } from "../../src/core/suite.ts";
import { listFiles, readFiles } from "../../src/host/folder-files.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { type Grade, gradeWorkspace } from "../../src/runner/grade.ts";
import { createPhaseClock } from "../../src/runner/phase-clock.ts";
import { archive } from "../../src/sandbox/archive/archive.ts";

/** Grades workspaces as the runner does, without a run around it; of tasks without services. */
export interface Grader extends AsyncDisposable {
  readonly grade: (loaded: LoadedTask, files: readonly SandboxFile[]) => Promise<Grade>;
  readonly provider: SandboxProvider;
}

export async function createGrader(
  definition: SandboxProviderDefinition,
  suite: LoadedSuite,
): Promise<Grader> {
  const runId = `test-${process.pid}`;
  const provider = await definition.create({ runId, browserPath: null, runtime: null });
  const stacks = new Map<string, NeededImage>(suite.tasks.map(({ stack }) => [stack.name, stack]));
  await provider.prepare(
    { stacks: [...stacks.values()], agentLayers: [] },
    () => {},
    AbortSignal.timeout(600_000),
  );
  return {
    provider,
    grade: async (loaded, files) =>
      gradeWorkspace(
        {
          loaded,
          task: loaded.task,
          turn: loaded.task.turns.length,
          seed: 0,
          measuresQuality: false,
          keepsBuilt: false,
          stopsAtFirstFailure: false,
          takesPictures: true,
          tar: await archive.pack([...files]),
          services: {},
          owner: { runId, trialId: loaded.task.id, tryNumber: 1 },
          limits: resolveLimits(loaded.task.limits),
          signal: AbortSignal.timeout(600_000),
          emit: () => {},
          phases: createPhaseClock(() => {}, Date.now),
        },
        {
          provider,
          archive,
          runChecks,
          runBeside,
          traitsOf,
        },
      ),
    [Symbol.asyncDispose]: () => provider[Symbol.asyncDispose](),
  };
}

export const loadStarter = (): Promise<LoadedSuite> => loadSuite("starter", checkKinds);

export async function readFolder(folder: string): Promise<SandboxFile[]> {
  return readFiles(folder, await listFiles(folder));
}
