import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { makeBaseline } from "../../src/analysis/baseline.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import type { TrialResult } from "../../src/core/result.ts";
import type { Summary } from "../../src/core/summary.ts";
import { toTrialRow } from "../../src/core/trial-row.ts";
import type { TrialSpec } from "../../src/core/trial.ts";
import { buildoff, repository } from "../support/buildoff.ts";
import { makeCheck, makeManifest, makeResult, makeSummary, makeTrial } from "../support/results.ts";

const SUITE = `schema: 1
name: mine
title: Mine
version: 1.0.0
licence: MIT
canary: buildoff-canary-wrong-inputs-0001
`;
const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
turns: [{ prompt: Build a page }]
checks: [{ id: opens, steps: [{ goto: / }] }]
`;
const GOOD = { "suite.yaml": SUITE, "page/task.yaml": TASK, "page/solution/index.html": "<h1>Hi</h1>" };
const NO_ENGINE = { DOCKER_HOST: "unix:///nowhere/docker.sock" };
const NO_KEYS = { OPENAI_API_KEY: undefined, DASHSCOPE_API_KEY: undefined };
const SECRET = { OPENAI_API_KEY: "sk-only-for-this-test" };

const VOTES = [
  { question_id: "1", winner: "model_a" },
  { question_id: "2", winner: "model_b" },
]
  .map((vote) => `${JSON.stringify({ model_a: "one", model_b: "two", judge: "somebody", ...vote })}\n`)
  .join("");

interface Case {
  readonly what: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const task = (change: (text: string) => string) => ({ ...GOOD, "page/task.yaml": change(TASK) });

const AT = "2026-01-01T00:00:00.000Z";

/** A summary of one passed trial. */
function summaryOf(
  runId: string,
  spec: Partial<TrialSpec> = {},
  changes: Partial<Manifest> = {},
): { readonly manifest: Manifest; readonly summary: Summary; readonly result: TrialResult } {
  const trial = makeTrial("page.k1", { task: "page", ...spec });
  const manifest = makeManifest([trial], { runId, ...changes });
  const result = makeResult(trial, [makeCheck("opens", true)]);
  return { manifest, summary: makeSummary(manifest, [result]), result };
}

const { summary: MINE } = summaryOf("mine");
const { summary: OTHER_AGENT } = summaryOf("mine", { agent: "nop" });
const { summary: ELSEWHERE } = summaryOf(
  "other",
  {},
  {
    suite: {
      name: "theirs",
      version: "2.0.0",
      hash: "b".repeat(64),
      folder: "/theirs",
      headline: "passRate",
    },
  },
);
const CODED_SPEC = { agent: "loop", model: "lab/model" };

/** A run as it lies on disk, as far as these commands read it. */
function filesOf(runId: string, spec: Partial<TrialSpec> = {}): Readonly<Record<string, string>> {
  const { manifest, summary, result } = summaryOf(runId, spec);
  const folder = `results/${runId}`;
  return {
    [`${folder}/manifest.json`]: JSON.stringify(manifest),
    [`${folder}/summary.json`]: JSON.stringify(summary),
    [`${folder}/trials.jsonl`]: `${JSON.stringify(toTrialRow(result))}\n`,
    [`${folder}/trials/page.k1/result.json`]: JSON.stringify(result),
  };
}

const FINISHED = filesOf("mine");

/** Whose journal tells of no workspace. */
const withJournal = (runId: string): Readonly<Record<string, string>> => ({
  ...filesOf(runId),
  [`results/${runId}/journal.jsonl`]: `${JSON.stringify({ type: "opened", at: AT, pid: 1, resumed: false })}\n`,
});

const CASES: readonly Case[] = [
  { what: "a suite that does not exist", args: ["run", "nowhere"] },
  { what: "a misspelt suite", args: ["run", "startr"] },
  { what: "a suite without a task", files: { "suite.yaml": SUITE }, args: ["run", "."] },
  {
    what: "a file that is no YAML",
    files: task((text) => text.replace("[{ prompt", "[{ prompt: [")),
    args: ["run", "."],
  },
  {
    what: "a misspelt key",
    files: task((text) => text.replace("difficulty", "dificulty")),
    args: ["run", "."],
  },
  {
    what: "a misspelt key inside a step",
    files: task((text) => text.replace("goto: /", "click: { rol: button }")),
    args: ["run", "."],
  },
  {
    what: "several problems in one file",
    files: task((text) => text.replace("easy", "trivial").replace("id: opens", "id: Opens It")),
    args: ["run", "."],
  },
  {
    what: "a problem in suite.yaml",
    files: { ...GOOD, "suite.yaml": SUITE.replace("1.0.0", "one") },
    args: ["run", "."],
  },
  {
    what: "two checks of one id",
    files: task((text) => text.replace("}] }]", "}] }, { id: opens, steps: [{ goto: / }] }]")),
    args: ["run", "."],
  },
  {
    what: "a check of no kind",
    files: task((text) => text.replace(", steps: [{ goto: / }]", "")),
    args: ["run", "."],
  },
  {
    what: "a check of a turn that does not exist",
    files: task((text) => text.replace("id: opens", "id: opens, turn: 3")),
    args: ["run", "."],
  },
  { what: "two tasks of one id", files: { ...GOOD, "again/task.yaml": TASK }, args: ["run", "."] },
  { what: "an unknown stack", files: task((text) => `${text}stack: rails\n`), args: ["run", "."] },
  {
    what: "an asset that is missing",
    files: task((text) => `${text}assets: [logo.png]\n`),
    args: ["run", "."],
  },
  {
    what: "an asset outside the task",
    files: task((text) => `${text}assets: [../../etc/passwd]\n`),
    args: ["run", "."],
  },
  {
    what: "a Playwright file that is missing",
    files: task((text) => text.replace("steps: [{ goto: / }]", "playwright: specs/board.spec.ts")),
    args: ["run", "."],
  },
  {
    what: "a duration without a unit",
    files: task((text) => `${text}limits: { wallTime: 20 }\n`),
    args: ["run", "."],
  },
  {
    what: "a service whose program is missing",
    files: task((text) => `${text}services: [services/flights.ts]\n`),
    args: ["run", "."],
  },
  {
    what: "two services of one name",
    files: {
      ...task((text) => `${text}services: [a/flights.ts, b/flights.ts]\n`),
      "page/a/flights.ts": "",
      "page/b/flights.ts": "",
    },
    args: ["run", "."],
  },
  {
    what: "the oracle on a task without a solution",
    files: { "suite.yaml": SUITE, "page/task.yaml": TASK },
    args: ["run", "."],
  },
  { what: "a task that the suite does not have", files: GOOD, args: ["run", ".", "--task", "pge"] },
  { what: "an unknown agent", args: ["run", "starter", "--agent", "orcale"] },
  { what: "an agent without the model that it needs", args: ["run", "starter", "--agent", "qwen-code"] },
  { what: "a model that nobody uses", args: ["run", "starter", "--model", "openai/gpt-5"], env: SECRET },
  { what: "the agent command without a command", args: ["run", "starter", "--agent", "command"] },
  { what: "an unknown provider", args: ["run", "starter", "--agent", "qwen-code", "--model", "opnai/gpt-5"] },
  {
    what: "a model without a provider",
    args: ["run", "starter", "--agent", "qwen-code", "--model", "gpt-5"],
  },
  {
    what: "a key that is not set",
    args: ["run", "starter", "--agent", "qwen-code", "--model", "openai/gpt-5"],
    env: NO_KEYS,
  },
  {
    what: "an address that is none",
    args: ["run", "starter", "--agent", "qwen-code", "--model", "openai/gpt-5", "--base-url", "localhost"],
    env: SECRET,
  },
  {
    what: "a cost limit on a model without a price",
    args: ["run", "starter", "--agent", "qwen-code", "--model", "ollama/no-such-model", "--max-cost", "1"],
  },
  {
    what: "model-written code without a sandbox",
    args: ["run", "starter", "--agent", "command", "--command", "true", "--sandbox", "local"],
  },
  {
    what: "model-written code without an engine",
    args: ["run", "starter", "--agent", "command", "--command", "true"],
    env: NO_ENGINE,
  },
  { what: "docker without an engine", args: ["run", "starter", "--sandbox", "docker"], env: NO_ENGINE },
  {
    what: "a browser that is not there",
    files: GOOD,
    args: ["run", ".", "--sandbox", "local", "--browser", "/nowhere/chrome"],
  },
  {
    what: "a run file with a problem",
    files: { ...GOOD, "nightly.yaml": "schema: 1\nsuite: .\nattemps: 3\n" },
    args: ["run", "nightly.yaml"],
  },
  {
    what: "a setting of `command` on another agent",
    files: {
      ...GOOD,
      "nightly.yaml": "schema: 1\nsuite: .\nagents: [{ name: oracle, dockerfile: own/Dockerfile }]\n",
    },
    args: ["run", "nightly.yaml"],
  },
  {
    what: "an agent's Dockerfile that is missing",
    files: {
      ...GOOD,
      "nightly.yaml":
        'schema: 1\nsuite: .\nagents: [{ name: command, command: "true", dockerfile: own/Dockerfile }]\n',
    },
    args: ["run", "nightly.yaml"],
  },
  {
    what: "an agent with a model that the run does not have",
    files: {
      ...GOOD,
      "nightly.yaml":
        "schema: 1\nsuite: .\nagents: [{ name: loop, models: [openai/gpt-4] }]\nmodels: [openai/gpt-5]\n",
    },
    args: ["run", "nightly.yaml"],
  },
  { what: "a run file that is missing", args: ["run", "missing.yaml"] },
  {
    what: "a language that no prompt has",
    files: task((text) => text.replace("prompt: Build a page", "prompt: { en: Build a page }")),
    args: ["run", ".", "--language", "fr"],
  },
  { what: "no attempts", args: ["run", "starter", "-k", "0"] },
  { what: "a bad duration on the command line", args: ["run", "starter", "--wall-time", "soon"] },
  { what: "a sandbox that does not exist", args: ["run", "starter", "--sandbox", "vm"] },
  {
    what: "a sandbox that does not exist, in a run file",
    files: { ...GOOD, "nightly.yaml": "schema: 1\nsuite: .\nsandbox: dokcer\n" },
    args: ["run", "nightly.yaml"],
  },
  { what: "a run's name with a slash", args: ["run", "starter", "--name", "nightly/2026-11-01"] },
  {
    what: "a run's name that is taken",
    files: { ...GOOD, "results/mine/manifest.json": "{}" },
    args: ["run", ".", "--sandbox", "local", "--name", "mine", "--detach"],
  },
  {
    what: "a temperature that is too high",
    args: ["run", "starter", "--agent", "loop", "--model", "openai/gpt-5", "--temperature", "3"],
    env: SECRET,
  },
  { what: "--command without the agent command", args: ["run", "starter", "--command", "./my-agent"] },
  { what: "--repairs without the agent one-shot", args: ["run", "starter", "--repairs", "3"] },
  {
    what: "repairs of another agent than one-shot",
    files: { ...GOOD, "nightly.yaml": "schema: 1\nsuite: .\nagents: [{ name: loop, repairs: 3 }]\n" },
    args: ["run", "nightly.yaml"],
  },
  {
    what: "tools for an agent that is offered none",
    args: ["run", "starter", "--agent", "one-shot", "--model", "ollama/small", "--tools", "arena"],
  },
  {
    what: "a recording of a replay",
    args: ["run", "starter", "--record", "--replay", "first"],
  },
  { what: "an unknown flag", args: ["run", "starter", "--atempts", "3"] },
  { what: "an unknown command", args: ["rnu"] },
  {
    what: "a results folder that is a file",
    files: { ...GOOD, results: "" },
    args: ["run", ".", "--sandbox", "local", "--name", "mine"],
  },
  { what: "a run that does not exist", args: ["resume", "yesterday"] },
  {
    what: "a manifest that was damaged",
    files: { "results/r/manifest.json": '{"schema": 1, "runId": 7}' },
    args: ["resume", "r"],
  },
  { what: "a manifest that is no JSON", files: { "results/r/manifest.json": "{" }, args: ["rescore", "r"] },
  { what: "a suite or task to check that does not exist", args: ["check", "expense-dashbord"] },
  {
    what: "a task that is no task to check",
    files: task((text) => text.replace("checks", "cheks")),
    args: ["check", "page"],
  },
  { what: "a new task in a folder that is not empty", files: GOOD, args: ["new", "task", "page"] },
  { what: "a new task whose name is no id", args: ["new", "task", "My Task"] },
  { what: "a new task of an unknown stack", args: ["new", "task", "list", "--stack", "rails"] },
  { what: "a new suite in a folder that is not empty", files: GOOD, args: ["new", "suite", "page"] },
  {
    what: "an agent and a model without a common protocol",
    args: ["run", "starter", "--agent", "claude-code", "--model", "openai/gpt-5"],
    env: SECRET,
  },
  {
    what: "a host that is not allowed",
    args: [
      "run",
      "starter",
      "--agent",
      "loop",
      "--model",
      "openai/gpt-5",
      "--allow-hosts",
      "intranet.example",
    ],
    env: SECRET,
  },
  {
    what: "a header from a variable that is not set",
    files: {
      ...GOOD,
      "run.yaml":
        "schema: 1\nsuite: ./\nagents: [loop]\nmodels: [{ name: openai/gpt-5, headers: { x-team: '${TEAM_NAME}' } }]\n",
    },
    args: ["run", "run.yaml"],
    env: SECRET,
  },
  {
    what: "a key file that is missing",
    args: ["run", "starter", "--agent", "loop", "--model", "openai/gpt-5", "--key-file", "no-key.txt"],
  },
  {
    what: "a models file with a problem",
    files: { "mine.yaml": "schema: 1\nprices: [{ model: openai/gpt-5, input: -1, output: 2 }]\n" },
    args: ["models", "--models-file", "mine.yaml"],
  },
  {
    what: "a replay of a run that was not recorded",
    files: GOOD,
    args: ["run", ".", "--agent", "loop", "--model", "openai/gpt-5", "--replay", "nothing"],
  },
  { what: "a preset of tools that does not exist", args: ["run", "starter", "--tools", "every"] },
  { what: "a run that was not detached", args: ["attach", "yesterday"] },
  { what: "a part of more parts than there are", args: ["run", "starter", "--shard", "6/5"] },
  { what: "a recording without text", args: ["run", "starter", "--record", "--no-bodies"] },
  {
    what: "figures of a run that has not ended",
    files: { "results/r/manifest.json": "{}" },
    args: ["gate", "r"],
  },
  { what: "a baseline that does not exist", files: FINISHED, args: ["gate", "mine"] },
  { what: "a shallow baseline", files: FINISHED, args: ["baseline", "set", "mine"] },
  {
    what: "a baseline of another suite",
    files: { ...FINISHED, "baseline.json": JSON.stringify(makeBaseline([ELSEWHERE], AT)) },
    args: ["gate", "mine"],
  },
  {
    what: "a baseline of another agent",
    files: { ...FINISHED, "baseline.json": JSON.stringify(makeBaseline([OTHER_AGENT], AT)) },
    args: ["gate", "mine"],
  },
  {
    what: "a quarantine without an end",
    files: {
      ...FINISHED,
      "baseline.json": JSON.stringify(makeBaseline([MINE], AT)),
      "quarantine.yaml": "schema: 1\ntasks: [{ task: page, until: soon, reason: flaky }]\n",
    },
    args: ["gate", "mine", "--quarantine", "quarantine.yaml"],
  },
  {
    what: "a history that was damaged",
    files: {
      ...FINISHED,
      "baseline.json": JSON.stringify(makeBaseline([MINE], AT)),
      "nights.jsonl": '{"schema":1}\n',
    },
    args: ["gate", "mine", "--history", "nights.jsonl"],
  },
  {
    what: "a comparison of two suites",
    files: {
      ...FINISHED,
      "results/other/manifest.json": "{}",
      "results/other/summary.json": JSON.stringify(ELSEWHERE),
    },
    args: ["compare", "mine", "other"],
  },
  { what: "a format that nobody exports to", files: FINISHED, args: ["export", "mine", "--to", "excel"] },
  {
    what: "several files for the standard output",
    files: filesOf("coded", CODED_SPEC),
    args: ["export", "coded", "--to", "eee", "--stdout"],
  },
  {
    what: "a format that needs a model",
    files: FINISHED,
    args: ["export", "mine", "--to", "huggingface"],
  },
  { what: "a merge of what is no part", files: FINISHED, args: ["merge", "mine"] },
  { what: "a prune of nothing in particular", files: FINISHED, args: ["prune"] },
  { what: "a report of a run that there is not", files: FINISHED, args: ["report", "mien"] },
  { what: "a report of nothing", args: ["report"] },
  { what: "a report of a run twice", files: FINISHED, args: ["report", "mine", "mine"] },
  {
    what: "a report in the place of something else",
    files: { ...FINISHED, "site/notes.txt": "mine" },
    args: ["report", "mine", "--out", "site"],
  },
  {
    what: "a report in the place of a file",
    files: { ...FINISHED, "report.html": "mine" },
    args: ["report", "mine", "--out", "report.html"],
  },
  {
    what: "a size that is none",
    files: FINISHED,
    args: ["report", "mine", "--single-file", "--max-size", "large"],
  },
  {
    what: "a view of a run whose summary is damaged",
    files: { ...FINISHED, "results/mine/summary.json": "{" },
    args: ["view", "mine"],
  },
  { what: "a view of a run that there is not", files: FINISHED, args: ["view", "mien"] },
  { what: "a view at a port that is none", files: FINISHED, args: ["view", "mine", "--port", "99999"] },
  {
    what: "an app of a trial that there is not",
    files: FINISHED,
    args: ["open", "mine", "pgae"],
  },
  { what: "an app of which nothing was kept", files: withJournal("mine"), args: ["open", "mine", "page.k1"] },
  { what: "an app after no turn", files: FINISHED, args: ["open", "mine", "page.k1", "--turn", "0"] },
  { what: "a review that says nothing", files: FINISHED, args: ["review", "mine", "page.k1"] },
  {
    what: "a review of a check that there is not",
    files: FINISHED,
    args: ["review", "mine", "page.k1", "--check", "open", "--agree"],
  },
  {
    what: "a review of two opinions",
    files: FINISHED,
    args: ["review", "mine", "page.k1", "--agree", "--disagree"],
  },
  { what: "a trial that there is not, to be shown", files: FINISHED, args: ["show", "mine", "page.k2"] },
  {
    what: "a site for a run in which no two apps can meet",
    files: FINISHED,
    args: ["arena", "serve", "mine"],
  },
  { what: "a site for a run that there is not", files: FINISHED, args: ["arena", "serve", "mien"] },
  {
    what: "a public site that does not know its raters",
    files: FINISHED,
    args: ["arena", "serve", "mine", "--public-url", "https://arena.team.example"],
  },
  {
    what: "apps at a public address, of a site that is at none",
    files: FINISHED,
    args: ["arena", "serve", "mine", "--apps-url", "https://apps.team.example"],
  },
  { what: "ratings of votes that are not there", args: ["arena", "rate", "votes.jsonl"] },
  {
    what: "ratings of an outcome that is not known",
    files: { "votes.jsonl": '{"model_a":"one","model_b":"two","winner":"model_c"}\n' },
    args: ["arena", "rate", "votes.jsonl"],
  },
  {
    what: "ratings with an anchor that nobody compared",
    files: { "votes.jsonl": VOTES },
    args: ["arena", "rate", "votes.jsonl", "--anchor", "three=1500"],
  },
  {
    what: "ratings of an axis that is none",
    files: { "votes.jsonl": VOTES },
    args: ["arena", "rate", "votes.jsonl", "--axis", "beauty"],
  },
  {
    what: "a judge of runs without a pair",
    files: FINISHED,
    args: ["arena", "judge", "mine", "--judge", "nobody/model"],
  },
  {
    what: "a table without a column to compare with",
    files: { ...FINISHED, "table.csv": "model,votes\none,3\n" },
    args: ["correlate", "mine", "--with", "table.csv"],
  },
  { what: "an unknown format", args: ["schema", "tasks"] },
  { what: "an unknown listing", args: ["list", "agent"] },
];

describe("wrong inputs", () => {
  const rows: string[] = [];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "buildoff-wrong-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("are at least 25", () => {
    expect(CASES.length).toBeGreaterThanOrEqual(25);
  });

  it.each(CASES)("$what exits 2 and says what to do", async ({ what, files = {}, args, env = {} }) => {
    const cwd = join(folder, what.replaceAll(/\W+/g, "-"));
    await mkdir(cwd);
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(cwd, path)), { recursive: true });
      await writeFile(join(cwd, path), content);
    }
    await chmod(cwd, 0o755);
    const { exitCode, stdout, stderr } = await buildoff(args, { cwd, env });
    const clean = (text: string) =>
      text.replaceAll(cwd, "<folder>").replaceAll(repository, "<buildoff>/").trim();
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(clean(stderr)).toMatch(/^error: .+\n.+/s);
    expect(exitCode).toBe(2);
    rows.push(`### ${what}\n\n\`buildoff ${args.join(" ")}\`\n\n\`\`\`\n${clean(stderr)}\n\`\`\`\n`);
  });

  it("get the messages of the reference", async () => {
    expect(rows).toHaveLength(CASES.length);
    const page = `# Wrong inputs and what they get\n\nWritten by \`test/cli/wrong-inputs.test.ts\`. Each exits 2.\n\n${rows.join("\n")}`;
    await expect(page).toMatchFileSnapshot(join(repository, "docs", "wrong-inputs.md"));
  });
});
