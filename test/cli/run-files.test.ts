import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeRunFiles } from "../../src/cli/run-files.ts";
import { createRun, fileExists } from "../../src/store/run-store.ts";
import { makeCheck, makeManifest, makeResult, makeRows, makeTrial } from "../support/results.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

/** A run of so many trials, at its end. */
async function endRun(count: number, before: (report: string) => Promise<void> = async () => {}) {
  const trials = Array.from({ length: count }, (_, n) => makeTrial(`t.k${n}`, { task: "t", attempt: n + 1 }));
  const manifest = makeManifest(trials, { runId: "r" });
  const folder = await createRun(join(await makeTemporaryFolder(), "r"), manifest);
  await before(folder.report);
  const rows = makeRows(trials.map((trial) => makeResult(trial, [makeCheck("opens", true)])));
  const notes: string[] = [];
  const note = (line: string) => void notes.push(line);
  const { finished } = await writeRunFiles({ folder, manifest, rows, rescoring: undefined, note });
  return { folder, finished, notes: notes.filter((line) => line.includes("report")) };
}

it("a run of 200 trials has a report at its end, and one of more has none", async () => {
  const small = await endRun(200);
  expect(await fileExists(join(small.folder.report, "data", "trial", "0", "199.js"))).toBe(true);
  const large = await endRun(201);
  expect([large.finished, await fileExists(large.folder.report)]).toEqual([201, false]);
});

it("a run whose report cannot be written comes to its end all the same, and says so", async () => {
  const { folder, finished, notes } = await endRun(1, (report) => writeFile(report, "mine"));
  expect(finished).toBe(1);
  expect(await fileExists(folder.seal)).toBe(true);
  expect(notes).toEqual([expect.stringContaining("warning: the run has no report: ") as string]);
});
