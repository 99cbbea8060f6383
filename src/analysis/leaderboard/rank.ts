import type { Estimate } from "../../core/estimate.ts";

/**
 * 1 and the number of those whose interval lies above one's own wholly: a rank is lost only to what is better for sure.
 * Null where nothing can be said of how sure a figure is; such a one takes no rank from others.
 */
export function rankByInterval(estimates: readonly Estimate[]): (number | null)[] {
  const lowers = Float64Array.from(
    estimates.flatMap(({ interval }) => (interval === null ? [] : [interval.lower])),
  );
  lowers.sort();
  return estimates.map(({ interval }) =>
    interval === null ? null : 1 + lowers.length - countUpTo(lowers, interval.upper),
  );
}

/** How many of the sorted values are not above the bound. */
function countUpTo(sorted: Float64Array, bound: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! <= bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
