/**
 * The chance that at least one of k attempts passes, from c passed of n: 1 - C(n-c, k) / C(n, k). Null where n < k.
 * Source: Chen et al., "Evaluating Large Language Models Trained on Code" (2021), equation 1, in its stable form.
 *
 * @throws RangeError unless all are whole, 0 ≤ c ≤ n and k ≥ 1
 */
export function passAtK(n: number, c: number, k: number): number | null {
  return n < checked(n, c, k) ? null : 1 - shareOfDraws(n, n - c, k);
}

/**
 * The chance that each of k attempts passes, from c passed of n: C(c, k) / C(n, k). Null where n < k.
 * Source: Yao et al., "τ-bench" (2024), pass^k.
 *
 * @throws RangeError as passAtK
 */
export function passHatK(n: number, c: number, k: number): number | null {
  return n < checked(n, c, k) ? null : shareOfDraws(n, c, k);
}

/** C(some, k) / C(n, k): the share of draws of k out of n that lie all among `some`. */
function shareOfDraws(n: number, some: number, k: number): number {
  let share = 1;
  for (let drawn = 0; drawn < k; drawn += 1) share *= Math.max(0, some - drawn) / (n - drawn);
  return share;
}

function checked(n: number, c: number, k: number): number {
  const areCounts = [n, c, k].every((value) => Number.isInteger(value));
  if (!areCounts || c < 0 || c > n || k < 1) throw new RangeError(`no attempts: ${c} of ${n}, k = ${k}`);
  return k;
}
