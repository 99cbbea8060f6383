const FIRST_MS = 1_000;
const MOST_MS = 20_000;

/** How long to wait after so many requests in a row without an answer: twice as long each time, to a bound. @param failures from 1 */
export const backOffMs = (failures: number): number =>
  Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
