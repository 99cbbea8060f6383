/** Count, mean and sum of squared deviations, as Welford's algorithm adds them up one by one. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly squares: number;
}

export const NO_MOMENTS: Moments = { n: 0, mean: 0, squares: 0 };

export function addValue({ n, mean, squares }: Moments, value: number): Moments {
  const next = mean + (value - mean) / (n + 1);
  return { n: n + 1, mean: next, squares: squares + (value - mean) * (value - next) };
}

/** Those of both samples together (Chan, Golub and LeVeque 1979). */
export function addMoments(a: Moments, b: Moments): Moments {
  const n = a.n + b.n;
  if (n === 0) return NO_MOMENTS;
  const distance = b.mean - a.mean;
  return {
    n,
    mean: a.mean + (distance * b.n) / n,
    squares: a.squares + b.squares + (distance * distance * a.n * b.n) / n,
  };
}

/** Unbiased sample variance; null below two values. */
export const varianceOf = ({ n, squares }: Moments): number | null =>
  n < 2 ? null : Math.max(0, squares / (n - 1));
