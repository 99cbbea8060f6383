import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  expectSound,
  PATIENCE_MS,
  type ReportBrowser,
  startReportBrowser,
} from "../../support/report-browser.ts";
import { makeSuiteFolder } from "../../support/temporary.ts";
import { type Site, startSite, storeSignedRun, TELLING } from "./site.ts";

const folder = await makeSuiteFolder();
const results = join(folder, "results");
const arena = join(folder, "arena");
const FLAGS = ["signed", "--results", results, "--cooldown", "1ms", "--attention", "0"];
const PHONE = { width: 375, height: 812 };
const NARROWEST = { width: 320, height: 568 };
let site: Site;
let browser: ReportBrowser;

beforeAll(async () => {
  await storeSignedRun(results);
  site = await startSite(FLAGS, arena);
  browser = await startReportBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

const look = (options: Parameters<ReportBrowser["look"]>[1] & { readonly query?: string } = {}) =>
  browser.look(new URL(options.query ?? "?lang=en", site.url).href, options);

/** The app's own page: what the site places is a shell. */
const appIn = (page: Page, letter: "A" | "B") =>
  page.frameLocator(`iframe[title="App ${letter}"]`).frameLocator("iframe");

/** Waits until both apps are there, or known not to start. */
const loaded = async (page: Page): Promise<void> => {
  for (const place of ["first", "second"]) {
    const pane = page.locator(`#pane-${place}`);
    await pane.getByText("This app did not start.").or(pane.locator("iframe")).first().waitFor();
  }
};

describe("a voting site in a browser", () => {
  it("two raters vote at once, each on his own battle, and are told who built what", async () => {
    await using one = await look();
    await using two = await look();
    const votes = (await site.votes()).length;
    await Promise.all(
      [one, two].map(async ({ page }) => {
        await loaded(page);
        await page.getByRole("radio", { name: /tie/i }).first().check();
        await page.getByRole("button", { name: "Submit vote" }).click();
        await page.getByRole("heading", { name: "Who built them" }).waitFor();
        expect(await page.locator(".reveal").innerText()).toMatch(TELLING);
      }),
    );
    const cast = (await site.votes()).slice(votes);
    expect(cast).toHaveLength(2);
    expect(new Set(cast.map(({ rater }) => rater.id)).size).toBe(2);
    expect(new Set(cast.map(({ a, b }) => `${a.trial} ${b.trial}`)).size).toBe(2);
    expect([...one.troubles, ...two.troubles]).toEqual([]);
  });

  it("tells nowhere who built what before the vote: page, network, headers, storage, console, frames", async () => {
    const context = await browser.browser.newContext();
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const told: string[] = [];
    page.on("console", (message) => told.push(message.text()));
    page.on("response", async (response) => {
      told.push(response.url(), JSON.stringify(await response.allHeaders().catch(() => ({}))));
      told.push(await response.text().catch(() => ""));
    });
    page.on("request", (request) => told.push(request.url(), request.postData() ?? ""));
    await page.goto(new URL("?lang=en", site.url).href);
    await loaded(page);
    await page.getByRole("button", { name: "How it was built" }).click();
    await page.getByText("README.md").first().waitFor();
    await page.getByText("README.md").first().click();
    await expect.poll(() => told.join("").includes("xxx")).toBe(true);
    await page.getByRole("button", { name: "How it was built" }).click();
    for (const frame of page.frames()) {
      told.push(frame.url(), frame.name(), await frame.content());
      told.push(
        await frame
          .evaluate(() =>
            JSON.stringify([
              document.title,
              Object.entries(localStorage),
              Object.entries(sessionStorage),
              document.cookie,
              window.name,
            ]),
          )
          .catch(() => ""),
      );
    }
    told.push(JSON.stringify(await context.storageState({ indexedDB: true })));
    const all = told.join("\n").replaceAll(/id="files">.*?<\/script>/gs, "");
    expect(TELLING.exec(all.replaceAll(/"token":"[^"]+"/g, ""))).toBeNull();
    expect(all.length).toBeGreaterThan(10_000);
    await context.close();
  });

  it("is used by keyboard alone, and knows whether an app was opened and used", async () => {
    await using looked = await look();
    const { page } = looked;
    await loaded(page);
    const before = (await site.votes()).length;
    const playable =
      (await page.locator('iframe[title="App A"]').count()) > 0 ? ("A" as const) : ("B" as const);
    await page.waitForTimeout(3_500);
    await appIn(page, playable).locator("#add").click();
    await expect.poll(() => appIn(page, playable).locator("#total").innerText()).toBe("1");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("2");
    expect(await page.getByRole("radio", { checked: true }).first().getAttribute("value")).toBe("second");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "Add details" }).press("Enter");
    const note = page.getByRole("textbox");
    await note.focus();
    await page.keyboard.type("b2x is no vote here");
    expect(await page.getByRole("radio", { checked: true }).first().getAttribute("value")).toBe("first");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Who built them" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Who built them");
    const [vote] = (await site.votes()).slice(before);
    expect(vote).toMatchObject({ note: "b2x is no vote here", choices: { overall: vote!.left } });
    const side = (playable === "A") === (vote!.left === "a") ? "a" : "b";
    expect(vote!.opened![side]).toBe(true);
    expect(vote!.used![side]).toBeGreaterThan(0);
    await page.keyboard.press("n");
    await page.getByRole("button", { name: "Submit vote" }).waitFor();
    expect(looked.troubles).toEqual([]);
  });

  it.each([
    { name: "wide", viewport: { width: 1280, height: 720 } },
    { name: "a phone", viewport: PHONE },
    { name: "the narrowest", viewport: NARROWEST },
    { name: "dark", viewport: PHONE, colorScheme: "dark" as const },
    { name: "from right to left", viewport: PHONE, query: "?lang=ur" },
    { name: "wide, from right to left", viewport: { width: 1280, height: 720 }, query: "?lang=ur" },
    { name: "Chinese", viewport: PHONE, query: "?lang=zh" },
  ])("is sound: $name", async (options) => {
    await using looked = await look(options);
    const { page } = looked;
    await page.getByRole("radio").first().waitFor();
    await expectSound(page);
    const isUrdu = options.query === "?lang=ur";
    expect(await page.locator("html").getAttribute("dir")).toBe(isUrdu ? "rtl" : "ltr");
    const submit = page.locator('button[type="submit"]');
    const box = (await submit.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(options.viewport.height);
    // On a phone two tabs, else the two apps themselves.
    const isPhone = options.viewport.width <= 640;
    const [a, b] = isPhone
      ? [page.getByRole("tab").first(), page.getByRole("tab").last()]
      : [page.locator("#pane-first"), page.locator("#pane-second")];
    expect((await a.boundingBox())!.x < (await b.boundingBox())!.x).toBe(!isUrdu);
    await b.click();
    expect(await b.getAttribute("aria-selected")).toBe(isPhone ? "true" : null);
    await page.getByRole("radio").first().check();
    await submit.click();
    await page.locator(".reveal h2").waitFor();
    await expectSound(page);
    expect(looked.troubles).toEqual([]);
  });

  it("keeps a chosen vote while the server is away, and sends it when it is back", async () => {
    await using looked = await look();
    const { page } = looked;
    await loaded(page);
    await page
      .getByRole("radio", { name: /both bad/i })
      .first()
      .check();
    const before = await site.votes();
    const { port } = site.url;
    await site.end("SIGKILL");
    await page.getByRole("button", { name: "Submit vote" }).click();
    await page.getByText("The server does not answer.").first().waitFor();
    site = await startSite([...FLAGS, "--port", port], arena);
    await page.getByRole("heading", { name: "Who built them" }).waitFor();
    const after = await site.votes();
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)!.choices.overall).toBe("both_bad");
  });
});
