import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, readResults, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/clock");
const REPEATS = 20;

/** Every byte that must not differ: the verdict and the pictures of each trial of a run. */
async function readJudgements(run: string): Promise<Record<string, string>[]> {
  const trials = await readdir(join(run, "trials"));
  return Promise.all(trials.map((trial) => readJudgement(join(run, "trials", trial))));
}

async function readJudgement(folder: string): Promise<Record<string, string>> {
  const taken = await readdir(join(folder, "screenshots", "turn-1"));
  // The picture of the first page is of a moment.
  const pictures = taken.filter((name) => name !== "first-page.jpg");
  expect(taken).toHaveLength(pictures.length + 1);
  const files = ["verdict.json", ...pictures.map((name) => join("screenshots", "turn-1", name))];
  const contents = await Promise.all(
    files.map(async (file) => [file, await readFile(join(folder, file), "base64")]),
  );
  return Object.fromEntries(contents) as Record<string, string>;
}

describeDocker("rescore", () => {
  it(`of one workspace, ${REPEATS} times, gives one verdict.json and the same pictures, byte for byte, of an app with a clock and an animation`, async () => {
    const results = await makeTemporaryFolder();
    const flags = ["--results", results, "--plain"];
    // The oracle leaves the same workspace at each attempt: it is stored once, and graded again for each.
    const first = await buildoff([
      "run",
      SUITE,
      "-k",
      `${REPEATS}`,
      "--sandbox",
      "docker",
      "--name",
      "first",
      ...flags,
    ]);
    expect(first.exitCode).toBe(0);
    expect(await readdir(join(results, "first", "workspaces"))).toHaveLength(1);

    const again = await buildoff(["rescore", "first", "--name", "again", ...flags]);
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain("no verdict changed");
    expect(again.stdout).not.toContain("  agent\n");

    const judgements = await Promise.all(["first", "again"].map((run) => readJudgements(join(results, run))));
    expect(judgements.flat()).toHaveLength(2 * REPEATS);
    expect(new Set(judgements.flat().map((one) => JSON.stringify(one))).size).toBe(1);
    expect(Object.keys(judgements[0]![0]!)).toHaveLength(2);
    const [result] = await readResults(join(results, "again"));
    expect(result).toMatchObject({ passed: true, usage: { requests: 0 } });
  });
});
