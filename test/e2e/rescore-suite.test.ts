import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Summary } from "../../src/core/summary.ts";
import { buildoff, readSummary, repository } from "../support/buildoff.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/clock");

describe("rescore --suite", () => {
  it("grades what is stored with other checks, lists every verdict that changed, and leaves the first run alone", async () => {
    const results = await makeTemporaryFolder();
    const other = join(await makeTemporaryFolder(), "clock");
    await cp(SUITE, other, { recursive: true });
    const task = join(other, "clock", "task.yaml");
    const text = await readFile(task, "utf8");
    const added =
      "  - { id: has-a-title, steps: [ { goto: / }, { expect: { role: heading, text: Clock } } ] }\n";
    await writeFile(task, `${text.replace("text: { differs: before }", "text: { regex: never }")}${added}`);
    const flags = ["--results", results, "--plain"];
    const first = await buildoff(["run", SUITE, "--sandbox", "local", "--name", "first", ...flags]);
    expect(first.exitCode).toBe(0);
    const before = await readFile(join(results, "first", "summary.json"), "utf8");

    const same = await buildoff(["rescore", "first", "--sandbox", "local", "--name", "same", ...flags]);
    expect(same.stdout).toContain("no verdict changed");
    expect((await readSummary(join(results, "same"))).groups[0]!.variance.rescoring).toBe(0);

    const derived = await buildoff([
      "rescore",
      "first",
      "--sandbox",
      "local",
      "--suite",
      other,
      "--name",
      "derived",
      ...flags,
    ]);
    expect(derived.exitCode).toBe(0);
    expect(derived.stdout.split("verdicts that changed:\n")[1]!.trim().split("\n")).toEqual([
      "clock.en.s0.oracle.k1: score 1 → score 0.6666666666666666",
      "  clock.en.s0.oracle.k1  goes-on: passed → failed",
      "  clock.en.s0.oracle.k1  has-a-title: no such check → passed",
    ]);
    const { derivedFrom, conditions, passed } = await readSummary(join(results, "derived"));
    expect({ derivedFrom, passed }).toEqual({ derivedFrom: "first", passed: 0 });
    expect(conditions.suite.hash).not.toBe((JSON.parse(before) as Summary).conditions.suite.hash);
    expect(await readFile(join(results, "first", "summary.json"), "utf8")).toBe(before);

    const named = await buildoff([
      "rescore",
      "first",
      "--sandbox",
      "local",
      "--suite",
      "starter",
      "--name",
      "none",
      ...flags,
    ]);
    expect(named).toMatchObject({ exitCode: 2 });
    expect(named.stderr).toContain("the suite starter does not have these tasks of the run: clock");
  });
});
