import { createRequire } from "node:module";
import { join } from "node:path";
import { writeRunFiles } from "../../src/cli/run-files.ts";
import type { TrialEventBody } from "../../src/core/event.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import type { TrialResult, TurnResult } from "../../src/core/result.ts";
import type { SandboxFile } from "../../src/core/sandbox.ts";
import type { TrialSpec } from "../../src/core/trial.ts";
import { NO_USAGE, type Usage } from "../../src/core/usage.ts";
import { sha256 } from "../../src/loader/digest.ts";
import { archive, workspaceCodec } from "../../src/sandbox/archive/archive.ts";
import { writeAtomic, writeJson } from "../../src/store/atomic-file.ts";
import { openJournal } from "../../src/store/journal.ts";
import type { RunFolder } from "../../src/store/run-folder.ts";
import { createRun } from "../../src/store/run-store.ts";
import { openTranscript } from "../../src/store/transcript.ts";
import { createWorkspaceStore } from "../../src/store/workspaces.ts";
import { makeCheck, makeManifest, makeResult, makeRows, makeTrial } from "./results.ts";

const { PNG } = createRequire(import.meta.url)("pngjs") as {
  PNG: {
    new (size: { width: number; height: number }): { width: number; height: number; data: Buffer };
    sync: { write: (png: object) => Uint8Array };
  };
};

/** Ways in which a trial of the fixture ends. */
export const ENDS = ["passed", "check", "build", "serve", "limit", "agent", "infra"] as const;
export type End = (typeof ENDS)[number];

/** What a hostile agent would write, where a test wants that. */
export interface FixtureTexts {
  readonly title: string;
  readonly message: string;
  readonly consoleLines: readonly string[];
  readonly files: readonly SandboxFile[];
  readonly events: readonly TrialEventBody[];
}

export interface ReportRunOptions {
  readonly results: string;
  readonly runId: string;
  readonly createdAt?: string;
  /** The n-th trial's end. */
  readonly endOf?: (trial: TrialSpec, n: number) => End;
  readonly textsOf?: (trial: TrialSpec, n: number) => Partial<FixtureTexts>;
  readonly tasks?: readonly (typeof TASKS)[number]["id"][];
  /** Trials without a result: the run goes on. */
  readonly unfinished?: ReadonlySet<string>;
}

const TASKS = [
  {
    id: "expense-dashboard",
    title: "Expense dashboard with live totals",
    category: "dashboard",
    locale: "en",
  },
  { id: "night-express", title: "Night Express, a browser game", category: "game", locale: "en" },
  { id: "urdu-storefront", title: "دکان: کتابوں کی فروخت", category: "storefront", locale: "ur" },
  { id: "trip-planner", title: "Trip planner over two services", category: "agentic", locale: "en" },
] as const;
const SETUPS = [
  { agent: "loop", model: "openai/gpt-5" },
  { agent: "loop", model: "qwen/qwen3-coder-plus" },
  { agent: "claude-code", model: "anthropic/claude-sonnet-4-5" },
  { agent: "oracle", model: null },
] as const;
const ATTEMPTS = 2;
const AT = "2026-11-02T03:04:05.000Z";

/** A run with everything that a report shows, written as buildoff itself writes it, without a sandbox. */
export async function storeReportRun(options: ReportRunOptions): Promise<RunFolder> {
  const { results, runId, createdAt = AT, endOf = chooseEnd, unfinished = new Set() } = options;
  const wanted = TASKS.filter(({ id }) => options.tasks?.includes(id) ?? true);
  const trials = wanted.flatMap((task) => SETUPS.flatMap((setup) => makeAttempts(task.id, setup)));
  const manifest = toManifest(trials, { runId, createdAt });
  const folder = await createRun(join(results, runId), manifest);
  const written: TrialResult[] = [];
  {
    await using journal = await openJournal(folder.journal);
    await journal.append({ type: "opened", at: AT, pid: 1, resumed: false });
    for (const [n, trial] of trials.entries()) {
      const head = { at: AT, trialId: trial.id };
      if (unfinished.has(trial.id)) continue;
      await journal.append({ type: "started", ...head, tryNumber: 1, goesOn: false });
      const result = await storeTrial(folder, trial, {
        end: endOf(trial, n),
        texts: options.textsOf?.(trial, n) ?? {},
        n,
      });
      await journal.append({ type: "finished", ...head, result });
      written.push(result);
    }
  }
  if (unfinished.size === 0)
    await writeRunFiles({ folder, manifest, rows: makeRows(written), rescoring: undefined, note: () => {} });
  return folder;
}

function makeAttempts(task: string, { agent, model }: (typeof SETUPS)[number]): TrialSpec[] {
  return Array.from({ length: ATTEMPTS }, (_, index) => {
    const name = [agent, model?.split("/")[1] ?? null].filter(Boolean).join(".");
    return makeTrial(`${task}.en.s0.${name}.k${index + 1}`, { task, agent, model, attempt: index + 1 });
  });
}

/** Every way to end occurs, and the reference passes. */
const chooseEnd = ({ agent }: TrialSpec, n: number): End =>
  agent === "oracle"
    ? "passed"
    : (["passed", "check", "passed", "build", "limit", "serve", "passed", "agent", "infra"] as const)[n % 9]!;

function toManifest(trials: readonly TrialSpec[], changes: Partial<Manifest>): Manifest {
  const manifest = makeManifest(trials, changes);
  const tasks = manifest.tasks
    .filter(({ id }) => id !== "a-task")
    .map((entry) => ({ ...entry, ...TASKS.find(({ id }) => id === entry.id)!, difficulty: "medium" }));
  const warnings = ["the browser in the checker runs without its own sandbox"];
  return { ...manifest, tasks, sandbox: { ...manifest.sandbox, warnings } };
}

interface TrialMaking {
  readonly end: End;
  readonly texts: Partial<FixtureTexts>;
  readonly n: number;
}

async function storeTrial(folder: RunFolder, trial: TrialSpec, making: TrialMaking): Promise<TrialResult> {
  const { end, texts, n } = making;
  const files = folder.trial(trial.id);
  await writeTranscript(files.transcript(1), trial, texts.events ?? makeEvents(n));
  if (end === "infra") {
    const outcome = {
      kind: "infra-error",
      code: "provider",
      message: "503 from the provider, four times",
    } as const;
    const result = makeResult(trial, [], {
      outcome,
      score: null,
      passed: null,
      turns: [],
      usage: toUsage(trial, n),
    });
    await writeJson(files.result, result);
    return result;
  }
  const tar = await archive.pack(texts.files ?? makeFiles(trial, n));
  const workspace = sha256(tar);
  await createWorkspaceStore(folder.workspaces, workspaceCodec, sha256).put(workspace, tar);
  const turn = await makeTurn(folder, trial, { ...making, workspace });
  const result = makeResult(trial, turn.checks, {
    ...ENDINGS[end],
    turns: [turn],
    score: turn.score,
    passed: turn.passed,
    usage: toUsage(trial, n),
    durationMs: 60_000 + n * 7_000,
    phases: [
      { phase: "agent", turn: 1, durationMs: 50_000 + n * 6_500, exitCode: 0, log: null },
      {
        phase: "build",
        turn: 1,
        durationMs: 2_300,
        exitCode: end === "build" ? 1 : 0,
        log: "logs/build.turn-1.log",
      },
      ...(end === "build"
        ? []
        : [
            {
              phase: "serve" as const,
              turn: 1,
              durationMs: 900,
              exitCode: null,
              log: "logs/serve.turn-1.log",
            },
          ]),
    ],
  });
  await writeJson(files.result, result);
  await writeAtomic(
    join(files.logs, "build.turn-1.log"),
    end === "build" ? "error: src/app.ts:3:1 unexpected token\n" : "built in 2.1 s\n",
  );
  await writeAtomic(
    join(files.logs, "serve.turn-1.log"),
    end === "serve" ? "Error: listen EADDRINUSE 127.0.0.1:3000\n" : "listening\n",
  );
  await writeJson(files.evidence(1), {
    timingsMs: {},
    logs: turn.checks.map(({ id }) => ({
      check: id,
      console: texts.consoleLines ?? [
        "error: Uncaught TypeError: total is undefined",
        "warning: a key is missing",
      ],
      network: ["GET / 200", "GET /app.js 200"],
    })),
    screenshots: [],
    quality: null,
  });
  return result;
}

const ENDINGS: Readonly<Record<Exclude<End, "infra">, Partial<TrialResult>>> = {
  passed: {},
  check: {},
  build: { phase: "build", failedPhase: "build" },
  serve: { phase: "serve", failedPhase: "serve" },
  limit: { outcome: { kind: "limit", limit: "wallTime", message: "the turn took longer than 20m 00s" } },
  agent: { outcome: { kind: "agent-error", message: "the agent ended its own sandbox: out of memory" } },
};
const MESSAGES: Readonly<Partial<Record<End, string>>> = {
  build: "`npm run build` ended with exit code 1",
  serve: "nothing answered at / within 30 s",
};

async function makeTurn(
  folder: RunFolder,
  trial: TrialSpec,
  { end, texts, workspace, n }: TrialMaking & { readonly workspace: string },
): Promise<TurnResult> {
  const isDown = end === "build" || end === "serve";
  const fails = end !== "passed";
  const message = texts.message ?? "expected the text “12.50”, found “NaN”";
  const ids = ["opens", "adds-expense", "survives-reload", "phone"];
  const checks = ids.map((id, index) => ({
    ...makeCheck(id, !(isDown || (fails && index > 0 && index < 3)), isDown ? MESSAGES[end]! : message),
    title: texts.title ?? `${id.replaceAll("-", " ")} as the brief says`,
    weight: index + 1,
  }));
  const failed = checks.filter(({ passed }) => !passed);
  const evidenced = checks.map((check) =>
    check.passed
      ? check
      : {
          ...check,
          evidence: {
            ...check.evidence,
            step: 'expect: { testId: total, text: "12.50" }',
            expected: "12.50",
            actual: "NaN",
          },
        },
  );
  const score = (checks.length - failed.length) / checks.length;
  const screenshots = isDown
    ? []
    : failed.map(({ id }, index) => ({
        check: id,
        name: "failure",
        file: `screenshots/turn-1/00${index}.${id}.failure.png`,
      }));
  for (const { file } of screenshots)
    await writeAtomic(join(folder.trial(trial.id).path, file), drawPicture(n, true));
  const firstPage = isDown ? null : "screenshots/turn-1/first-page.jpg";
  if (firstPage !== null)
    await writeAtomic(join(folder.trial(trial.id).path, firstPage), drawPicture(n, false));
  const result = makeResult(trial, evidenced).turns[0]!;
  return {
    ...result,
    workspace,
    failedPhase: isDown ? end : null,
    message: isDown ? MESSAGES[end]! : null,
    score,
    passed: failed.length === 0,
    screenshots,
    firstPage,
  };
}

const toUsage = ({ model }: TrialSpec, n: number): Usage =>
  model === null
    ? NO_USAGE
    : {
        ...NO_USAGE,
        requests: 12 + n,
        inputTokens: 40_000 + n * 900,
        outputTokens: 6_000 + n * 200,
        costUsd: model.startsWith("qwen") ? 0.04 + n / 1_000 : 0.31 + n / 200,
      };

const makeFiles = ({ task }: TrialSpec, n: number): SandboxFile[] =>
  Object.entries({
    "index.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>${task}</title><link rel="stylesheet" href="style.css"><h1>${task}</h1><button id="add">Add</button><output id="total">0</output><script src="app.js"></script></html>`,
    "style.css": `body { font: 16px sans-serif; background: hsl(${n * 40} 60% 94%) }`,
    "app.js": `let total = Number(localStorage.getItem("total") ?? 0);\nconst show = () => { document.querySelector("#total").textContent = total; localStorage.setItem("total", total) };\ndocument.querySelector("#add").onclick = () => { total += ${n + 1}; show() };\nshow();\n`,
    "src/lib/money.js": "export const format = (cents) => (cents / 100).toFixed(2);\n",
    "README.md": `# ${task}\n\nBuilt in attempt ${n}.\n`,
  }).map(([path, text]) => ({ path, content: Buffer.from(text) }));

const makeEvents = (n: number): TrialEventBody[] => [
  { type: "turn-started", turn: 1, prompt: "Build an expense dashboard.\nIt keeps its data over a reload." },
  ...Array.from({ length: 6 }, (_, call): TrialEventBody[] => [
    {
      type: "model-request",
      requestId: `r${call}`,
      protocol: "openai-chat",
      model: "scripted",
      body: { messages: [{ role: "user", content: `step ${call}` }] },
    },
    {
      type: "model-response",
      requestId: `r${call}`,
      status: 200,
      model: "scripted-2026",
      usage: { ...NO_USAGE, requests: 1, inputTokens: 4_000 + n, outputTokens: 300, costUsd: 0.01 },
      durationMs: 2_400,
      firstByteMs: 300,
      waitMs: 0,
      body: { choices: [{ message: { content: "I write the page now." } }] },
    },
    {
      type: "tool-call",
      id: `t${call}`,
      name: call % 2 === 0 ? "create_file" : "run_command",
      arguments: call % 2 === 0 ? { path: "app.js", content: "let total = 0;" } : { command: "ls -la" },
    },
    {
      type: "tool-result",
      id: `t${call}`,
      text: call % 2 === 0 ? "written" : "total 5\nindex.html\napp.js",
      isError: call === 3,
    },
  ]).flat(),
  { type: "agent-message", text: "The dashboard is done. It keeps its data in local storage." },
  { type: "phase-ended", phase: "agent", turn: 1, durationMs: 52_000, exitCode: 0 },
  { type: "frozen", turn: 1, workspace: "c".repeat(64), files: 5, bytes: 1_234 },
];

async function writeTranscript(
  file: string,
  { id }: TrialSpec,
  events: readonly TrialEventBody[],
): Promise<void> {
  let clock = Date.parse(AT);
  await using transcript = await openTranscript({
    file,
    trialId: id,
    tryNumber: 1,
    redact: (text) => text,
    keepsBodies: true,
    now: () => (clock += 1_700),
    watch: () => {},
  });
  transcript.emit({ type: "trial-started" });
  for (const event of events) transcript.emit(event);
}

/** Not a photograph, but a picture: what stands in for an app. PNG bytes, whatever the file is called. */
function drawPicture(n: number, isBroken: boolean): Uint8Array {
  const png = new PNG({ width: 640, height: 400 });
  for (let y = 0; y < png.height; y += 1) {
    for (let x = 0; x < png.width; x += 1) {
      const isBar = y > 60 && x > 40 && x < 600 && (y - 60) % 70 < 44 && x < 140 + ((n * 97 + y * 3) % 460);
      const shade = y < 44 ? 70 : isBar ? 150 : 245;
      png.data.set(
        [shade, isBroken ? Math.round(shade * 0.7) : shade, (shade + n * 13) % 256, 255],
        (y * png.width + x) * 4,
      );
    }
  }
  return PNG.sync.write(png);
}
