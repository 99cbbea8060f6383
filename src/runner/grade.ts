import type { CheckVerdict } from "../core/check.ts";
import { InfraError, SandboxDeathError } from "../core/errors.ts";
import type { TrialEventBody } from "../core/event.ts";
import type { Limits } from "../core/limits.ts";
import type { Sandbox, SandboxFile, SandboxOwner } from "../core/sandbox.ts";
import { checksAtTurn, unservedVerdict } from "../core/score.ts";
import { type AppCommands, isServedAsFiles, resolveApp } from "../core/stack.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import { buildApp, describeBuild, type RunningApp, startApp } from "./app.ts";
import type { CheckReport } from "../core/checker.ts";
import type { RunContext } from "./context.ts";
import { gradeBeside } from "./grade-beside.ts";
import { keepBuilt } from "./keep-built.ts";
import type { PhaseClock } from "./phase-clock.ts";
import { awaitReady, describeSilence } from "./readiness.ts";
import { explainDeath } from "./sandbox-death.ts";

export interface GradeRequest {
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly turn: number;
  readonly seed: number;
  /** Whether the app is measured, too, beside what its checks ask. */
  readonly measuresQuality: boolean;
  /** Whether a check of many tests may end at the first that fails. */
  readonly stopsAtFirstFailure: boolean;
  /** Whether pictures are taken that are no part of a verdict. */
  readonly takesPictures: boolean;
  /** Whether the files are kept that a build makes of an app that is nothing but files. */
  readonly keepsBuilt: boolean;
  readonly tar: Uint8Array;
  /** Archives of the states that the task's services were in, by name. */
  readonly services: Readonly<Record<string, Uint8Array>>;
  readonly owner: SandboxOwner;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly emit: (event: TrialEventBody) => void;
  readonly phases: PhaseClock;
}

/** How one workspace was judged. An app that did not build or serve has a verdict for every check, too: it failed. */
export interface Grade {
  readonly failedPhase: "build" | "serve" | "check" | null;
  readonly message: string | null;
  readonly verdicts: readonly CheckVerdict[];
  readonly report: CheckReport | null;
  readonly logs: { readonly build: string | null; readonly serve: string | null };
  /** Archive of what was built, below the app's root, compressed as workspaces are; null where there is none to keep. */
  readonly built: Uint8Array | null;
}

export type GradeContext = Pick<RunContext, "provider" | "archive" | "runChecks" | "runBeside" | "traitsOf">;

/**
 * Builds, serves and checks a frozen workspace in fresh containers. The one way to a verdict: a first run, `rescore`,
 * `resume` and a retry all come here.
 * @throws InfraError where the infrastructure failed; the workspace can be graded again.
 */
export async function gradeWorkspace(request: GradeRequest, context: GradeContext): Promise<Grade> {
  const { loaded, task, limits, owner, signal } = request;
  if (task.checks.every(({ kind }) => context.traitsOf(kind).runsBeside))
    return gradeBeside(request, context);
  const app = resolveApp(task.app, loaded.stack);
  const common = { owner, stack: loaded.stack.name, agentLayer: null, limits };
  await using sandbox = await context.provider.create({ ...common, role: "app", joins: null }, signal);
  await sandbox.unpack(request.tar);
  const logs: { build: string | null; serve: string | null } = { build: null, serve: null };
  let phase: "build" | "serve" = "build";
  try {
    const build = await runBuild(request, sandbox, app);
    if (build.failure !== null)
      return toFailedGrade(request, "build", build.failure, { build: build.log, serve: null });
    logs.build = build.log;
    phase = "serve";
    await using checker = await context.provider.create(
      { ...common, role: "checker", joins: sandbox },
      signal,
    );
    const grade = await serveAndCheck({ ...request, app, sandbox, checker, buildLog: build.log }, context);
    return grade.report === null ? grade : { ...grade, built: await keepBuilt(request, sandbox, context) };
  } catch (error) {
    const message = await explainDeath(error, sandbox);
    if (message === null) throw error;
    return toFailedGrade(request, phase, `the app ended its sandbox: ${message}`, logs);
  }
}

/** What kills the checker is a failure of the checker, whoever did it; the workspace is graded again. */
async function asChecker<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SandboxDeathError)) throw error;
    throw new InfraError("checker", `the checker died: ${error.message}`, { cause: error });
  }
}

async function runBuild(
  { turn, limits, signal, phases }: GradeRequest,
  sandbox: Sandbox,
  app: AppCommands,
): Promise<{ failure: string | null; log: string | null }> {
  const { build } = app;
  if (build === null) return { failure: null, log: null };
  const result = await phases.time(
    "build",
    turn,
    () => buildApp(sandbox, { ...app, build }, limits, signal),
    ({ exitCode }) => exitCode,
  );
  signal.throwIfAborted();
  return describeBuild(build, result, limits);
}

type ServeRequest = GradeRequest & {
  readonly app: AppCommands;
  readonly sandbox: Sandbox;
  readonly checker: Sandbox;
  readonly buildLog: string | null;
};

async function serveAndCheck(request: ServeRequest, context: GradeContext): Promise<Grade> {
  const { app, sandbox, turn, signal, phases, buildLog } = request;
  // It ends with its sandbox, which has nothing more to do: a kill before would be one command more.
  const server = await startApp(sandbox, app, signal);
  const logs = () => ({ build: buildLog, serve: `$ ${app.start}\n${server.log()}` });
  const failure = await phases.time("serve", turn, () => findServeFailure(request, server), server.exitCode);
  if (failure !== null) return toFailedGrade(request, "serve", failure, logs());
  let reason: unknown;
  const onJudged = (): void => {
    reason = server.ended.reason;
  };
  const report = await phases.time("check", turn, () =>
    asChecker(() => runChecks(request, context, onJudged)),
  );
  // What the app does to its sandbox while it is measured changes no verdict; a lost engine may have changed some.
  throwIfLost(server.ended.reason instanceof InfraError ? server.ended.reason : reason);
  return { failedPhase: null, message: null, verdicts: report.verdicts, report, logs: logs(), built: null };
}

/** Null once the app answers. */
async function findServeFailure(
  { app, task, loaded, sandbox, checker, limits, signal }: ServeRequest,
  server: RunningApp,
): Promise<string | null> {
  const url = `http://127.0.0.1:${sandbox.layout.port}${app.ready}`;
  const isFiles = isServedAsFiles(task.app, loaded.stack);
  const ask = {
    url,
    timeoutMs: limits.readyTimeMs,
    isFiles,
    signal: AbortSignal.any([signal, server.ended]),
  };
  const readiness = await asChecker(() => awaitReady(checker, ask));
  signal.throwIfAborted();
  if (readiness.ready) return null;
  throwIfLost(server.ended.reason);
  return describeSilence(readiness, { app, isFiles, server, limits });
}

/** An app whose sandbox or engine was lost from outside says nothing about the workspace. */
function throwIfLost(reason: unknown): void {
  if (reason instanceof InfraError || reason instanceof SandboxDeathError) throw reason;
}

async function runChecks(
  request: ServeRequest,
  context: GradeContext,
  onJudged: () => void,
): Promise<CheckReport> {
  const { loaded, task, turn, seed, tar, checker, sandbox, limits, signal, emit } = request;
  const checks = checksAtTurn(task.checks, turn);
  let missing = checks.length;
  const needsServices = checks.some((check) => context.traitsOf(check.kind).readsServices);
  const needsFiles = checks.some((check) => context.traitsOf(check.kind).readsWorkspace);
  return context.runChecks({
    sandbox: checker,
    checks,
    taskFolder: loaded.layers,
    locale: task.locale,
    seed,
    baseUrl: `http://127.0.0.1:${sandbox.layout.port}`,
    timeoutMs: limits.checkTimeMs,
    signal,
    measuresQuality: request.measuresQuality,
    stopsAtFirstFailure: request.stopsAtFirstFailure,
    takesPictures: request.takesPictures,
    workspace: needsFiles ? await context.archive.readFiles(tar) : null,
    services: needsServices ? await readStates(request.services, context) : null,
    onVerdict: (verdict) => {
      emit({ type: "check-result", verdict });
      missing -= 1;
      if (missing === 0) onJudged();
    },
  });
}

async function readStates(
  states: GradeRequest["services"],
  { archive }: GradeContext,
): Promise<Record<string, readonly SandboxFile[]>> {
  const read = Object.entries(states).map(
    async ([name, tar]) => [name, await archive.readFiles(tar)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

/** Every check of the turn failed, for one reason. */
export function toFailedGrade(
  { task, turn, emit }: GradeRequest,
  failedPhase: "build" | "serve" | "check",
  message: string,
  logs: Grade["logs"],
): Grade {
  const verdicts = checksAtTurn(task.checks, turn).map((check) => unservedVerdict(check, message));
  for (const verdict of verdicts) emit({ type: "check-result", verdict });
  return { failedPhase, message, verdicts, report: null, logs, built: null };
}
