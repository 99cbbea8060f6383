import { coinsAtMost } from "./distributions.ts";

/**
 * The exact two-sided p-value of b tasks that only A passed and c that only B passed, one attempt each; 1 where none is.
 * Source: McNemar, Psychometrika 12 (1947) 153-157, with binomial instead of chi-squared tails.
 *
 * @throws RangeError unless both are whole and not negative
 */
export function mcnemarExact(b: number, c: number): number {
  if (!Number.isInteger(b) || !Number.isInteger(c) || b < 0 || c < 0)
    throw new RangeError(`no counts of tasks: ${b} and ${c}`);
  return b === c ? 1 : Math.min(1, 2 * coinsAtMost(Math.min(b, c), b + c));
}
