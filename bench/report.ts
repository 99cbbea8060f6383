import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import Table from "cli-table3";
import { execa } from "execa";
import { formatSize } from "../src/core/format.ts";
import { startReportBrowser } from "../test/support/report-browser.ts";
import { makeLargeRun, TRANSCRIPT_EVENTS, type LargeRun } from "./report/make-large-run.ts";
import { measurePages, type Figure } from "./report/measure-pages.ts";

/*
 * What a report of many trials asks of the browser that opens it from a file: first paint, filtering, a long transcript, memory. Each
 * time stands against the first paint of an empty page in the same browser, in the same run. Usage: npm run bench:report [trials]
 */
const trials = Number(process.argv[2] ?? 10_000);
const bin = fileURLToPath(new URL("../bin/buildoff.js", import.meta.url));
const results = await mkdtemp(join(tmpdir(), "buildoff-bench-"));
try {
  const run = await makeLargeRun(results, trials);
  const out = join(results, "report");
  const startedAt = performance.now();
  await execa(process.execPath, [bin, "report", run.runId, "--results", results, "--out", out]);
  const writtenMs = performance.now() - startedAt;
  const index = await stat(join(out, "data", "index.js"));
  const empty = join(results, "empty.html");
  await writeFile(empty, "<!doctype html><title>empty</title><p>nothing");
  await mkdir(out, { recursive: true });
  await using browser = await startReportBrowser();
  const figures = await measurePages(browser, {
    report: pathToFileURL(join(out, "index.html")).href,
    empty: pathToFileURL(empty).href,
    trialHref: `#/trial/${run.runId}/${run.longTrial}?tab=transcript`,
  });
  process.stdout.write(describe(run, { writtenMs, indexBytes: index.size }) + render(figures));
} finally {
  await rm(results, { recursive: true });
}

function describe(
  { trials }: LargeRun,
  made: { readonly writtenMs: number; readonly indexBytes: number },
): string {
  const { writtenMs, indexBytes } = made;
  return `a report of ${trials} trials, written in ${(writtenMs / 1_000).toFixed(1)} s; its index is ${formatSize(indexBytes)}; a transcript of ${TRANSCRIPT_EVENTS} events\n`;
}

function render({ baselineMs, times, memoryMb }: Figure): string {
  const table = new Table({
    head: ["", "time", "limit", "time against an empty page"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right"],
  });
  table.push(["an empty page's first paint", `${baselineMs.toFixed(0)} ms`, "", "1.0"]);
  for (const { what, ms, limitMs } of times)
    table.push([what, `${ms.toFixed(0)} ms`, `${limitMs} ms`, (ms / baselineMs).toFixed(1)]);
  return `${table.toString()}\nmemory of the tab: ${memoryMb.toFixed(0)} MB (limit 500 MB)\n`;
}
