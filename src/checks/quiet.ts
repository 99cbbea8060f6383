import type { Page } from "playwright";

/** How long an app that has loaded may go on asking for data, and be waited for. */
const QUIET_TIMEOUT_MS = 2_000;

/** Waits until a page that has loaded asks for nothing more, or for as long as is fair. */
export async function waitForQuiet(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: QUIET_TIMEOUT_MS }).catch(() => {});
}
