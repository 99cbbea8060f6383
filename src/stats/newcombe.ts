import { DEFAULT_LEVEL, type Interval } from "./interval.ts";
import { wilson } from "./rates.ts";

/** Numbers of tasks, one attempt each on both sides. */
export interface PairedCounts {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

/**
 * Newcombe's interval of the difference b - a of two paired rates: Wilson's of each, joined with their correlation,
 * which is corrected for continuity. Never of zero width.
 * Source: Newcombe, Statistics in Medicine 17 (1998) 2635-2650, method 10.
 *
 * @throws RangeError for no tasks
 */
export function newcombePaired(counts: PairedCounts, level: number = DEFAULT_LEVEL): Interval {
  const { both, onlyA, onlyB, neither } = counts;
  const n = both + onlyA + onlyB + neither;
  const [passedA, passedB] = [both + onlyA, both + onlyB];
  const [a, b] = [passedA / n, passedB / n];
  const [ofA, ofB] = [wilson(passedA, n, level), wilson(passedB, n, level)];
  const correlation = correlate(counts, n);
  const join = (x: number, y: number): number => Math.sqrt(x * x - 2 * correlation * x * y + y * y);
  return {
    lower: b - a - join(b - ofB.lower, ofA.upper - a),
    upper: b - a + join(ofB.upper - b, a - ofA.lower),
    level,
    method: "newcombe-paired",
  };
}

function correlate({ both, onlyA, onlyB, neither }: PairedCounts, n: number): number {
  const product = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  if (product === 0) return 0;
  const excess = both * neither - onlyA * onlyB;
  return (excess > 0 ? Math.max(0, excess - n / 2) : excess) / Math.sqrt(product);
}
