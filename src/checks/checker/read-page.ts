import type { Quality } from "../../core/quality.ts";

export type PageReading = Pick<
  Quality,
  "domNodes" | "firstContentfulPaintMs" | "largestContentfulPaintMs" | "cumulativeLayoutShift"
> & { readonly isHtml: boolean };

/**
 * Runs in the page, in a world apart. The layout shift is defined by https://web.dev/articles/cls: the largest sum of a window of
 * shifts that is at most 5 s long and has no gap of 1 s. The browser keeps the first 150 shifts.
 */
export function readPage(): PageReading {
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
  }
  const entriesOf = (type: string): PerformanceEntryList => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type, buffered: true });
    const entries = observer.takeRecords();
    observer.disconnect();
    return entries;
  };
  const round = (value: number, digits: number): number => Number(value.toFixed(digits));
  let worst = 0;
  let sum = 0;
  let firstAt = -Infinity;
  let lastAt = -Infinity;
  for (const { value, hadRecentInput, startTime } of entriesOf("layout-shift") as Shift[]) {
    if (hadRecentInput) continue;
    const continues = startTime - lastAt < 1_000 && startTime - firstAt < 5_000;
    if (!continues) firstAt = startTime;
    sum = continues ? sum + value : value;
    lastAt = startTime;
    worst = Math.max(worst, sum);
  }
  const first = entriesOf("paint").find(({ name }) => name === "first-contentful-paint");
  const largest = entriesOf("largest-contentful-paint").at(-1);
  return {
    isHtml: /^(text\/html|application\/xhtml\+xml)$/.test(document.contentType),
    domNodes: document.querySelectorAll("*").length,
    firstContentfulPaintMs: first === undefined ? null : round(first.startTime, 1),
    largestContentfulPaintMs: largest === undefined ? null : round(largest.startTime, 1),
    cumulativeLayoutShift: round(worst, 4),
  };
}
