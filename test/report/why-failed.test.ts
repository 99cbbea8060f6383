import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildoff } from "../support/buildoff.ts";
import { type ReportBrowser, startReportBrowser } from "../support/report-browser.ts";
import { type End, storeReportRun } from "../support/report-run.ts";
import { makeSuiteFolder } from "../support/temporary.ts";

const results = await makeSuiteFolder();
let browser: ReportBrowser;
let index: string;

/** One trial of each kind fails; the others pass. */
const KINDS: readonly End[] = ["build", "serve", "check", "limit", "agent", "infra"];

beforeAll(async () => {
  await storeReportRun({
    results,
    runId: "tonight",
    endOf: (_, n) => KINDS[n % 3 === 0 ? n / 3 : -1] ?? "passed",
  });
  const out = join(results, "report");
  await buildoff(["report", "tonight", "--results", results, "--out", out]);
  index = pathToFileURL(join(out, "index.html")).href;
  browser = await startReportBrowser();
});
afterAll(() => browser[Symbol.asyncDispose]());

const REASONS: Readonly<
  Record<string, { readonly group: string; readonly reasons: readonly (string | RegExp)[] }>
> = {
  build: {
    group: "Failed at build",
    reasons: ["`npm run build` ended with exit code 1", "unexpected token"],
  },
  serve: { group: "Failed at serve", reasons: ["nothing answered at / within 30 s", "EADDRINUSE"] },
  check: {
    group: "Failed checks",
    reasons: ["adds expense as the brief says", "expected the text “12.50”, found “NaN”"],
  },
  limit: { group: "Ended by a limit", reasons: [/the turn took longer than 20m 00s/] },
  agent: { group: "Agent error", reasons: ["the agent ended its own sandbox: out of memory"] },
  infra: {
    group: "Infrastructure error",
    reasons: ["503 from the provider, four times", /counts against nobody/],
  },
};

describe("someone who has never seen the report finds, from the overview, why a trial failed", () => {
  it.each(Object.entries(REASONS))("at %s, in one click", async (_, { group, reasons }) => {
    await using look = await browser.look(index);
    const { page } = look;
    const section = page
      .getByRole("heading", { name: group, level: 3 })
      .locator("xpath=ancestor::*[.//a][1]");
    await section.getByRole("link").first().click();
    await page.waitForURL(/#\/trial\//);
    for (const reason of reasons) {
      const shown = page.getByText(reason).first();
      await shown.waitFor({ state: "visible" });
      // Not somewhere below: on the screen as it opens.
      const box = await shown.boundingBox();
      expect(box!.y).toBeLessThan(900);
    }
  });
});
