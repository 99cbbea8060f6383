import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildoff } from "../support/buildoff.ts";
import { type ReportBrowser, startReportBrowser } from "../support/report-browser.ts";
import { storeReportRun } from "../support/report-run.ts";
import { makeSuiteFolder } from "../support/temporary.ts";

const results = await makeSuiteFolder();
let browser: ReportBrowser;
let index: string;

beforeAll(async () => {
  await storeReportRun({ results, runId: "tonight" });
  await storeReportRun({ results, runId: "yesterday", endOf: (_, n) => (n % 3 === 0 ? "passed" : "check") });
  const out = join(results, "report");
  await buildoff(["report", "tonight", "yesterday", "--results", results, "--out", out]);
  index = pathToFileURL(join(out, "index.html")).href;
  browser = await startReportBrowser();
});
afterAll(() => browser[Symbol.asyncDispose]());

/** The name of what has the focus, and whether one sees that it has. */
const readFocus = (page: Page): Promise<{ name: string; isVisible: boolean }> =>
  page.evaluate(() => {
    const focused = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
    const name = focused.getAttribute("aria-label") ?? focused.textContent.trim();
    const hasOutline = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
    return { name, isVisible: hasOutline || boxShadow !== "none" };
  });

const MOST_TABS = 80;

async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const isIt = (focus: string): boolean => (typeof name === "string" ? focus === name : name.test(focus));
  let focus = { name: "", isVisible: false };
  for (let count = 0; count < MOST_TABS && !isIt(focus.name); count += 1) {
    await page.keyboard.press("Tab");
    focus = await readFocus(page);
  }
  expect(focus.name).toMatch(name);
  expect(focus.isVisible).toBe(true);
}

/** Filters and tabs change the address without a navigation. */
async function untilAddress(page: Page, address: RegExp): Promise<void> {
  await expect.poll(() => page.url()).toMatch(address);
}

const open = async (hash: string) => {
  const look = await browser.look(index + hash);
  await look.page.getByRole("heading", { level: 1 }).waitFor();
  return look;
};

describe("by keyboard alone", () => {
  it("one skips the navigation, and goes from page to page", async () => {
    await using look = await open("#/");
    const { page } = look;
    await page.keyboard.press("Tab");
    expect((await readFocus(page)).name).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.reload();
    await tabTo(page, "Leaderboard");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Leaderboard", level: 1 }).waitFor();
    expect(await page.title()).toContain("leaderboard");
  });

  it("one goes from the overview to a failed trial, and reads why", async () => {
    await using look = await open("#/");
    const { page } = look;
    await tabTo(page, /^Night Express/);
    await page.keyboard.press("Enter");
    await untilAddress(page, /#\/trial\//);
    await page.getByRole("tab", { selected: true }).waitFor();
  });

  it("one goes through a trial's tabs by arrows, and their addresses follow", async () => {
    await using look = await open("#/trial/tonight/expense-dashboard.en.s0.loop.gpt-5.k2");
    const { page } = look;
    await page.getByRole("tab", { selected: true }).focus();
    for (const tab of ["app", "transcript", "files", "logs", "facts"]) {
      await page.keyboard.press("ArrowRight");
      await untilAddress(page, new RegExp(`tab=${tab}`));
    }
    await page.keyboard.press("Home");
    await page.getByRole("tab", { name: /^Checks/, selected: true }).waitFor();
  });

  it("one goes through a transcript, and opens what is in it", async () => {
    await using look = await open("#/trial/tonight/expense-dashboard.en.s0.loop.gpt-5.k2?tab=transcript");
    const { page } = look;
    await page.getByText("create_file app.js").first().waitFor();
    await tabTo(page, /^Timeline/);
    for (const key of ["Home", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await page.getByText("let total = 0;").first().waitFor();
    expect(page.url()).toMatch(/event=2/);
  });

  it("one goes through the grid by arrows, and opens a trial", async () => {
    await using look = await open("#/grid?layout=grid");
    const { page } = look;
    await page.getByRole("grid").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("urdu");
    await page.keyboard.press("Tab");
    await untilAddress(page, /urdu/);
    const isInGrid = () => page.evaluate(() => document.activeElement?.closest("[role=grid]") !== null);
    for (let count = 0; count < MOST_TABS && !(await isInGrid()); count += 1)
      await page.keyboard.press("Tab");
    expect(await isInGrid()).toBe(true);
    await page.keyboard.press("ArrowRight");
    expect(await isInGrid()).toBe(true);
    await page.keyboard.press("Enter");
    await untilAddress(page, /#\/trial\/tonight\/urdu-storefront/);
  });

  it("one opens a picture, looks at it, and is back where one was", async () => {
    await using look = await open("#/trial/tonight/expense-dashboard.en.s0.loop.gpt-5.k2");
    const { page } = look;
    const picture = page.getByRole("button", { name: /^Enlarge: The app as .* failed/ }).first();
    await picture.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await picture.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("one comes back from a trial to the line of the list that one left, filters and all", async () => {
    await using look = await open("#/grid?layout=list&state=failed&state=passed");
    const { page } = look;
    const list = page.getByRole("region", { name: "List of trials" });
    await list.evaluate((element) => element.scrollTo(0, 400));
    const link = page.getByRole("link", { name: /^Trip planner.* attempt 1/ }).first();
    const href = await link.getAttribute("href");
    await link.focus();
    const top = await list.evaluate((element) => element.scrollTop);
    await page.keyboard.press("Enter");
    await untilAddress(page, /#\/trial\//);
    await page.goBack();
    await untilAddress(page, /state=failed&state=passed/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe(href);
    expect(await list.evaluate((element) => element.scrollTop)).toBe(top);
  });
});
