import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { toPoints } from "../../src/cli/flag-values.ts";
import { createProgram } from "../../src/cli/program.ts";
import { ComparisonSchema } from "../../src/core/comparison.ts";
import { PowerPlanSchema } from "../../src/core/power-plan.ts";
import { type Summary, SummarySchema } from "../../src/core/summary.ts";
import { buildoff } from "../support/buildoff.ts";
import { makeSuiteFolder } from "../support/temporary.ts";

const TASK = (id: string, heading: string): string => `schema: 1
id: ${id}
title: ${heading}
category: fixture
difficulty: easy
limits: { readyTime: 1s }
turns: [{ prompt: Write index.html with the heading ${heading}. }]
checks: [{ id: says-it, steps: [{ goto: / }, { expect: { role: heading, name: ${heading}, visible: true } }] }]
`;
const FILES = {
  "suite.yaml":
    "schema: 1\nname: pages\ntitle: Pages\nversion: 1.0.0\nlicence: MIT\ncanary: buildoff-canary-compare-0001\n",
  "hello/task.yaml": TASK("hello", "Hello"),
  "hello/solution/index.html": "<!doctype html><title>Hello</title><h1>Hello</h1>",
  "hi/task.yaml": TASK("hi", "Hi"),
  "hi/solution/index.html": "<!doctype html><title>Hi</title><h1>Hi</h1>",
};

const folder = await makeSuiteFolder();
const results = join(folder, "results");
const suite = join(folder, "suite");
const run = (...args: readonly string[]) =>
  buildoff(["run", suite, "--sandbox", "local", "--results", results, "--json", ...args]);
const compare = (...args: readonly string[]) => buildoff(["compare", ...args, "--results", results]);
const plan = (...args: readonly string[]) => buildoff(["plan", suite, ...args, "--results", results]);

beforeAll(async () => {
  for (const [file, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(suite, file)), { recursive: true });
    await writeFile(join(suite, file), text);
  }
  await run("--agent", "nop", "oracle", "--name", "both");
  await run("--agent", "oracle", "-t", "hi", "--wall-time", "7m", "--name", "longer");
});

async function helpOf(name: string): Promise<string> {
  const help = (await createProgram(name)).commands
    .find((command) => command.name() === name)!
    .helpInformation();
  return help.replaceAll(/\s+/g, " ");
}

/** A run of another result, as if it had been made under the conditions of `both`. */
async function deriveRun(name: string, change: (summary: Summary) => Summary): Promise<void> {
  await cp(join(results, "both"), join(results, name), { recursive: true });
  const file = join(results, name, "summary.json");
  const summary = SummarySchema.parse(JSON.parse(await readFile(file, "utf8")));
  await writeFile(file, JSON.stringify(change({ ...summary, runId: name })));
}

describe("buildoff compare", () => {
  it("compares the configurations of one run", async () => {
    const { exitCode, stdout } = await compare("both");
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")[0]).toBe("2 tasks are too few to tell A and B apart (B +100.0 points)");
    expect(stdout).toContain("A  nop  (both): 2 of 2 trials scored, 0 passed; no infrastructure error");
    expect(stdout).toContain("fixed (2): hello, hi");
  });

  it("compares two runs, as JSON of the published format", async () => {
    await deriveRun("same", (summary) => summary);
    const { exitCode, stdout } = await compare("both", "same", "--json");
    expect(exitCode).toBe(0);
    const { pairs, differences, isForced } = ComparisonSchema.parse(JSON.parse(stdout));
    expect(pairs.map(({ a, b }) => [a.configuration, b.configuration])).toEqual([
      ["nop", "nop"],
      ["oracle", "oracle"],
    ]);
    expect({ differences, isForced }).toEqual({ differences: [], isForced: false });
    for (const { passRate, verdict } of pairs)
      expect([passRate.difference.value, passRate.pValue, verdict]).toEqual([0, 1, "no-difference-found"]);
  });

  it("refuses unlike runs with what differs, and goes on with --force, saying so", async () => {
    const refused = await compare("both", "longer");
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain("limit wallTimeMs of task hi: 20m 00s → 7m 00s");
    expect(refused.stderr).toContain("--force");
    const forced = await compare("both", "longer", "--force");
    expect(forced.exitCode).toBe(0);
    expect(forced.stdout).toContain("compared by --force: these are unlike runs");
    expect(forced.stdout).toContain("unlike: limit wallTimeMs of task hi: 20m 00s → 7m 00s");
    expect(forced.stdout).toContain("not compared, since only both has it: nop");
  });

  it("takes the configurations that are named, and the metric", async () => {
    const named = await compare("both", "both", "--a", "nop", "--b", "oracle", "--metric", "score", "--json");
    expect(ComparisonSchema.parse(JSON.parse(named.stdout))).toMatchObject({
      headline: "score",
      pairs: [{ a: { configuration: "nop" }, b: { configuration: "oracle" } }],
    });
    const unknown = await compare("both", "--a", "nobody");
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain("known: nop, oracle");
  });

  it("says so where a run has not ended", async () => {
    await cp(join(results, "both", "manifest.json"), join(results, "torn", "manifest.json"));
    const torn = await compare("both", "torn");
    expect(torn.exitCode).toBe(2);
    expect(torn.stderr).toContain("buildoff resume");
  });

  it("reads the summary alone: a hundred thousand trials cost nothing", async () => {
    const grow = (summary: Summary): Summary => ({
      ...summary,
      groups: summary.groups.map((group, of) => ({
        ...group,
        tasks: Array.from({ length: 500 }, (_, index) => ({
          ...group.tasks[0]!,
          task: `task-${index}`,
          trials: 100,
          scored: 100,
          passed: (index * 37 + of * 5) % 101,
          scoreMean: ((index * 37 + of * 5) % 101) / 100,
          scoreVariance: 0.2,
        })),
      })),
    });
    await deriveRun("large-1", grow);
    await deriveRun("large-2", grow);
    const startedAt = performance.now();
    const { exitCode, stdout } = await compare("large-1", "large-2");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("500 tasks");
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it("explains each of its figures in its help", async () => {
    const help = await helpOf("compare");
    for (const term of ["interval", "McNemar", "permutation", "Holm", "--force", "four times out of five"])
      expect(help).toContain(term);
  });
});

describe("buildoff plan", () => {
  it("says what a run would take, going by past runs, and what it could tell", async () => {
    const { exitCode, stdout } = await plan("--agent", "oracle", "-k", "3", "--detect", "5");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^pages 1\.0\.0: 2 tasks × 3 attempts = 6 trials\nexpected: \$0\.00, /);
    expect(stdout).toMatch(/as \d+ trials of the same configuration took \(runs? .*longer/);
    expect(stdout).toContain("5 points: no number of attempts is enough with 2 tasks; ");
    expect(stdout).toContain("nothing was started");
  });

  it("needs no key and no past run, and says what is unknown", async () => {
    const { exitCode, stdout } = await buildoff(
      [
        "plan",
        suite,
        "--agent",
        "loop",
        "--model",
        "qwen/qwen3-coder-plus",
        "-t",
        "hi",
        "--json",
        "--results",
        folder,
      ],
      { env: { DASHSCOPE_API_KEY: undefined } },
    );
    expect(exitCode).toBe(0);
    expect(PowerPlanSchema.parse(JSON.parse(stdout))).toMatchObject({
      tasks: 1,
      trials: 1,
      costUsd: null,
      wallMs: null,
      configurations: [{ configuration: "loop qwen/qwen3-coder-plus", source: null }],
      variance: { runs: [] },
    });
  });

  it("takes a run file", async () => {
    const file = join(folder, "nightly.yaml");
    await writeFile(file, "schema: 1\nsuite: ./suite\nagents: [nop, oracle]\nattempts: 10\nseeds: [0, 1]\n");
    const { stdout } = await buildoff(["plan", file, "--results", results]);
    expect(stdout).toContain("2 tasks × 2 languages and seeds × 10 attempts × 2 configurations = 80 trials");
  });

  it("refuses what is no difference", () => {
    expect(toPoints("2.5")).toBe(0.025);
    for (const points of ["0", "-1", "101", "many", ""]) expect(() => toPoints(points)).toThrow(/expected/);
  });

  it("explains its figures in its help", async () => {
    const help = await helpOf("plan");
    for (const term of ["Smallest difference", "four times out of five", "past trials", "unknown"])
      expect(help).toContain(term);
  });
});
