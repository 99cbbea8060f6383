import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { runBeside } from "../../src/checks/run-beside.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { traitsOf } from "../../src/checks/traits.ts";
import type { TrialEventBody } from "../../src/core/event.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { SandboxFile, SandboxProvider } from "../../src/core/sandbox.ts";
import { createTaskSchema, type Task } from "../../src/core/task.ts";
import { type Grade, type GradeRequest, gradeWorkspace } from "../../src/runner/grade.ts";
import { createPhaseClock } from "../../src/runner/phase-clock.ts";
import { recordTurn } from "../../src/runner/turn-result.ts";
import { archive, workspaceCodec } from "../../src/sandbox/archive/archive.ts";
import { toRunFolder } from "../../src/store/run-folder.ts";
import { openProvider } from "../checks/support/checker.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const HASH = "a".repeat(64);
const STACK: GradeRequest["loaded"]["stack"] = {
  name: "static",
  summary: "built files",
  build: "mkdir -p dist/assets && cp index.html dist && echo 1 > dist/assets/a.js",
  start: 'exec "$BUILDOFF_NODE" "$BUILDOFF_RUNTIME/serve-static.mjs" "$APP_ROOT"',
  root: "./dist",
  servesFiles: true,
  preamble: "build it",
  dockerfile: null,
};

let provider: SandboxProvider;
beforeAll(async () => {
  provider = await openProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());

function makeTask(app: object): Task {
  return createTaskSchema(checkKinds).parse({
    schema: 1,
    id: "page",
    title: "A page",
    category: "page",
    difficulty: "easy",
    turns: [{ prompt: "Build a page." }],
    app,
    checks: [{ id: "page", http: { path: "/", text: "hello" } }],
  });
}

interface Changes {
  readonly app?: object;
  readonly stack?: Partial<typeof STACK>;
  readonly keepsBuilt?: boolean;
}

/** Grades a page as a first run does. */
async function grade({ app = {}, stack = {}, keepsBuilt = true }: Changes) {
  const task = makeTask(app);
  const warnings: string[] = [];
  const emit = (event: TrialEventBody): void => {
    if (event.type === "warning") warnings.push(event.message);
  };
  const loaded = {
    task,
    folder: "/none",
    layers: ["/none"],
    stack: { ...STACK, ...stack },
    hash: HASH,
    raw: null,
  };
  const request: GradeRequest = {
    loaded,
    task,
    turn: 1,
    seed: 0,
    stopsAtFirstFailure: false,
    takesPictures: false,
    measuresQuality: false,
    keepsBuilt,
    tar: await archive.pack([{ path: "index.html", content: Buffer.from("hello") }]),
    services: {},
    owner: { runId: "test", trialId: "page", tryNumber: 1 },
    limits: DEFAULT_LIMITS,
    signal: AbortSignal.timeout(600_000),
    emit,
    phases: createPhaseClock(() => {}, Date.now),
  };
  const parts = { provider, archive, runChecks, runBeside, traitsOf };
  return { grade: await gradeWorkspace(request, parts), loaded, warnings };
}

const filesOf = async (built: Uint8Array | null): Promise<readonly SandboxFile[]> =>
  archive.readFiles(workspaceCodec.decompress(built!));

it("what was built is kept as the app serves it, and is in no verdict", async () => {
  const kept = await grade({});
  expect((await filesOf(kept.grade.built)).map(({ path }) => path)).toEqual(["assets/a.js", "index.html"]);
  const unkept = await grade({ keepsBuilt: false });
  expect([unkept.grade.built, kept.warnings]).toEqual([null, []]);
  const record = async (judged: Grade): Promise<string> => {
    const folder = toRunFolder(await makeTemporaryFolder()).trial("page");
    const frozen = { turn: 1, workspace: HASH, rejection: null, services: {} };
    const turn = { loaded: kept.loaded, task: kept.loaded.task, frozen, folder };
    await recordTurn(turn, HASH, judged);
    const file = await readFile(folder.build(1)).catch(() => null);
    expect(file).toEqual(judged.built === null ? null : Buffer.from(judged.built));
    return readFile(folder.verdict(1), "utf8");
  };
  expect(await record(kept.grade)).toBe(await record(unkept.grade));
});

it.each([
  ["is not built", { stack: { build: null, root: "." } }],
  ["has a start command of its own", { app: { start: STACK.start } }],
  ["is of a stack that runs a server", { stack: { servesFiles: false } }],
])("nothing is kept of an app that %s", async (_, changes) => {
  const { grade: judged, warnings } = await grade(changes);
  expect([judged.built, judged.verdicts[0]!.passed, warnings]).toEqual([null, true, []]);
});

it.each([
  ["leads outside", "ln -s /etc/passwd dist/out", /leads out of the workspace/],
  ["is too large", "truncate -s 31M dist/large", /larger than 30000000 bytes/],
  ["is not there any more", "mv dist other && ln -s other dist", /there are none below/],
])("a build that %s is not kept, with a warning, and its verdicts stand", async (_, also, warning) => {
  const { grade: judged, warnings } = await grade({ stack: { build: `${STACK.build} && ${also}` } });
  expect([judged.built, judged.failedPhase, judged.verdicts[0]!.passed]).toEqual([null, null, true]);
  expect(warnings).toEqual([expect.stringMatching(warning)]);
});
