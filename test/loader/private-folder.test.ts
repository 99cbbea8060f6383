import { join } from "node:path";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { checkKinds } from "../../src/checks/registry.ts";
import { loadSolution } from "../../src/cli/solution.ts";
import type { LoadedSuite } from "../../src/core/suite.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { loadStartFiles } from "../../src/runner/start-files.ts";
import { COUNTS, counterTask, KEEPS, SOLUTION, writeFiles } from "../support/counter-suite.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = {
  schema: 1,
  name: "open-briefs",
  title: "Open briefs",
  version: "1.0.0",
  licence: "MIT",
  canary: "open briefs canary 0000",
  private: "../closed",
};
const { checks: _, ...BRIEF } = counterTask("counter", { starter: "starter", assets: ["logo.txt"] });

/** A suite whose task has its brief here, and its checks and solution in the folder beside it. */
const FILES: Readonly<Record<string, string>> = {
  "open/suite.yaml": stringify(SUITE),
  "open/counter/task.yaml": stringify(BRIEF),
  "open/counter/logo.txt": "logo",
  "open/counter/starter/index.html": "<!doctype html>",
  "closed/counter/checks.yaml": stringify([COUNTS, KEEPS]),
  "closed/counter/solution/index.html": SOLUTION,
};

async function load(changes: Readonly<Record<string, string | null>> = {}): Promise<LoadedSuite> {
  const root = await makeTemporaryFolder();
  const files = Object.entries({ ...FILES, ...changes }).flatMap(([path, text]) =>
    text === null ? [] : [[path, text]],
  );
  await writeFiles(root, Object.fromEntries(files));
  return loadSuite(join(root, "open"), checkKinds);
}

/** What is wrong, without the folders that the test made. */
const problemOf = async (changes: Readonly<Record<string, string | null>>): Promise<string> =>
  load(changes).then(
    () => "none",
    (error: Error) => error.message.replaceAll(/\S*buildoff-test-\w+\//g, ""),
  );

it("has its checks and solution in a folder of their own, and the agent finds none of it", async () => {
  const { tasks } = await load();
  const [loaded] = tasks;
  expect(loaded!.task.checks.map(({ id }) => id)).toEqual(["counts", "keeps"]);
  expect((await loadSolution(loaded!, 1)).map(({ path }) => path)).toEqual(["index.html"]);
  const given = await loadStartFiles(loaded!, loaded!.task);
  expect(given.map(({ path }) => path)).toEqual(["index.html", "logo.txt"]);
});

it("is another task where its private checks are others, and the same where only its proof is", async () => {
  const [before, otherChecks, otherSolution] = await Promise.all([
    load(),
    load({ "closed/counter/checks.yaml": stringify([COUNTS]) }),
    load({ "closed/counter/solution/index.html": "<!doctype html>" }),
  ]);
  expect(otherChecks.hash).not.toBe(before.hash);
  expect(otherSolution.hash).toBe(before.hash);
});

it("may keep its checks in a file of their own without any private folder", async () => {
  const { private: _private, ...suite } = SUITE;
  const { tasks } = await load({
    "open/suite.yaml": stringify(suite),
    "open/counter/checks.yaml": stringify([KEEPS]),
  });
  expect(tasks[0]!.task.checks.map(({ id }) => id)).toEqual(["keeps"]);
});

it("says where the folder should be that is not there", async () => {
  expect(
    await problemOf({ "closed/counter/checks.yaml": null, "closed/counter/solution/index.html": null }),
  ).toBe(
    "open/suite.yaml:7:10 private: there is no folder closed: the suite keeps its checks there, apart from its briefs; ask whoever made it for them",
  );
});

it("locates what is wrong with a check in the file that it stands in", async () => {
  expect(
    await problemOf({ "closed/counter/checks.yaml": "- id: a\n  steps:\n    - clik: { role: button }\n" }),
  ).toContain('closed/counter/checks.yaml:3:7 checks[0].steps[0]: unknown key "clik": did you mean "click"?');
  expect(await problemOf({ "closed/counter/checks.yaml": "- id: [\n" })).toContain(
    "closed/counter/checks.yaml:",
  );
});

it("refuses checks in two places, none at all, and a second task.yaml", async () => {
  expect(await problemOf({ "open/counter/task.yaml": stringify(counterTask("counter")) })).toContain(
    "closed/counter/checks.yaml:1:1 the checks stand in task.yaml too: keep one of the two lists",
  );
  expect(await problemOf({ "closed/counter/checks.yaml": null })).toContain("checks: is missing");
  expect(await problemOf({ "closed/counter/task.yaml": stringify(BRIEF) })).toContain(
    "closed/counter/task.yaml:1:1 only checks.yaml is read here, not task.yaml",
  );
});

it("names a file that neither folder has", async () => {
  const check = { id: "a", playwright: "checks/a.spec.ts" };
  const checks = { "closed/counter/checks.yaml": stringify([check]) };
  expect(await problemOf(checks)).toContain("no file of the task's folder matches checks/a.spec.ts");
  expect(await problemOf({ ...checks, "closed/counter/checks/a.spec.ts": "" })).toBe("none");
});

it("gives the agent nothing of the private folder, whatever lies at the paths of what it is given", async () => {
  const shadows = {
    "closed/counter/logo.txt": "secret",
    "closed/counter/starter/index.html": "secret",
    "closed/counter/starter/more.html": "secret",
  };
  const { tasks, hash } = await load(shadows);
  const given = await loadStartFiles(tasks[0]!, tasks[0]!.task);
  expect(given.map(({ content }) => new TextDecoder().decode(content))).toEqual(["<!doctype html>", "logo"]);
  // What it is given counts, and not what lies above it.
  expect((await load({ ...shadows, "open/counter/logo.txt": "another logo" })).hash).not.toBe(hash);
  expect(await problemOf({ ...shadows, "open/counter/logo.txt": null })).toContain(
    "there is no file logo.txt in the task's folder",
  );
});

it("reads of a path that both folders have what lies above, where a proof or a check asks", async () => {
  const { tasks } = await load({ "open/counter/solution/index.html": "an open one" });
  const [solution] = await loadSolution(tasks[0]!, 1);
  expect(new TextDecoder().decode(solution!.content)).toBe(SOLUTION);
});
