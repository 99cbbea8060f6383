import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright";
import { expect } from "vitest";
import { findBrowser } from "../../src/sandbox/local/browser.ts";

export const NARROW = { width: 360, height: 740 };
export const WIDE = { width: 1400, height: 900 };
export type ColorScheme = "light" | "dark";

export interface LookOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: ColorScheme;
}

/** A page of a report in a real browser, with everything that went wrong on it. */
export interface Look extends AsyncDisposable {
  readonly page: Page;
  /** Uncaught errors, and what the page itself wrote to the console as errors. */
  readonly troubles: readonly string[];
  /** Addresses other than files and data that anything on the page asked for. */
  readonly requests: readonly string[];
}

/** A page on a machine that is short of processors is late, not wrong. */
export const PATIENCE_MS = 120_000;

export interface ReportBrowser extends AsyncDisposable {
  readonly browser: Browser;
  readonly look: (url: string, options?: LookOptions) => Promise<Look>;
}

export async function startReportBrowser(): Promise<ReportBrowser> {
  const { executablePath, args, env, chromiumSandbox } = await findBrowser(null);
  const browser = await chromium.launch({
    executablePath,
    args: [...args],
    chromiumSandbox,
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  return {
    browser,
    look: async (url, { viewport = WIDE, colorScheme = "light" } = {}) => {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const troubles: string[] = [];
      const requests: string[] = [];
      page.on("pageerror", (error) => troubles.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") troubles.push(message.text());
      });
      page.on("request", (request) => {
        if (/^(https?|wss?):/.test(request.url())) requests.push(request.url());
      });
      await page.goto(url);
      return { page, troubles, requests, [Symbol.asyncDispose]: () => context.close() };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/** What is no matter of taste: axe finds nothing, and the page does not scroll sideways. */
export async function expectSound(page: Page): Promise<void> {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          where: object,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const found = await axe.run({ exclude: [["iframe"]] }, { iframes: false, preload: false });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
  });
  expect(violations).toEqual([]);
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overhang).toBeLessThanOrEqual(0);
}
