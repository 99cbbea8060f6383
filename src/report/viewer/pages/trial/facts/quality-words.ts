import { formatDuration, formatSize } from "../../../../../core/format.ts";
import type { Quality, QualityMetric } from "../../../../../core/quality.ts";

export interface QualityWord {
  readonly metric: QualityMetric;
  readonly name: string;
  /** What more of it means. */
  readonly note: string;
  readonly format: (value: number) => string;
}

const count = (value: number): string => value.toLocaleString("en-US");

/** Every quality metric in the words of a reader. */
export const QUALITY_WORDS: readonly QualityWord[] = [
  {
    metric: "accessibilityViolations",
    name: "Accessibility rules broken",
    note: "of axe-core; fewer is better",
    format: count,
  },
  { metric: "consoleErrors", name: "Console errors", note: "uncaught exceptions too", format: count },
  { metric: "consoleWarnings", name: "Console warnings", note: "fewer is better", format: count },
  { metric: "failedRequests", name: "Failed requests", note: "fewer is better", format: count },
  { metric: "requests", name: "Requests", note: "of the first page", format: count },
  { metric: "transferBytes", name: "Transferred", note: "as the browser received it", format: formatSize },
  { metric: "domNodes", name: "Elements", note: "of the document", format: count },
  {
    metric: "firstContentfulPaintMs",
    name: "First contentful paint",
    note: "depends on the machine",
    format: formatDuration,
  },
  {
    metric: "largestContentfulPaintMs",
    name: "Largest contentful paint",
    note: "depends on the machine",
    format: formatDuration,
  },
  {
    metric: "cumulativeLayoutShift",
    name: "Layout shift",
    note: "0.1 or less is good",
    format: (value) => value.toFixed(3),
  },
  { metric: "securityHeaders", name: "Security headers", note: "of five; more is better", format: count },
];

export const formatQuality = ({ metric, format }: QualityWord, quality: Quality): string => {
  const value = quality[metric];
  return value === null ? "not measured" : format(value);
};
