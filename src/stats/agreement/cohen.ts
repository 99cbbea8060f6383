import { clusterBootstrap } from "../bootstrap.ts";
import type { Interval } from "../interval.ts";

/** What two raters said of one thing. */
export type BothSaid = readonly [one: string, other: string];

export interface Kappa {
  /** 1: they agree; 0: as chance would have it; below: worse. Null for fewer than two things, or where both said one thing always. */
  readonly kappa: number | null;
  readonly interval: Interval | null;
}

/**
 * Cohen's κ of two raters, with an interval that resamples things.
 * Source: Cohen, "A coefficient of agreement for nominal scales" (1960).
 */
export function cohen(said: readonly BothSaid[], seed: number): Kappa {
  if (said.length < 2) return { kappa: null, interval: null };
  const interval = clusterBootstrap(said, { statistic: (sample) => kappaOf(sample) ?? Number.NaN, seed });
  return { kappa: kappaOf(said), interval };
}

function kappaOf(said: readonly BothSaid[]): number | null {
  const totals = new Map<string, { one: number; other: number }>();
  const totalOf = (value: string) => {
    const total = totals.get(value) ?? { one: 0, other: 0 };
    totals.set(value, total);
    return total;
  };
  let agreed = 0;
  for (const [one, other] of said) {
    totalOf(one).one += 1;
    totalOf(other).other += 1;
    if (one === other) agreed += 1;
  }
  const n = said.length;
  const expected = [...totals.values()].reduce((sum, { one, other }) => sum + one * other, 0) / n ** 2;
  return expected === 1 ? null : (agreed / n - expected) / (1 - expected);
}
