import cephes from "cephes";

// The library is WebAssembly inside its own file; there is nothing to fetch.
await cephes.compiled;

/** The value below which a standard normal variable stays with probability `p`, 0 < p < 1. Source: cephes `ndtri`. */
export function normalQuantile(p: number): number {
  return cephes.ndtri(p);
}

/** What a two-sided interval of this level puts on both sides, in standard errors: 1.96 for 0.95. */
export function normalCritical(level: number): number {
  return normalQuantile((1 + level) / 2);
}

/** From so many degrees of freedom on, a series is exact to fifteen digits, and quicker. */
const MANY_DEGREES = 1000;

/**
 * As `normalCritical`, of Student's t with `degrees` > 0 degrees of freedom, which need not be whole.
 * Source: t² = df (1 - x) / x where x is the (1 - level) quantile of Beta(df/2, 1/2); for many degrees Abramowitz and
 * Stegun, 26.7.5.
 */
export function studentCritical(level: number, degrees: number): number {
  if (degrees >= MANY_DEGREES) return expandStudent(normalCritical(level), degrees);
  const x = cephes.incbi(degrees / 2, 0.5, 1 - level);
  return Math.sqrt((degrees * (1 - x)) / x);
}

function expandStudent(z: number, degrees: number): number {
  const y = z * z;
  const terms = [
    (z * (y + 1)) / 4,
    (z * ((5 * y + 16) * y + 3)) / 96,
    (z * (((3 * y + 19) * y + 17) * y - 15)) / 384,
    (z * ((((79 * y + 776) * y + 1482) * y - 1920) * y - 945)) / 92160,
  ];
  return terms.reduceRight((sum, term) => (sum + term) / degrees, 0) + z;
}

/** The quantile of Beta(a, b), a and b > 0. */
export function betaQuantile(p: number, a: number, b: number): number {
  return cephes.incbi(a, b, p);
}

/** P(X ≤ k) of n fair coins, 0 ≤ k < n. Source: the incomplete beta function I_{1/2}(n - k, k + 1). */
export function coinsAtMost(k: number, n: number): number {
  return cephes.incbet(n - k, k + 1, 0.5);
}
