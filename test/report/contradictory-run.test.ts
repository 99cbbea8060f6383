import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type { Summary } from "../../src/core/summary.ts";
import { buildoff } from "../support/buildoff.ts";
import { startReportBrowser } from "../support/report-browser.ts";
import { storeReportRun } from "../support/report-run.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

it("a page that the run's files contradict says so, and the other pages are there", async () => {
  const results = await makeTemporaryFolder();
  const run = await storeReportRun({ results, runId: "odd", tasks: ["night-express"] });
  const summary = JSON.parse(await readFile(run.summary, "utf8")) as Summary;
  await writeFile(run.summary, JSON.stringify({ ...summary, groups: [] }));
  const out = join(results, "report");
  await buildoff(["report", "odd", "--results", results, "--out", out]);
  const index = pathToFileURL(join(out, "index.html")).href;
  await using browser = await startReportBrowser();
  await using look = await browser.look(`${index}#/grid`);
  const { page } = look;
  await page.getByRole("heading", { level: 1, name: "This page cannot be shown" }).waitFor();
  await page.getByRole("link", { name: "Leaderboard" }).click();
  await page.getByRole("heading", { level: 1, name: "Leaderboard" }).waitFor();
  expect(page.url()).toContain("#/leaderboard");
});
