import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildoff, readSummary, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const NEXT = "buildoff run starter --agent qwen-code --model qwen/qwen3-coder-plus";

async function runTimed(args: readonly string[], env: Record<string, string> = {}) {
  const startedAt = performance.now();
  const ended = await buildoff(args, { env });
  const seconds = (performance.now() - startedAt) / 1000;
  process.stderr.write(`buildoff ${args.slice(0, 4).join(" ")}: ${seconds.toFixed(1)} s\n`);
  return ended;
}

/** What the user sees at the end: the table, the report, the results, and what to do next. */
async function expectThreePassed(stdout: string, run: string): Promise<void> {
  expect(stdout).toContain("3 of 3 scored trials passed");
  for (const task of ["expense-dashboard", "night-express", "urdu-storefront"])
    expect(stdout).toContain(task);
  expect(stdout).toMatch(/^report +\S+report\/index\.html$/m);
  expect(stdout).toMatch(/^results +\S+summary\.json$/m);
  expect(stdout).toMatch(new RegExp(`^next +${NEXT}`, "m"));
  expect(await readSummary(run)).toMatchObject({ planned: 3, finished: 3, scored: 3, passed: 3 });
}

describe("the first command, on a machine without an engine", () => {
  it("says so, falls back to the sandbox local, and passes three of three", async () => {
    const results = await makeTemporaryFolder();
    const { exitCode, stdout, stderr } = await runTimed(
      ["run", "starter", "--plain", "--results", results, "--name", "first"],
      { DOCKER_HOST: "unix:///nowhere/docker.sock" },
    );
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    const [problem, fallback] = stdout.split("\n");
    expect(problem).toMatch(/^no Docker Engine answers at unix:\/\/\/nowhere\/docker\.sock: /);
    expect(problem).toContain("start Docker");
    expect(fallback).toBe(
      'using the sandbox "local": the suite\'s own code runs on this machine, without isolation',
    );
    await expectThreePassed(stdout, join(results, "first"));
    expect((await readSummary(join(results, "first"))).conditions.sandbox).toBe("local");
  });
});

describeDocker("the first command, with an engine", () => {
  it("passes three of three on docker, and a second run builds no image", async () => {
    const results = await makeTemporaryFolder();
    const flags = ["--sandbox", "docker", "--plain", "--results", results];
    const first = await runTimed(["run", "starter", ...flags, "--name", "first"]);
    expect(first.stderr).toBe("");
    expect(first.exitCode).toBe(0);
    await expectThreePassed(first.stdout, join(results, "first"));
    expect((await readSummary(join(results, "first"))).conditions.sandbox).toBe("docker");

    const clock = join(repository, "test/fixtures/suites/clock");
    const second = await runTimed(["run", clock, ...flags, "--name", "second"]);
    expect(second.exitCode).toBe(0);
    const lines = second.stdout.split("\n");
    const begin = lines.findIndex((line) => line.startsWith("run second: 1 trial"));
    expect(begin).toBeGreaterThanOrEqual(0);
    const preparation = lines.slice(0, begin);
    const isNoBuild = /^(starting the browser once|warning: |removed what dead runs left behind)/;
    expect(preparation.filter((line) => !isNoBuild.test(line))).toEqual([]);
  });
});
