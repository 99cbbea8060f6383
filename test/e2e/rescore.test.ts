import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, readResults, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/clock");
const REPEATS = 20;

/** Every byte that must not differ: the verdict and the pictures of the only trial of a run. */
async function readJudgement(run: string): Promise<Record<string, string>> {
  const [trial] = await readdir(join(run, "trials"));
  const folder = join(run, "trials", trial!);
  const pictures = await readdir(join(folder, "screenshots", "turn-1"));
  const files = ["verdict.json", ...pictures.map((name) => join("screenshots", "turn-1", name))];
  const contents = await Promise.all(
    files.map(async (file) => [file, await readFile(join(folder, file), "base64")]),
  );
  return Object.fromEntries(contents) as Record<string, string>;
}

describeDocker("rescore", () => {
  it(`${REPEATS} times gives one verdict.json and the same pictures, byte for byte, of an app with a clock and an animation`, async () => {
    const results = await makeTemporaryFolder();
    const first = await buildoff([
      "run",
      SUITE,
      "--sandbox",
      "docker",
      "--results",
      results,
      "--name",
      "first",
      "--json",
    ]);
    expect(first.exitCode).toBe(0);
    const expected = await readJudgement(join(results, "first"));
    expect(Object.keys(expected)).toHaveLength(2);

    for (let repeat = 1; repeat <= REPEATS; repeat += 1) {
      const name = `again-${repeat}`;
      const again = await buildoff(["rescore", "first", "--results", results, "--name", name, "--plain"]);
      expect(again.exitCode).toBe(0);
      expect(again.stdout).toContain("no verdict changed");
      expect(again.stdout).not.toContain("  agent\n");
      expect(await readJudgement(join(results, name))).toEqual(expected);
    }
    const [result] = await readResults(join(results, "again-1"));
    expect(result).toMatchObject({ passed: true, usage: { requests: 0 } });
  }, 600_000);
});
