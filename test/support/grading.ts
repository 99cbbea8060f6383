import { join } from "node:path";
import { checkKinds } from "../../src/checks/registry.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import type { CheckSpec } from "../../src/core/check.ts";
import { resolveLimits } from "../../src/core/limits.ts";
import type { SandboxFile, SandboxProvider, SandboxProviderDefinition } from "../../src/core/sandbox.ts";
import type { LoadedSuite, LoadedTask } from "../../src/core/suite.ts";
import { listFiles, readFiles } from "../../src/host/folder-files.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { type Grade, gradeWorkspace } from "../../src/runner/grade.ts";
import { createPhaseClock } from "../../src/runner/phase-clock.ts";
import { archive } from "../../src/sandbox/archive/archive.ts";

/** Grades workspaces as the runner does, without a run around it. */
export interface Grader extends AsyncDisposable {
  readonly grade: (
    loaded: LoadedTask,
    files: readonly SandboxFile[],
    only?: readonly string[],
  ) => Promise<Grade>;
  readonly provider: SandboxProvider;
}

export async function createGrader(
  definition: SandboxProviderDefinition,
  suite: LoadedSuite,
): Promise<Grader> {
  const provider = await definition.create({
    runId: `test-${process.pid}`,
    browserPath: null,
    runtime: null,
  });
  const stacks = [...new Map(suite.tasks.map(({ stack }) => [stack.name, stack])).values()];
  await provider.prepare({ stacks, agentLayers: [] }, () => {}, AbortSignal.timeout(600_000));
  return {
    provider,
    grade: async (loaded, files, only) => {
      const chosen =
        only === undefined ? loaded.task.checks : loaded.task.checks.filter(({ id }) => only.includes(id));
      const task = { ...loaded.task, checks: chosen as CheckSpec[] };
      return gradeWorkspace(
        {
          loaded,
          task,
          turn: task.turns.length,
          seed: 0,
          tar: await archive.pack(files),
          services: {},
          owner: { runId: `test-${process.pid}`, trialId: loaded.task.id, tryNumber: 1 },
          limits: resolveLimits(task.limits),
          signal: AbortSignal.timeout(300_000),
          emit: () => {},
          phases: createPhaseClock(() => {}, Date.now),
        },
        { provider, archive, runChecks, readsWorkspace: (kind) => kind === "playwright" },
      );
    },
    [Symbol.asyncDispose]: () => provider[Symbol.asyncDispose](),
  };
}

export const loadStarter = (): Promise<LoadedSuite> => loadSuite("starter", checkKinds);

/** The starter's files and assets, as every workspace begins. */
export async function startFiles({ task, folder }: LoadedTask): Promise<SandboxFile[]> {
  const starter = task.starter === undefined ? null : join(folder, task.starter);
  const given = starter === null ? [] : await readFiles(starter, await listFiles(starter));
  return overlay(given, await readFiles(folder, task.assets));
}

export async function readFolder(folder: string): Promise<SandboxFile[]> {
  return readFiles(folder, await listFiles(folder));
}

/** Later files win. A `.delete` file among them lists paths to take away, one a line. */
export function overlay(below: readonly SandboxFile[], above: readonly SandboxFile[]): SandboxFile[] {
  const list = above.find(({ path }) => path === ".delete");
  const deleted = new Set(
    list === undefined ? [] : new TextDecoder().decode(list.content).split("\n").filter(Boolean),
  );
  const files = new Map(below.map((file) => [file.path, file]));
  for (const file of above) files.set(file.path, file);
  for (const path of [...deleted, ".delete"]) files.delete(path);
  return [...files.values()];
}
