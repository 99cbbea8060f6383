import type { Page, Request } from "playwright";
import type { Quality } from "../../core/quality.ts";
import { isBrowserRemark, wasGivenUp } from "./page-session.ts";

type PageCounts = Pick<
  Quality,
  "consoleErrors" | "consoleWarnings" | "failedRequests" | "requests" | "transferBytes"
>;

/** Counts from now on what the browser tells of one page; its popups are not it. The result is what was counted up to now. */
export function countPage(page: Page): () => Promise<PageCounts> {
  let consoleErrors = 0;
  let consoleWarnings = 0;
  let requests = 0;
  const failed = new Set<Request>();
  const sizes: Promise<number>[] = [];
  page.on("console", (message) => {
    const type = message.type();
    if (type === "warning") consoleWarnings += 1;
    else if (type === "error" && !isBrowserRemark(message.text())) consoleErrors += 1;
  });
  page.on("pageerror", () => {
    consoleErrors += 1;
  });
  page.on("request", () => {
    requests += 1;
  });
  page.on("response", (response) => {
    if (response.status() >= 400) failed.add(response.request());
  });
  page.on("requestfailed", (request) => {
    if (!wasGivenUp(request)) failed.add(request);
  });
  page.on("requestfinished", (request) => {
    sizes.push(
      request.sizes().then(
        ({ responseBodySize }) => Math.max(0, responseBodySize),
        () => 0,
      ),
    );
  });
  return async () => {
    const counts = { consoleErrors, consoleWarnings, failedRequests: failed.size, requests };
    const known = await Promise.all(sizes);
    return { ...counts, transferBytes: known.reduce((sum, size) => sum + size, 0) };
  };
}
