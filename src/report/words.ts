import type { Estimate } from "../core/estimate.ts";

/** `72 % (58–84 %)`: the figure with its interval. */
export function formatEstimate({ value, interval }: Estimate): string {
  if (value === null) return "–";
  const share = percent(value);
  return interval === null
    ? `${share} %`
    : `${share} % (${percent(interval.lower)}–${percent(interval.upper)} %)`;
}

const percent = (share: number): string => (share * 100).toFixed(0);
