import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  expectSound,
  NARROW,
  type ReportBrowser,
  startReportBrowser,
  WIDE,
} from "../support/report-browser.ts";
import { storeReportRun } from "../support/report-run.ts";
import { buildoff } from "../support/buildoff.ts";
import { makeSuiteFolder } from "../support/temporary.ts";

const results = await makeSuiteFolder();
let browser: ReportBrowser;
let index: string;
let longIndex: string;
const LONG = "a_word_that_goes_on_".repeat(6);
const LONG_RUN = "a-run-with-a-name-that-somebody-made-of-a-date-2026-11-02T03-04-05-and-of-much-more";
/** Where the pictures go that people look at: only when asked for. */
const pictures = process.env["BUILDOFF_PICTURES"];

beforeAll(async () => {
  await storeReportRun({ results, runId: "tonight" });
  await storeReportRun({
    results,
    runId: "yesterday",
    createdAt: "2026-11-01T03:04:05.000Z",
    endOf: ({ agent }, n) => (agent === "oracle" || n % 3 === 0 ? "passed" : "check"),
  });
  await storeReportRun({
    results,
    runId: LONG_RUN,
    textsOf: () => ({ title: `${LONG}, and ${LONG}`, message: `expected ${LONG}, found ${LONG}` }),
  });
  const out = join(results, "report");
  await buildoff(["report", "tonight", "yesterday", "--results", results, "--out", out]);
  const long = join(results, "long");
  await buildoff(["report", LONG_RUN, "--results", results, "--out", long]);
  longIndex = pathToFileURL(join(long, "index.html")).href;
  index = pathToFileURL(join(out, "index.html")).href;
  browser = await startReportBrowser();
});
afterAll(() => browser[Symbol.asyncDispose]());

const FAILED = "expense-dashboard.en.s0.loop.gpt-5.k2";
const PAGES: Readonly<Record<string, string>> = {
  overview: "#/",
  grid: "#/grid",
  list: "#/grid?layout=list",
  "trial-checks": `#/trial/tonight/${FAILED}`,
  "trial-app": `#/trial/tonight/${FAILED}?tab=app`,
  "trial-transcript": `#/trial/tonight/${FAILED}?tab=transcript`,
  "trial-files": `#/trial/tonight/${FAILED}?tab=files`,
  "trial-logs": `#/trial/tonight/${FAILED}?tab=logs`,
  "trial-facts": `#/trial/tonight/${FAILED}?tab=facts`,
  task: "#/task/tonight/urdu-storefront",
  compare: "#/compare",
  leaderboard: "#/leaderboard",
  search: "#/search?q=total",
  missing: "#/nowhere",
};

describe.each(Object.entries(PAGES))("the page %s", (name, hash) => {
  it.each([
    ["narrow", "light", NARROW],
    ["narrow", "dark", NARROW],
    ["wide", "light", WIDE],
    ["wide", "dark", WIDE],
  ] as const)(
    "%s and %s: axe finds nothing, nothing scrolls sideways, nothing goes wrong",
    async (size, colorScheme, viewport) => {
      await using look = await browser.look(index + hash, { viewport, colorScheme });
      const { page, troubles, requests } = look;
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForFunction(() => !document.body.innerText.includes("Loading"));
      await expectSound(page);
      expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
      expect(troubles).toEqual([]);
      expect(requests).toEqual([]);
      if (pictures !== undefined) {
        await mkdir(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name}.${size}.${colorScheme}.png`), fullPage: true });
      }
    },
  );
});

it.each(["#/", "#/grid?layout=list", `#/trial/${LONG_RUN}/${FAILED}`, "#/compare", "#/leaderboard"])(
  "%s has room for names and titles of any length on a phone",
  async (hash) => {
    await using look = await browser.look(longIndex + hash, { viewport: NARROW });
    await look.page.getByRole("heading", { level: 1 }).waitFor();
    await look.page.waitForFunction(() => !document.body.innerText.includes("Loading"));
    await expectSound(look.page);
  },
);
