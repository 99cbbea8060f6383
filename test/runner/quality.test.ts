import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate as tick } from "node:timers/promises";
import { expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { traitsOf } from "../../src/checks/traits.ts";
import type { CheckVerdict } from "../../src/core/check.ts";
import type { CheckReport, CheckRequest } from "../../src/core/checker.ts";
import { InfraError, SandboxDeathError } from "../../src/core/errors.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Quality } from "../../src/core/quality.ts";
import type { Sandbox, SandboxLayout } from "../../src/core/sandbox.ts";
import { createTaskSchema } from "../../src/core/task.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import type { RunContext } from "../../src/runner/context.ts";
import { gradeCheckpoints } from "../../src/runner/grade-checkpoints.ts";
import { gradeTurns, type GradeTurnsRequest } from "../../src/runner/grade-turns.ts";
import { createPhaseClock } from "../../src/runner/phase-clock.ts";
import { toRunFolder } from "../../src/store/run-folder.ts";
import { makeTrial } from "../support/results.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const HASH = "a".repeat(64);
const QUALITY: Quality = {
  accessibilityViolations: 1,
  consoleErrors: 2,
  consoleWarnings: 3,
  failedRequests: 4,
  requests: 5,
  transferBytes: 6,
  domNodes: 7,
  firstContentfulPaintMs: 8.5,
  largestContentfulPaintMs: null,
  cumulativeLayoutShift: 0.25,
  securityHeaders: 2,
};
const PICTURE = Uint8Array.from([0xff, 0xd8, 0xff, 1]);
const task = createTaskSchema(checkKinds).parse({
  schema: 1,
  id: "page",
  title: "A page",
  category: "page",
  difficulty: "easy",
  turns: [{ prompt: "Build a page." }],
  checks: [
    { id: "first", http: { path: "/" } },
    { id: "second", http: { path: "/" } },
  ],
});
const stack = {
  name: "static",
  summary: "files",
  build: null,
  start: "serve",
  root: ".",
  preamble: "serve it",
  servesFiles: false,
  dockerfile: null,
};

const pass = (id: string): CheckVerdict => ({
  id,
  passed: true,
  score: 1,
  evidence: { message: "as expected", step: null, expected: null, actual: null, parts: [] },
});

interface Play {
  /** Ends the app's sandbox. */
  readonly end: (error: Error) => Promise<void>;
  readonly judge: (id: string) => void;
  readonly request: CheckRequest;
}

/** Grading without containers: the checker is played, and ends the app's sandbox when it likes. */
async function prepare(play: (played: Play) => Promise<void>, quality: Quality | null = QUALITY) {
  const folder = toRunFolder(await makeTemporaryFolder());
  const ending = Promise.withResolvers<{ exitCode: number | null }>();
  ending.promise.catch(() => {});
  const sandbox: Partial<Sandbox> = {
    layout: { app: "/app", runtime: "/runtime", node: "node", port: 3000 } as SandboxLayout,
    unpack: async () => {},
    death: async () => null,
    exec: async () => ({
      exitCode: 0,
      end: "exited",
      stdout: new TextEncoder().encode("status 200"),
      stderr: new Uint8Array(),
      truncated: false,
      durationMs: 1,
    }),
    spawn: async () => ({
      stdio: new PassThrough().end(),
      stderrTail: () => "",
      exited: ending.promise,
      [Symbol.asyncDispose]: async () => {},
    }),
    [Symbol.asyncDispose]: async () => {},
  };
  const runChecks = async (request: CheckRequest): Promise<CheckReport> => {
    const end = async (error: Error) => {
      ending.reject(error);
      await tick();
    };
    const judge = (id: string) => request.onVerdict!(pass(id));
    await play({ end, judge, request });
    const verdicts = request.checks.map(({ id }) => pass(id));
    const firstPage = quality === null ? null : PICTURE;
    return { verdicts, screenshots: [], logs: [], quality, firstPage, timingsMs: {} };
  };
  const context = {
    folder,
    manifest: { runId: "run" },
    provider: { create: async () => sandbox },
    workspaces: { get: async () => new Uint8Array() },
    runChecks,
    traitsOf,
    now: () => 0,
  } as unknown as RunContext;
  const silent = (): void => {};
  const request: Omit<GradeTurnsRequest, "frozen"> = {
    trial: makeTrial("trial"),
    tryNumber: 1,
    loaded: { task, folder: "/none", layers: ["/none"], stack, hash: HASH, raw: null },
    task,
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    emit: silent,
    phases: createPhaseClock(silent, () => 0),
    losses: new Map(),
  };
  const frozen = [{ turn: 1, workspace: HASH, rejection: null, services: {} }];
  const grade = () => gradeTurns({ ...request, frozen }, context);
  return { grade, request, context, files: folder.trial("trial") };
}

const judgeAll = ({ judge }: Play): void => ["first", "second"].forEach(judge);

it("stands in a turn's result and its evidence, and never in its verdict", async () => {
  const played = async (play: Play) => judgeAll(play);
  const measured = await prepare(played);
  const [turn] = await measured.grade();
  const firstPage = "screenshots/turn-1/first-page.jpg";
  expect(turn).toMatchObject({ score: 1, passed: true, quality: QUALITY, firstPage });
  expect(await readFile(join(measured.files.path, firstPage))).toEqual(Buffer.from(PICTURE));
  const evidence: unknown = JSON.parse(await readFile(measured.files.evidence(1), "utf8"));
  expect(evidence).toMatchObject({ quality: QUALITY });
  const unmeasured = await prepare(played, null);
  expect(await unmeasured.grade()).toMatchObject([
    { score: 1, passed: true, quality: null, firstPage: null },
  ]);
  const verdicts = [measured, unmeasured].map(({ files }) => readFile(files.verdict(1), "utf8"));
  const [first, second] = await Promise.all(verdicts);
  expect(first).toBe(second);
});

it("is null where the workspace could not be collected", async () => {
  const { request, context } = await prepare(async () => {});
  const rejected = { turn: 1, workspace: null, rejection: "a link leads outside", services: {} };
  const [turn] = await gradeTurns({ ...request, frozen: [rejected] }, context);
  expect(turn).toMatchObject({ failedPhase: "freeze", quality: null, firstPage: null });
});

it("is measured of turns, not of checkpoints", async () => {
  const asked: unknown[] = [];
  const { grade, request, context } = await prepare(async (play) => {
    asked.push(play.request.measuresQuality);
    judgeAll(play);
  });
  await grade();
  const moment = { label: "5m", turn: 1, agentMs: 1, turnMs: 1, usage: NO_USAGE, memory: null };
  const checkpoint = { ...moment, workspace: HASH, services: {}, isGraded: true };
  await gradeCheckpoints(request, [checkpoint], context);
  expect(asked).toEqual([true, false]);
});

it("an app that ends its sandbox while it is measured keeps its verdicts", async () => {
  const { grade } = await prepare(async (play) => {
    judgeAll(play);
    await play.end(new SandboxDeathError("memory", "the sandbox ran out of memory and ended"));
  });
  expect(await grade()).toMatchObject([{ failedPhase: null, score: 1, quality: QUALITY }]);
});

it("an app that ends its sandbox under its checks fails all of them", async () => {
  const { grade } = await prepare(async (play) => {
    play.judge("first");
    await play.end(new SandboxDeathError("memory", "the sandbox ran out of memory and ended"));
    play.judge("second");
  });
  expect(await grade()).toMatchObject([{ failedPhase: "serve", score: 0, quality: null }]);
});

it("an engine that is lost meanwhile is the infrastructure's fault: it may have been lost before", async () => {
  const { grade } = await prepare(async (play) => {
    judgeAll(play);
    await play.end(new InfraError("engine", "the engine is gone"));
  });
  await expect(grade()).rejects.toMatchObject({ code: "engine" });
});
