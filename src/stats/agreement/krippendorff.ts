import { clusterBootstrap } from "../bootstrap.ts";
import type { Interval } from "../interval.ts";

/** What raters said of one unit; those who said nothing are left out. */
export type UnitRatings = readonly string[];

export interface Agreement {
  /** 1: all agree; 0: as chance would have it; below: worse. Null where fewer than two units were rated twice, or all said one thing. */
  readonly alpha: number | null;
  readonly interval: Interval | null;
  /** Units that at least two raters rated. */
  readonly units: number;
}

/**
 * Krippendorff's α for nominal values, with an interval that resamples units.
 * Source: Krippendorff, "Content Analysis" (2004), chapter 11; Hayes and Krippendorff (2007) for resampling.
 */
export function krippendorff(ratings: readonly UnitRatings[], seed: number): Agreement {
  const units = ratings.filter((unit) => unit.length > 1).map(toCounts);
  const interval = clusterBootstrap(units, { statistic: (sample) => alphaOf(sample) ?? Number.NaN, seed });
  return { alpha: units.length < 2 ? null : alphaOf(units), interval, units: units.length };
}

const toCounts = (unit: UnitRatings): Map<string, number> =>
  unit.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map<string, number>());

/** Null where only one value occurs: agreement then says nothing. */
function alphaOf(units: readonly ReadonlyMap<string, number>[]): number | null {
  const totals = new Map<string, number>();
  let [all, observed] = [0, 0];
  for (const counts of units) {
    const size = [...counts.values()].reduce((sum, count) => sum + count, 0);
    let agreeing = 0;
    for (const [value, count] of counts) {
      agreeing += count * (count - 1);
      totals.set(value, (totals.get(value) ?? 0) + count);
    }
    observed += (size * (size - 1) - agreeing) / (size - 1);
    all += size;
  }
  const alike = [...totals.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  const expected = all * (all - 1) - alike;
  return expected === 0 ? null : 1 - ((all - 1) * observed) / expected;
}
