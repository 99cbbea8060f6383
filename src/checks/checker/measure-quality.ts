import type { Page, Response } from "playwright";
import { type Quality, SECURITY_HEADERS } from "../../core/quality.ts";
import { type Axe, loadAxe, openWorldApart, type WorldApart } from "../axe/world-apart.ts";
import { insist } from "../picture.ts";
import { waitForQuiet } from "../quiet.ts";
import { type BrowserOwner, within } from "./browser.ts";
import { type Job, QUALITY_TIMEOUT_MS } from "./job.ts";
import { MAX_FIRST_PAGE_BYTES, type MessageBody } from "./messages.ts";
import { countPage } from "./page-counters.ts";
import { toContextOptions } from "./page-session.ts";
import { readPage } from "./read-page.ts";

const VIEWPORT = { width: 1280, height: 800 };

/** For the picture; a page that does not paint in time has none. */
const PICTURE_TIMEOUT_MS = 3_000;
const JPEG_QUALITY = 60;

/** axe-core takes half a millisecond or so an element. */
const AXE_TIMEOUT_MS = 4_000;

export interface MeasureRequest {
  readonly job: Job;
  readonly browser: BrowserOwner;
  readonly send: (message: MessageBody) => void;
  /** Time left for all checks: measuring never takes more. */
  readonly leftMs: number;
}

/**
 * Opens the app's first page once in a browser context of its own, sends a picture of it and measures it. Null where that is
 * not done in time, or goes wrong in whatever way: nothing depends on it. The context is left to the end of the browser, which
 * is next.
 */
export async function measureQuality({ leftMs, ...request }: MeasureRequest): Promise<Quality | null> {
  const timeoutMs = Math.min(QUALITY_TIMEOUT_MS, leftMs);
  if (timeoutMs <= 0) return null;
  return inTime(measure(request), timeoutMs).catch((error: unknown) => {
    console.error(error);
    return null;
  });
}

/** What work resolves to, or null where that is not in time. */
async function inTime<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result | null> {
  return (await within(work, timeoutMs)) ? work : null;
}

type Visit = Omit<MeasureRequest, "leftMs">;

async function measure({ job, browser, send }: Visit): Promise<Quality | null> {
  const context = await (await browser.get()).newContext(toContextOptions(job, VIEWPORT));
  context.setDefaultTimeout(QUALITY_TIMEOUT_MS);
  context.on("dialog", (dialog) => void dialog.dismiss().catch(() => {}));
  const page = await context.newPage();
  const crashed = new Promise<never>((_, reject) => {
    page.once("crash", () => reject(new Error("the page crashed")));
    page.once("close", () => reject(new Error("the page closed")));
  });
  return Promise.race([crashed, lookAt(page, job, send)]);
}

async function lookAt(
  page: Page,
  { baseUrl, browser }: Job,
  send: MeasureRequest["send"],
): Promise<Quality | null> {
  const count = countPage(page);
  // A page that goes somewhere else at once, as by a redirect in a script, is followed.
  const response = await page.goto("/", { waitUntil: "commit" });
  await page.waitForLoadState("load");
  await waitForQuiet(page);
  if (response === null || response.status() >= 400) {
    await sendPicture(page, send);
    return null;
  }
  const devtools = await page.context().newCDPSession(page);
  const world = await openWorldApart(devtools);
  const { isHtml, ...reading } = await world.call(readPage, null);
  // From here on it is looked at by axe, which may make it ask for more.
  const counts = await count();
  await sendPicture(page, send);
  if (!isHtml || new URL(page.url()).origin !== new URL(baseUrl).origin) return null;
  const accessibilityViolations = await inTime(countViolations(world, browser.modules), AXE_TIMEOUT_MS);
  return { ...counts, ...reading, accessibilityViolations, securityHeaders: countHeaders(response) };
}

/** A page that cannot be pictured can be measured all the same. */
async function sendPicture(page: Page, send: MeasureRequest["send"]): Promise<void> {
  try {
    const picture = { type: "jpeg", quality: JPEG_QUALITY, timeout: PICTURE_TIMEOUT_MS } as const;
    const jpeg = await insist(() => page.screenshot(picture));
    if (jpeg.length <= MAX_FIRST_PAGE_BYTES) send({ type: "first-page", jpeg: jpeg.toString("base64") });
  } catch (error) {
    console.error(error);
  }
}

async function countViolations(world: WorldApart, modules: string): Promise<number> {
  await loadAxe(world, modules);
  return world.call(countInPage, null);
}

function countHeaders(response: Response): number {
  const headers = response.headers();
  return SECURITY_HEADERS.filter((name) => (headers[name] ?? "").trim() !== "").length;
}

/** Runs in the page, beside axe. */
async function countInPage(): Promise<number> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"],
    selectors: false,
    // There is no axe in frames; it would wait for one.
    iframes: false,
  });
  return violations.length;
}
