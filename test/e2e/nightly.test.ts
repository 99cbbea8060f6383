import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foldJournal } from "../../src/store/run-state.ts";
import { readJournalOf, readSummary, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { type Reply, type ScriptedRequest, startScriptedModel } from "../support/scripted-model.ts";
import { makeSuiteFolder } from "../support/temporary.ts";
import { type JobEnd, runWorkflow, type WorkflowWorld } from "../support/workflow/run-workflow.ts";

/*
 * The workflow that users copy, as it stands in this repository: parsed, and its steps carried out in a shell as GitHub
 * would. Only what a user changes is changed: the suite, the agent, the model. The model is a scripted server.
 */

const WORKFLOW = join(repository, ".github/workflows/nightly.yml");
const MODEL = "openai-compatible/scripted-coder";
const SLUG = "openai-compatible-scripted-coder";
const TASKS = 8;
const SHARDS = ["1/2", "2/2"];

const folder = await makeSuiteFolder();
const suite = join(folder, "suite");
const baselines = join(folder, "baselines");
const shims = join(folder, "shims");

const SUITE = `schema: 1
name: words
title: Pages of one word
version: 1.0.0
licence: MIT
canary: buildoff-canary-nightly-0001
`;

const toTask = (word: string) => `schema: 1
id: ${word}
title: A page with ${word}
category: words
difficulty: easy
turns: [{ prompt: "Write index.html with the word ${word} and nothing else." }]
# What is wrong shows early: a page is opened only where there is something to see.
app: { build: grep -q ${word} index.html }
checks: [{ id: says-it, http: { path: /, text: { contains: ${word} } } }]
`;

const words = Array.from({ length: TASKS }, (_, index) => `word-${index + 1}`);

/** How the model is tonight. */
type Mood = (word: string) => Reply;

const write = (text: string): Reply => ({ text: `\`\`\`html index.html\n<h1>${text}</h1>\n\`\`\`` });

/** One answer in five is wrong, which ones is luck. */
const steady: Mood = (word) => {
  const times = (answered.get(word) ?? 0) + 1;
  answered.set(word, times);
  return write((words.indexOf(word) * 2 + times * 3) % 5 === 0 ? "something else" : word);
};
const answered = new Map<string, number>();
const worse: Mood = () => write("something else");
const down: Mood = () => ({ fault: "status", status: 401 });

let mood: Mood = steady;
/** The gate's job of a night that was green. */
let green: JobEnd | null = null;
const asked: string[] = [];

function reply({ body }: ScriptedRequest): Reply {
  const [word] = /word-\d+/.exec(JSON.stringify(body.messages)) ?? ["none"];
  asked.push(word);
  return mood(word);
}

const server = await startScriptedModel({ replies: reply });
const running = new Set<number>();
afterAll(async () => {
  for (const pid of running) process.kill(-pid, "SIGKILL");
  await server.stop();
});

/** Programs that a runner of GitHub's has; `docker` writes down what it is asked. */
const SHIMS = {
  npm: "exit 0",
  docker: `echo "$*" >> "${join(folder, "docker.log")}"
if [ "$1" = save ]; then shift; [ "$1" = --output ] && echo "$@" > "$2"; fi`,
  "chromium-headless-shell": `exec "${process.execPath}" "${join(repository, "test/support/no-browser.mjs")}" "$@"`,
};

beforeAll(async () => {
  for (const path of [suite, baselines, shims, join(folder, "caches")])
    await mkdir(path, { recursive: true });
  await writeFile(join(suite, "suite.yaml"), SUITE);
  for (const word of words) {
    await mkdir(join(suite, word));
    await writeFile(join(suite, word, "task.yaml"), toTask(word));
  }
  for (const [name, script] of Object.entries(SHIMS)) {
    await writeFile(join(shims, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(shims, name), 0o755);
  }
  await writeFile(join(folder, "caches", "buildoff-images-scripted"), "images");
});

const ENV = {
  BUILDOFF: `${process.execPath} --disable-warning=ExperimentalWarning ${join(repository, "src/cli.ts")}`,
  SUITE: suite,
  AGENT: "one-shot",
  MODELS: JSON.stringify([MODEL]),
  SHARDS: JSON.stringify(SHARDS),
  BASELINES: baselines,
  GATE_FLAGS: "--margin 0",
};

const PROCESS_ENV = {
  ...(process.env as Record<string, string>),
  PATH: `${shims}:${process.env["PATH"]}`,
  SCRIPTED_KEY: "sk-nightly",
};

async function startNight({
  onStep,
  ...world
}: Partial<WorkflowWorld> & Pick<WorkflowWorld, "runId">): Promise<JobEnd[]> {
  asked.length = 0;
  const flags = `--base-url ${server.baseUrl} --key-env SCRIPTED_KEY --repairs 0 --sandbox local --unsafe-local`;
  return runWorkflow(WORKFLOW, {
    folder,
    processEnv: PROCESS_ENV,
    given: {
      images: { key: "buildoff-images-scripted", models: ENV.MODELS, shards: ENV.SHARDS },
    },
    ...world,
    onStep: (step, shell, stepEnv) => {
      running.add(shell.pid!);
      shell.once("exit", () => running.delete(shell.pid!));
      onStep?.(step, shell, stepEnv);
    },
    env: { ...ENV, ATTEMPTS: "1", RUN_FLAGS: `${flags} --jobs 1`, ...world.env },
  });
}

const gateOf = (jobs: readonly JobEnd[]): JobEnd => jobs.find(({ job }) => job === "gate")!;
const trialsOf = (jobs: readonly JobEnd[]): JobEnd[] => jobs.filter(({ job }) => job === "trials");
const outputOf = (job: JobEnd, step: string): string =>
  job.steps.find(({ name }) => name === step)?.output ?? "";
const isGreen = (jobs: readonly JobEnd[]): void =>
  expect(jobs.map(({ job, failed }) => ({ job, failed }))).toEqual(
    jobs.map(({ job }) => ({ job, failed: null })),
  );

const readHistory = async (): Promise<string[]> => {
  const names = (await readdir(join(folder, "caches"))).filter((name) =>
    name.startsWith("buildoff-history."),
  );
  const newest = names.toSorted().at(-1);
  if (newest === undefined) return [];
  const text = await readFile(join(folder, "caches", newest), "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { runId: string }).runId);
};

describe("the nightly workflow", () => {
  it("makes a baseline when it is asked to", async () => {
    const jobs = await startNight({
      runId: "1000",
      inputs: { baseline: true, attempts: "2" },
      env: { ATTEMPTS: "2", BASELINE_FLAGS: "--min-attempts 2" },
    });
    isGreen(jobs);
    expect(asked).toHaveLength(2 * TASKS);
    const made = join(folder, "artifacts-1000", `baseline.${SLUG}`, `${SLUG}.json`);
    await copyFile(made, join(baselines, `${SLUG}.json`));
    expect(gateOf(jobs).steps.map(({ name }) => name)).not.toContain("Gate");
  });

  it("is red for a regression, and for nothing else", async () => {
    mood = worse;
    const jobs = await startNight({ runId: "1001" });
    for (const trials of trialsOf(jobs)) expect(trials.failed).toBeNull();
    const gate = gateOf(jobs);
    expect(outputOf(gate, "Gate")).toMatch(/^FAIL: /);
    expect(gate.failed).toMatchObject({ name: "A regression", exitCode: 1 });
    expect(await readHistory()).toEqual([`night-1001.${SLUG}`]);
    expect(await readdir(join(folder, "artifacts-1001"))).toContain(`night-1001.${SLUG}`);
  });

  it("is invalid after an outage, which is no regression and leaves no trace in the history", async () => {
    mood = down;
    const flags = `--base-url ${server.baseUrl} --key-env SCRIPTED_KEY --repairs 0 --sandbox local --unsafe-local`;
    const jobs = await startNight({ runId: "1002", env: { RUN_FLAGS: `${flags} --jobs 4` } });
    for (const trials of trialsOf(jobs)) expect(trials.failed).toBeNull();
    const gate = gateOf(jobs);
    expect(outputOf(gate, "Gate")).toMatch(/^INVALID: /);
    expect(gate.failed).toMatchObject({ name: "An invalid night", exitCode: 3 });
    expect(gate.summaries.join("")).toContain("INVALID");
    expect(await readHistory()).toEqual([`night-1001.${SLUG}`]);
  });

  it("that breaks in the middle is red; its next attempt goes on where it was, and is green through noise", async () => {
    const shells: number[] = [];
    const victim = words[2]!;
    mood = (word) => {
      if (word !== victim) return steady(word);
      // The process group of its shard's step: as a runner is lost.
      for (const pid of shells.splice(0)) process.kill(-pid, "SIGKILL");
      return { fault: "hang" };
    };
    const broken = await startNight({
      runId: "1003",
      inputs: { restart: true },
      onStep: (step, shell, { SHARD }) => {
        if (step === "Run" && SHARD === "1/2") shells.push(shell.pid!);
      },
    });
    const [first, second] = trialsOf(broken);
    expect(first!.failed?.name).toBe("Run");
    expect(second!.failed).toBeNull();
    expect(gateOf(broken).failed?.name).toBe("Merge");
    expect(outputOf(gateOf(broken), "Merge")).toContain("buildoff resume");
    const done = await readDone(first!);
    expect(done.length).toBeGreaterThan(0);

    mood = steady;
    const mended = await startNight({ runId: "1003", inputs: { restart: true }, runAttempt: 2 });
    isGreen(mended);
    expect(asked).toContain(victim);
    for (const word of done) expect(asked).not.toContain(word);
    const gate = gateOf(mended);
    expect(outputOf(gate, "Gate")).toMatch(/^(PASS|INCONCLUSIVE): /);
    expect(gate.summaries.join("")).toContain("scripted-coder");
    for (const summary of gate.summaries) expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    const summary = await readSummary(join(gate.cwd, "results", `night-1003.${SLUG}`));
    expect(summary).toMatchObject({ planned: TASKS, scored: TASKS, shard: null });
    expect(summary.passed).toBeLessThan(TASKS);
    expect(await readHistory()).toEqual([`night-1001.${SLUG}`, `night-1003.${SLUG}`]);
    expect(await readdir(join(folder, "artifacts-1003"))).toContain(`night-1003.${SLUG}`);
    green = gate;
  });
});

describe("the script for cron, GitLab and Jenkins", () => {
  const readScript = async (): Promise<string> => {
    const text = await readFile(join(repository, "docs/nightly.md"), "utf8");
    return /```sh\n(#!\/bin\/sh\n.*?)```/s.exec(text)![1]!;
  };
  const start = async (command: string, env: Readonly<Record<string, string>>) => {
    const processEnv = {
      ...PROCESS_ENV,
      ...ENV,
      MODEL,
      NIGHT: "night-1003",
      ...env,
    };
    const options = { cwd: green!.cwd, env: processEnv, reject: false, all: true } as const;
    return execa("sh", ["-c", await readScript(), "nightly.sh", command], options);
  };

  it("runs a night, or a shard of it", async () => {
    const run = await start("trials", {
      BUILDOFF: "echo",
      NIGHT: "tonight",
      SHARD: "2/3",
      RUN_FLAGS: "--max-cost 5",
    });
    expect(run.all).toBe(
      `run ${suite} --agent one-shot --model ${MODEL} --attempts 3 --shard 2/3 --name tonight.${SLUG}.2of3 --plain --max-cost 5`,
    );
    const whole = await start("trials", { BUILDOFF: "echo", NIGHT: "tonight" });
    expect(whole.all).toMatch(/--attempts 3 --name tonight\.\S+coder --plain$/);
  });

  it("goes on with what there is, merges it and judges it", async () => {
    const resumed = await start("trials", { SHARD: SHARDS[0]! });
    expect(resumed.all).toContain("scored trials passed");
    expect(resumed.exitCode).toBe(0);
    await rm(join(green!.cwd, "results", `night-1003.${SLUG}`), { recursive: true });
    const gate = await start("gate", { GATE_FLAGS: "--margin 0" });
    expect(gate.all).toMatch(/^(PASS|INCONCLUSIVE): /m);
    expect(gate.exitCode).toBe(0);
  });
});

/** Words whose trials have a result. */
async function readDone({ cwd }: JobEnd): Promise<string[]> {
  const [run] = await readdir(join(cwd, "results")).then((names) =>
    names.filter((name) => name.startsWith("night-")),
  );
  const { states } = await foldJournal(await readJournalOf(join(cwd, "results", run!)));
  return [...states.values()].flatMap(({ row }) => (row === null ? [] : [row.task]));
}

describeDocker("the nightly workflow's images", () => {
  it("are built once for a recipe, and are handed to every shard by the cache", async () => {
    const env = { SUITE: join(repository, "test/fixtures/suites/phases"), AGENT: "qwen-code" };
    const world = { only: ["images"], given: {}, env };
    const [first] = await startNight({ runId: "2000", ...world });
    expect(first).toMatchObject({ failed: null, outputs: { models: ENV.MODELS, shards: ENV.SHARDS } });
    expect(first!.outputs["key"]).toMatch(/^buildoff-images-[0-9a-f]{32}$/);
    const log = await readFile(join(folder, "docker.log"), "utf8");
    const saved = log.split("\n").find((line) => line.startsWith("save"))!;
    expect(
      saved
        .split(" ")
        .slice(3)
        .map((tag) => tag.split(":")[0]),
    ).toEqual([
      "buildoff/debian",
      "buildoff/node",
      "buildoff/checker",
      "buildoff/base",
      "buildoff/stack-static",
      "buildoff/agent-qwen-code-static",
    ]);
    const [second] = await startNight({ runId: "2001", ...world });
    expect(second!.outputs["key"]).toBe(first!.outputs["key"]);
    expect(second!.steps.map(({ name }) => name)).not.toContain("Build the images");
  });
});
