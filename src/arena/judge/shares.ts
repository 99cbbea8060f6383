import type { Rate } from "../../core/judgement.ts";
import { wilson } from "../../stats/rates.ts";

/** The share of values that are counted. */
export const shareOf = <Value>(values: readonly Value[], isCounted: (value: Value) => boolean): Rate =>
  toRate(values.filter(isCounted).length, values.length);

/** With Wilson's interval. @param count need not be whole */
export const toRate = (count: number, of: number): Rate => ({
  value: of === 0 ? null : count / of,
  count,
  of,
  interval: of === 0 ? null : wilson(count, of),
});
