import { mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Table from "cli-table3";
import { formatDuration, formatSize } from "../src/core/format.ts";
import { makeRun } from "./results/make-run.ts";
import { measure, type Measured } from "./results/measure.ts";

/*
 * What it takes to read a run of many trials: summary, leaderboard, comparison and exports, each by the command line as a user has it,
 * against `wc -l` and `jq` over the same file in the same run. Usage: npm run bench:results [trials]
 */
const trials = Number(process.argv[2] ?? 100_000);
const MODELS = 5;
const ATTEMPTS = 20;

const bin = fileURLToPath(new URL("../bin/buildoff.js", import.meta.url));
const results = await mkdtemp(join(tmpdir(), "buildoff-bench-"));
try {
  const shape = { tasks: Math.ceil(trials / MODELS / ATTEMPTS), models: MODELS, attempts: ATTEMPTS };
  const folder = await makeRun(join(results, "bench"), { ...shape, runId: "bench" });
  const out = join(results, "exports");
  const buildoff = (what: string, ...args: string[]) =>
    measure(what, process.execPath, [bin, ...args, "--results", results]);
  const lines = await measure("wc -l trials.jsonl", "wc", ["-l", folder.trials]);
  const jq = await measure("jq .score trials.jsonl", "jq", [".score", folder.trials]);
  // What `show --json` prints of a run without a summary is what the run itself would have written.
  const args = [bin, "show", "bench", "--json", "--results", results];
  const summary = await measure("summary of all trials", process.execPath, args, `${folder.summary}.made`);
  await rename(`${folder.summary}.made`, folder.summary);
  const measured = [
    lines,
    jq,
    summary,
    await buildoff("leaderboard", "leaderboard", "bench"),
    await buildoff("compare its configurations", "compare", "bench"),
    await buildoff("export Every Eval Ever", "export", "bench", "--to", "eee", "--out", out),
    await buildoff("export CSV", "export", "bench", "--to", "csv", "--out", out),
  ];
  const { size } = await stat(folder.trials);
  process.stdout.write(
    `${shape.tasks * MODELS * ATTEMPTS} trials of ${shape.tasks} tasks, ${MODELS} models, ${ATTEMPTS} attempts; trials.jsonl ${formatSize(size)}\n${render(measured, jq)}\n`,
  );
} finally {
  await rm(results, { recursive: true });
}

function render(measured: readonly Measured[], baseline: Measured): string {
  const table = new Table({
    head: ["", "time", "peak memory", "time against jq"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right"],
  });
  for (const { what, ms, peakMb } of measured)
    table.push([what, formatDuration(ms), `${peakMb.toFixed(0)} MB`, (ms / baseline.ms).toFixed(2)]);
  return table.toString();
}
