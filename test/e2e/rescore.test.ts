import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { buildoff, readResults, repository } from "../support/buildoff.ts";
import { createGrader, readFolder } from "../support/grading.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/clock");
const REPEATS = 20;

describeDocker("grading again", () => {
  it(`${REPEATS} times gives one verdict and one picture of an app with a clock and an animation`, async () => {
    const suite = await loadSuite(SUITE, checkKinds);
    await using grader = await createGrader(dockerProvider, suite);
    const [loaded] = suite.tasks;
    const files = await readFolder(join(loaded!.folder, "solution"));
    const seen = new Set<string>();
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const { verdicts, report } = await grader.grade(loaded!, files);
      const pictures = report!.screenshots.map(({ check, name, png }) => [
        check,
        name,
        createHash("sha256").update(png).digest("hex"),
      ]);
      expect(pictures.length).toBeGreaterThan(0);
      expect(verdicts.every(({ passed }) => passed)).toBe(true);
      seen.add(JSON.stringify([verdicts, pictures]));
    }
    expect(seen.size).toBe(1);
  }, 300_000);

  it("by the command runs no agent, and writes the same verdict.json, byte for byte", async () => {
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
    for (const name of ["second", "third"]) {
      const again = await buildoff(["rescore", "first", "--results", results, "--name", name, "--plain"]);
      expect(again.exitCode).toBe(0);
      expect(again.stdout).toContain("no verdict changed");
      expect(again.stdout).not.toContain("  agent\n");
    }
    const [trial] = await readdir(join(results, "first", "trials"));
    const read = (run: string) => readFile(join(results, run, "trials", trial!, "verdict.json"), "utf8");
    const [one, two, three] = await Promise.all(["first", "second", "third"].map(read));
    expect(two).toBe(one);
    expect(three).toBe(one);
    const [result] = await readResults(join(results, "third"));
    expect(result).toMatchObject({ passed: true, usage: { requests: 0 } });
  }, 120_000);
});
