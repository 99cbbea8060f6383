/**
 * Holm's adjustment of several p-values, in the input's order: below α after it, a difference is real at a chance of α
 * that any of them is not. Source: S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70.
 */
export function holm(pValues: readonly number[]): number[] {
  const ascending = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = pValues.slice();
  let least = 0;
  for (const [rank, { p, index }] of ascending.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = least;
  }
  return adjusted;
}
