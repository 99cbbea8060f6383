import type { Estimate } from "../core/estimate.ts";

/** `72.0 %`. */
export const formatPercent = (share: number | null, digits = 1): string =>
  share === null ? "–" : `${(share * 100).toFixed(digits)} %`;

/** `+3.2`, in points of 100. */
export function formatPoints(share: number | null): string {
  if (share === null) return "–";
  const points = (share * 100).toFixed(1);
  return Number(points) >= 0 ? `+${points.replace("-", "")}` : points;
}

/** `72 % (58–84)`: a figure with its interval; `?` where nothing can be said of how sure it is. */
export function formatEstimate({ value, interval }: Estimate, digits = 0): string {
  if (value === null) return "–";
  const bound = (share: number): string => (share * 100).toFixed(digits);
  const range = interval === null ? "?" : `${bound(interval.lower)}–${bound(interval.upper)}`;
  return `${formatPercent(value, digits)} (${range})`;
}

/** `1 task`, `3 tasks`. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
