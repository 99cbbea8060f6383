import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import type { GateReport } from "../../src/core/gate.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import type { Summary } from "../../src/core/summary.ts";
import { makeNight, type RunShape } from "../analysis/make-night.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

let results: string;

beforeEach(async () => {
  results = await makeTemporaryFolder();
  const deep = makeNight({
    runId: "deep",
    attempts: 15,
    passes: () => 9,
    createdAt: "2026-01-01T00:00:00.000Z",
  });
  await keep(deep);
  await buildoff("baseline", "set", "deep", "--file", fileOf("baseline.json"));
});

const fileOf = (name: string): string => join(results, name);

async function keep(summary: Summary): Promise<void> {
  await mkdir(fileOf(summary.runId));
  await writeFile(join(fileOf(summary.runId), "manifest.json"), "{}");
  await writeFile(join(fileOf(summary.runId), "summary.json"), JSON.stringify(summary));
}

/** A night after the baseline, which is of now. @param day how many days later */
const night = (day: number, shape: Partial<RunShape> = {}, changes: Partial<Manifest> = {}): Promise<void> =>
  keep(
    makeNight(
      {
        runId: `night-${day}`,
        attempts: 3,
        passes: () => 2,
        createdAt: new Date(Date.now() + day * 86_400_000).toISOString(),
        ...shape,
      },
      changes,
    ),
  );

async function buildoff(...args: readonly string[]): Promise<{ stdout: string; exitCode: number }> {
  let stdout = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  try {
    await (await createProgram(args[0])).parseAsync([...args, "--results", results], { from: "user" });
    return { stdout, exitCode: Number(process.exitCode ?? 0) };
  } finally {
    write.mockRestore();
    process.exitCode = 0;
  }
}

async function gate(run: string, ...flags: readonly string[]): Promise<GateReport & { exitCode: number }> {
  const { stdout, exitCode } = await buildoff(
    "gate",
    run,
    "--baseline",
    fileOf("baseline.json"),
    "--json",
    ...flags,
  );
  return { ...(JSON.parse(stdout) as GateReport), exitCode };
}

it("counts the nights in the store: trustworthy, whole, of the baseline's conditions, and no parts of others", async () => {
  await night(1);
  await night(2, { outages: 20 });
  await night(3, {}, { shard: { index: 1, of: 2, plan: "a".repeat(64) } });
  await night(4, {}, { derivedFrom: "night-1" });
  await night(
    5,
    { tasks: 3 },
    { suite: { name: "other", version: "1.0.0", hash: "b".repeat(64), folder: "/", headline: "passRate" } },
  );
  await night(6);
  await night(7);
  await mkdir(fileOf("damaged"));
  await writeFile(join(fileOf("damaged"), "manifest.json"), "{}");
  await writeFile(join(fileOf("damaged"), "summary.json"), "{");
  const report = await gate("night-6");
  expect(report).toMatchObject({ exitCode: 0, verdict: "inconclusive" });
  expect(report.configurations[0]).toMatchObject({ nights: 2 });
  expect(report.warnings).toEqual([expect.stringContaining("the run damaged is left out: cannot read")]);
  expect(await gate("night-6", "--inconclusive", "fail")).toMatchObject({ exitCode: 1 });
});

it("exits 1 for a regression, whatever the nights after it are like, and 3 for an outage", async () => {
  await night(1, { passes: () => 0 });
  await night(2, { outages: 30 });
  await night(3);
  expect(await gate("night-1")).toMatchObject({ exitCode: 1, verdict: "fail" });
  expect(await gate("night-2")).toMatchObject({ exitCode: 3, verdict: "invalid" });
  expect(await gate("night-3")).toMatchObject({ exitCode: 1, verdict: "fail" });
});

it("keeps a history with each night once, leaves an invalid one out, and begins anew where it is told to", async () => {
  const history = ["--history", fileOf("nights.jsonl")];
  await night(1, { passes: () => 0 });
  await night(2, { outages: 30 });
  await night(3);
  await gate("night-1", ...history);
  await gate("night-1", ...history);
  await gate("night-2", ...history);
  const after = await gate("night-3", ...history, "--restart");
  expect(after).toMatchObject({ exitCode: 0, configurations: [{ nights: 1 }] });
  const lines = (await readFile(fileOf("nights.jsonl"), "utf8")).trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { runId: string }).runId)).toEqual(["night-1", "night-3"]);
  expect((await buildoff("history", "--history", fileOf("nights.jsonl"))).stdout).toContain("night-3");
});
