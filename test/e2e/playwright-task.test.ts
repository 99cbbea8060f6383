import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import type { Evidence } from "../../src/core/check.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { repository } from "../support/buildoff.ts";
import { createGrader, readFolder } from "../support/grading.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

type Parts = Evidence["parts"];

/** Grades a folder as the workspace of the one task below another folder, and gives a part per test of its specs. */
async function gradeParts(suite: string, workspace: string): Promise<Parts> {
  const loaded = await loadSuite(suite, checkKinds);
  await using grader = await createGrader(dockerProvider, loaded);
  const grade = await grader.grade(loaded.tasks[0]!, await readFolder(workspace));
  expect(grade.failedPhase).toBeNull();
  expect(grade.verdicts).toHaveLength(1);
  return grade.verdicts[0]!.evidence.parts;
}

const count = (parts: Parts): string => `${parts.filter(({ passed }) => passed).length} of ${parts.length}`;
const failures = (parts: Parts) => parts.filter(({ passed }) => !passed).map(({ title }) => title);

describeDocker("a task of foreign Playwright specs", () => {
  const suite = join(repository, "test/fixtures/suites/specs");

  it("passes all of them with its solution", async () => {
    const parts = await gradeParts(suite, join(suite, "todo/solution"));
    expect(failures(parts)).toEqual([]);
    expect(count(parts)).toBe("8 of 8");
  });

  it("passes some of them half built, and names those that fail", async () => {
    const parts = await gradeParts(suite, join(suite, "todo/initial"));
    expect(count(parts)).toBe("3 of 8");
    expect(failures(parts)).toEqual([
      "tests/filter.spec.mjs › counts what is left",
      "tests/filter.spec.mjs › hides what is done",
      "tests/keep.spec.ts › keeps Milk over a reload",
      "tests/keep.spec.ts › keeps <b>Bread</b> over a reload",
      "tests/list.spec.js › adding › ignores blanks",
    ]);
  });
});

const webBench = process.env["BUILDOFF_WEB_BENCH"];
if (webBench === undefined)
  process.stderr.write("skipped, for want of a checkout of bytedance/web-bench in BUILDOFF_WEB_BENCH\n");

/** An action that finds nothing waits for all of its test's time: where most tests fail that time is short. */
const describeCalculator = (testTime: string): string => `schema: 1
id: calculator
title: The calculator of web-bench
category: web-bench
difficulty: medium
turns: [{ prompt: Build a calculator }]
checks:
  - id: specs
    timeout: 8m
    playwright:
      specs: ["test/*.spec.js"]
      modules: { "@web-bench/test-util": test-util }
      timeout: ${testTime}
      expectTimeout: 3s
      workers: 2
`;

/** A task's folder with the project's specs as they are. */
async function makeCalculatorTask(checkout: string, testTime: string): Promise<string> {
  const folder = await makeTemporaryFolder();
  const task = join(folder, "calculator");
  await mkdir(task);
  await writeFile(join(task, "task.yaml"), describeCalculator(testTime));
  await cp(join(checkout, "projects/calculator/test"), join(task, "test"), { recursive: true });
  await cp(join(checkout, "libraries/test-util"), join(task, "test-util"), { recursive: true });
  return task;
}

const describeWebBench = webBench === undefined ? describe.skip : describeDocker;
describeWebBench("web-bench's calculator, with its own 21 spec files unchanged", () => {
  it.each([
    { workspace: "src", passed: "68 of 68", testTime: "30s" },
    { workspace: "src-init", passed: "17 of 68", testTime: "5s" },
  ])("passes $passed with $workspace", async ({ workspace, passed, testTime }) => {
    const task = await makeCalculatorTask(webBench!, testTime);
    const parts = await gradeParts(task, join(webBench!, "projects/calculator", workspace));
    expect(count(parts)).toBe(passed);
  });
});
