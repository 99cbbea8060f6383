import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import type { ReportBrowser } from "../../test/support/report-browser.ts";

export interface Figure {
  /** First paint of an empty page. */
  readonly baselineMs: number;
  readonly times: readonly { readonly what: string; readonly ms: number; readonly limitMs: number }[];
  /** Most that the process of the report's tab held at any time. */
  readonly memoryMb: number;
}

export interface MeasuredPages {
  readonly report: string;
  readonly empty: string;
  readonly trialHref: string;
}

const REPEATS = 5;
const FIRST_PAINT_LIMIT_MS = 1_000;
const FILTER_LIMIT_MS = 100;

export async function measurePages(browser: ReportBrowser, pages: MeasuredPages): Promise<Figure> {
  const baselineMs = await firstPaint(browser, pages.empty, "p");
  const overview = await firstPaint(browser, pages.report, "h1");
  await using look = await browser.look(`${pages.report}#/grid?layout=grid`);
  const { page } = look;
  await page.getByRole("grid").waitFor();
  const filters = {
    text: await filter(page, (round) => page.getByRole("searchbox").fill(`task-00${10 + round}`)),
    state: await filter(page, (round) => page.getByLabel("State").selectOption({ index: 1 + (round % 2) })),
  };
  const transcript = await median(REPEATS, async () => {
    await page.goto("about:blank");
    const startedAt = performance.now();
    await page.goto(pages.report + pages.trialHref);
    await page.getByText("I change file").or(page.getByText("m-2026")).first().waitFor();
    return performance.now() - startedAt;
  });
  return {
    baselineMs,
    memoryMb: await readPeakMb(browser, page),
    times: [
      { what: "the overview's first paint", ms: overview, limitMs: FIRST_PAINT_LIMIT_MS },
      { what: "filtering the grid by text", ms: filters.text, limitMs: FILTER_LIMIT_MS },
      { what: "filtering the grid by state", ms: filters.state, limitMs: FILTER_LIMIT_MS },
      { what: "opening the transcript", ms: transcript, limitMs: FIRST_PAINT_LIMIT_MS },
    ],
  };
}

async function median(repeats: number, measure: (round: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < repeats; round += 1) times.push(await measure(round));
  return times.toSorted((a, b) => a - b)[Math.floor(repeats / 2)]!;
}

/** From the navigation to the paint that has the element, not just any. */
const firstPaint = (browser: ReportBrowser, url: string, element: string): Promise<number> =>
  median(REPEATS, async () => {
    await using look = await browser.look("about:blank");
    await look.page.goto(url);
    await look.page.locator(element).first().waitFor();
    return await look.page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const paints = performance.getEntriesByType("paint");
      return paints.find(({ name }) => name === "first-contentful-paint")?.startTime ?? performance.now();
    });
  });

/** From the input to the paint of what it comes to. */
const filter = (page: Page, act: (round: number) => Promise<unknown>): Promise<number> =>
  median(REPEATS, async (round) => {
    await page.evaluate(() => {
      const shown = { startedAt: 0, at: 0 };
      Object.assign(globalThis, { shown });
      const begin = () => (shown.startedAt = performance.now());
      addEventListener("input", begin, { capture: true, once: true });
      const watch = new MutationObserver(() =>
        requestAnimationFrame(() => setTimeout(() => (shown.at = performance.now()))),
      );
      watch.observe(document.querySelector("[role=grid]")!.closest("main")!, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    });
    await act(round);
    await page.waitForTimeout(400);
    return page.evaluate(() => {
      const { shown } = globalThis as unknown as { shown: { startedAt: number; at: number } };
      return shown.at - shown.startedAt;
    });
  });

async function readPeakMb({ browser }: ReportBrowser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await page.evaluate(() => document.title);
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const peaks = await Promise.all(
    renderers.map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
      return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_000;
    }),
  );
  return Math.max(...peaks);
}
