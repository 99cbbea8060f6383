/** The probability of calling a difference real where there is none. */
export const SIGNIFICANCE = 0.05;

/**
 * The fewest tasks with which a paired test can find anything: were every one of n tasks better, chance would still do as
 * much with a probability of 2 / 2ⁿ, in McNemar's exact test and under permutation of signs alike.
 */
export const FEWEST_TASKS = Math.floor(1 - Math.log2(SIGNIFICANCE)) + 1;
