import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkKinds } from "../../../src/checks/registry.ts";
import { openReportRun } from "../../../src/cli/report/open-report-run.ts";
import { loadSuite } from "../../../src/loader/load-suite.ts";
import { toTaskDetail } from "../../../src/report/feed/task-chunk.ts";
import { makeTrial } from "../../support/results.ts";
import { repository } from "../../support/buildoff.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";
import { createRun } from "../../../src/store/run-store.ts";
import { makeReportRun } from "./make-run.ts";

/** A run of a suite's copy, which a test may change before it is read again. */
async function makeRunOfSuite(change: (suite: string) => Promise<void>) {
  const folder = await makeTemporaryFolder();
  const suite = join(folder, "suite");
  await cp(join(repository, "test/fixtures/suites/pages"), suite, { recursive: true });
  const starter = join(suite, "hello", "starter");
  await cp(join(suite, "hello", "solution"), starter, { recursive: true });
  const yaml = join(suite, "hello", "task.yaml");
  await writeFile(yaml, `${await readFile(yaml, "utf8")}starter: starter\n`);
  const { tasks } = await loadSuite(suite, checkKinds);
  const hash = tasks.find(({ task }) => task.id === "hello")!.hash;
  const trials = [makeTrial("hello.en.s0.oracle.k1", { task: "hello" })];
  const { data } = makeReportRun({ trials, results: [] });
  const entry = data.manifest.tasks.find(({ id }) => id === "hello")!;
  const manifest = {
    ...data.manifest,
    suite: { ...data.manifest.suite, folder: suite },
    tasks: [{ ...entry, hash }],
  };
  await createRun(join(folder, "results", "r"), manifest);
  await change(suite);
  const run = await openReportRun("r", join(folder, "results"));
  return { run, detail: await toTaskDetail(run, manifest.tasks[0]!) };
}

describe("a task of a report", () => {
  it("has its brief, its checks as they are written, and what proves it, where its suite is as it was", async () => {
    const { run, detail } = await makeRunOfSuite(async () => {});
    expect(detail).toMatchObject({ id: "hello", isKnown: true, note: null });
    expect(detail.preamble).toMatch(/\S/);
    expect(detail.prompts["en"]).toHaveLength(1);
    expect(detail.prompts["en"]![0]).not.toContain(detail.preamble!.trim());
    expect(detail.checks[0]).toMatchObject({ weight: 1, required: true, turn: 1 });
    expect(detail.checks[0]!.steps).toBe("http:\n  path: /\n");
    expect(detail.proof).toMatchObject({ hasSolution: true });
    expect((await run.files.starter("hello"))?.map(({ path }) => path)).toEqual(["index.html"]);
  });

  it("whose suite has changed since says so, and shows nothing of what it is now", async () => {
    const { run, detail } = await makeRunOfSuite(async (suite) => {
      const yaml = join(suite, "hello", "task.yaml");
      await writeFile(yaml, (await readFile(yaml, "utf8")).replace(/^title: .*$/m, "title: Another"));
    });
    expect(detail).toEqual({
      id: "hello",
      title: "Title of hello",
      isKnown: false,
      note: "the task has changed since, or is no longer in its suite",
      preamble: null,
      prompts: {},
      checks: [],
      proof: null,
    });
    expect(await run.files.starter("hello")).toBeNull();
    expect(await run.files.proof("hello")).toBeNull();
  });

  it.each([
    ["is gone", (suite: string) => rm(suite, { recursive: true })],
    ["is broken", (suite: string) => writeFile(join(suite, "suite.yaml"), "[")],
  ])("whose suite %s keeps nobody from reading the run", async (_, change) => {
    const { detail } = await makeRunOfSuite(change);
    expect(detail).toMatchObject({ isKnown: false, checks: [] });
    expect(detail.note).toMatch(/^the suite cannot be read: /);
  });
});
