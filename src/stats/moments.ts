/** What is below this is a rounding error: values that do not vary. */
const NOTHING = 1e-14;

export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Unbiased (divided by n - 1); null for a single value, 0 where nothing varies. */
  readonly variance: number | null;
}

/** Null for no values. Two passes: nothing is lost to cancellation. */
export function momentsOf(values: readonly number[]): Moments | null {
  const n = values.length;
  if (n === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { n, mean, variance: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const variance = squares / (n - 1);
  return { n, mean, variance: variance <= NOTHING * scale * scale ? 0 : variance };
}
