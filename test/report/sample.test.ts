import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSummary, repository } from "../support/buildoff.ts";
import { expectSound, type ReportBrowser, startReportBrowser } from "../support/report-browser.ts";

const folder = join(repository, "results", "sample");
const index = pathToFileURL(join(folder, "report", "index.html")).href;
let browser: ReportBrowser;

beforeAll(async () => {
  browser = await startReportBrowser();
});
afterAll(() => browser[Symbol.asyncDispose]());

describe("the sample run of the repository", () => {
  it("has a report that opens from its file, and is what the README shows", async () => {
    const readme = await readFile(join(repository, "README.md"), "utf8");
    expect(readme).toContain("results/sample/report/index.html");
    const { passed, scored } = await readSummary(folder);
    await using look = await browser.look(index);
    const { page, troubles, requests } = look;
    await page.getByRole("heading", { level: 1, name: /starter/ }).waitFor();
    await page.getByRole("link", { name: new RegExp(`^${passed} passed`) }).waitFor();
    await page.getByRole("link", { name: new RegExp(`^${scored - passed} failed`) }).waitFor();
    await expectSound(page);
    expect(troubles).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("has pictures of its apps, and the apps themselves play", async () => {
    await using look = await browser.look(`${index}#/grid`);
    const { page, troubles } = look;
    const picture = page.getByRole("img").first();
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    await page.goto(`${index}#/trial/sample/urdu-storefront.en.s0.oracle.k1?tab=app`);
    const play = page.getByRole("button", { name: /play/i });
    if (await play.isVisible()) await play.click();
    const app = page.frameLocator("iframe").frameLocator("iframe");
    await app.getByText("دستکار").first().waitFor();
    expect(troubles).toEqual([]);
  });
});
