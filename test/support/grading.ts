import { join } from "node:path";
import { CALLS_FILE, carryOutCalls } from "../../src/agents/oracle.ts";
import { checkKinds } from "../../src/checks/registry.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import type { CheckSpec } from "../../src/core/check.ts";
import { InfraError } from "../../src/core/errors.ts";
import { type Limits, resolveLimits } from "../../src/core/limits.ts";
import type {
  NeededImage,
  SandboxFile,
  SandboxProvider,
  SandboxProviderDefinition,
} from "../../src/core/sandbox.ts";
import type { LoadedSuite, LoadedTask } from "../../src/core/suite.ts";
import { SERVICE_STACK } from "../../src/core/stack.ts";
import { openServiceSession } from "../../src/gateway/service-session.ts";
import { listFiles, readFiles } from "../../src/host/folder-files.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { type Grade, gradeWorkspace } from "../../src/runner/grade.ts";
import { createPhaseClock } from "../../src/runner/phase-clock.ts";
import { openServices } from "../../src/runner/services.ts";
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
  const stacks = new Map<string, NeededImage>(suite.tasks.map(({ stack }) => [stack.name, stack]));
  if (suite.tasks.some(({ task }) => task.services.length > 0))
    stacks.set(SERVICE_STACK, { name: SERVICE_STACK, dockerfile: null });
  await provider.prepare(
    { stacks: [...stacks.values()], agentLayers: [] },
    () => {},
    AbortSignal.timeout(600_000),
  );
  return {
    provider,
    grade: async (loaded, files, only) => {
      const chosen =
        only === undefined ? loaded.task.checks : loaded.task.checks.filter(({ id }) => only.includes(id));
      const task = { ...loaded.task, checks: chosen as CheckSpec[] };
      const limits = resolveLimits(task.limits);
      const calls = files.find(({ path }) => path === CALLS_FILE);
      return gradeWorkspace(
        {
          loaded,
          task,
          turn: task.turns.length,
          seed: 0,
          measuresQuality: false,
          keepsBuilt: false,
          tar: await archive.pack(files.filter((file) => file !== calls)),
          services: await serve(loaded, { provider, limits, calls }),
          owner: { runId: `test-${process.pid}`, trialId: loaded.task.id, tryNumber: 1 },
          limits,
          signal: AbortSignal.timeout(300_000),
          emit: () => {},
          phases: createPhaseClock(() => {}, Date.now),
        },
        {
          provider,
          archive,
          runChecks,
          readsWorkspace: (kind) => kind === "playwright",
          readsServices: (kind) => kind === "service",
        },
      );
    },
    [Symbol.asyncDispose]: () => provider[Symbol.asyncDispose](),
  };
}

/** The states of a task's services, once a solution's calls are carried out. */
async function serve(
  loaded: LoadedTask,
  given: {
    readonly provider: SandboxProvider;
    readonly limits: Limits;
    readonly calls: SandboxFile | undefined;
  },
): Promise<Record<string, Uint8Array>> {
  const { provider, limits, calls } = given;
  const stored = new Map<string, Uint8Array>();
  const workspaces = {
    get: async (sha256: string) => stored.get(sha256)!,
    put: async (sha256: string, tar: Uint8Array) => void stored.set(sha256, tar),
  };
  const signal = AbortSignal.timeout(60_000);
  const owner = { runId: `test-${process.pid}`, trialId: loaded.task.id, tryNumber: 1 };
  await using services = await openServices(
    { loaded, task: loaded.task, owner, limits, signal, states: null },
    { provider, archive, workspaces, openServiceSession },
  );
  const mcpServers = services.mounts.map(({ name, handle }) => ({
    name,
    url: "http://service/",
    token: "none",
    fetch: async (url: RequestInfo | URL, init?: RequestInit) => handle(new Request(url, init)),
  }));
  const failed =
    calls === undefined
      ? null
      : await carryOutCalls(new TextDecoder().decode(calls.content), { mcpServers, signal, emit: () => {} });
  if (failed !== null) throw new InfraError("bug", failed);
  const states = await services.freeze();
  return Object.fromEntries(Object.entries(states).map(([name, sha256]) => [name, stored.get(sha256)!]));
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
