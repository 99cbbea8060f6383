import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { storeReportRun } from "./report-run.ts";
import { repository } from "./buildoff.ts";

/* Writes the report of two fixture runs: `node test/support/make-report.ts <folder>`. For looking at pages while one works on them. */

const [folder = "/tmp/report"] = process.argv.slice(2);
const results = `${resolve(folder)}-runs`;
await rm(results, { recursive: true, force: true });
await storeReportRun({ results, runId: "nightly-11-02" });
await storeReportRun({
  results,
  runId: "nightly-11-01",
  createdAt: "2026-11-01T03:04:05.000Z",
  endOf: ({ agent }, n) => (agent === "oracle" || n % 3 === 0 ? "passed" : "check"),
});
const cli = join(repository, "src", "cli.ts");
await execa(
  process.execPath,
  [cli, "report", "nightly-11-02", "nightly-11-01", "--results", results, "--out", resolve(folder)],
  {
    stdio: "inherit",
  },
);
