import { createServer } from "node:http";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildoff } from "../support/buildoff.ts";
import { expectSound, type ReportBrowser, startReportBrowser } from "../support/report-browser.ts";
import { storeReportRun } from "../support/report-run.ts";
import { makeSuiteFolder } from "../support/temporary.ts";

const results = await makeSuiteFolder();
const TRIAL = "#/trial/tonight/expense-dashboard.en.s0.loop.gpt-5.k2";
const TYPES: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" };
let browser: ReportBrowser;

/** A host that serves files and knows nothing else. */
const host = createServer((request, response) => {
  const path = new URL(request.url!, "http://host").pathname;
  const name = path.endsWith("/") ? `${path}index.html` : path;
  const type = TYPES[name.split(".").at(-1)!] ?? "application/octet-stream";
  readFile(join(results, name)).then(
    (bytes) => response.writeHead(200, { "content-type": type }).end(bytes),
    () => response.writeHead(404).end(),
  );
});

beforeAll(async () => {
  await storeReportRun({ results, runId: "tonight" });
  const report = ["report", "tonight", "--results", results];
  await buildoff([...report, "--out", join(results, "report")]);
  await buildoff([...report, "--single-file", "--out", join(results, "one.html")]);
  host.listen(0, "127.0.0.1");
  await once(host, "listening");
  browser = await startReportBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  host.close();
});

const single = () => pathToFileURL(join(results, "one.html")).href;
const folder = () => pathToFileURL(join(results, "report", "index.html")).href;
const hosted = () => `http://127.0.0.1:${(host.address() as AddressInfo).port}/report/`;

/** What is on the page once nothing comes any more. */
async function settle(page: Page): Promise<string> {
  let [before, now] = ["", await page.locator("main").innerText()];
  while (before !== now || now.includes("Loading")) {
    await page.waitForTimeout(600);
    [before, now] = [now, await page.locator("main").innerText()];
  }
  return now;
}

describe("a report in one file", () => {
  it("has the pages, the pictures and the transcripts, and asks for nothing", async () => {
    await using look = await browser.look(`${single()}${TRIAL}`);
    const { page, troubles, requests } = look;
    const picture = page.getByRole("img", { name: /failed/ }).first();
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await expectSound(page);
    await page.getByRole("tab", { name: "Transcript" }).click();
    await page.getByText("create_file app.js").first().waitFor();
    await page.getByRole("tab", { name: "Files" }).click();
    await page.getByText("money.js").first().waitFor();
    expect(troubles).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("says that apps cannot be played in it, and how they can", async () => {
    await using look = await browser.look(`${single()}${TRIAL}?tab=app`);
    const { page } = look;
    await page.getByText("buildoff open tonight").first().waitFor();
    expect(await page.locator("iframe").count()).toBe(0);
  });
});

describe.each([
  ["a file", folder],
  ["a host of files", hosted],
])("a report opened from %s", (_, address) => {
  it("plays an app that keeps what it is told over a reload of its own", async () => {
    await using look = await browser.look(
      `${address()}#/trial/tonight/expense-dashboard.en.s0.loop.gpt-5.k1?tab=app`,
    );
    const { page, troubles } = look;
    const play = page.getByRole("button", { name: /play/i });
    if (await play.isVisible()) await play.click();
    const app = page.frameLocator("iframe").frameLocator("iframe");
    await app.getByRole("button", { name: "Add" }).click();
    await app.getByRole("button", { name: "Add" }).click();
    expect(await app.locator("#total").textContent()).toBe("2");
    const inner = page.frames().find((frame) => frame.parentFrame()?.parentFrame() === page.mainFrame())!;
    await inner.evaluate(() => void setTimeout(() => document.querySelector("#total")!.remove()));
    await page.getByRole("button", { name: /reload/i }).click();
    await app.locator("#total").waitFor();
    expect(troubles).toEqual([]);
  });

  it.each([
    "#/grid?layout=list&state=failed&sort=score",
    "#/grid?check=adds-expense",
    `${TRIAL}?tab=transcript&event=3`,
    `${TRIAL}?tab=files&file=app.js`,
    "#/search?q=storage",
    "#/leaderboard?public=1",
  ])("shows at %s what it showed to who copied it", async (hash) => {
    const read = async (): Promise<string> => {
      await using look = await browser.look(address() + hash);
      const { page } = look;
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(new URL(page.url()).hash).toBe(hash);
      return await settle(page);
    };
    const first = await read();
    expect(first.length).toBeGreaterThan(50);
    expect(await read()).toBe(first);
  });
});
