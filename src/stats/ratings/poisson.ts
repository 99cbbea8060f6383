/** From this mean on, rejection is quicker than counting. */
const MANY = 10;

/**
 * A number of events whose mean is `mean`, 0 or more.
 * Source: below 10 inversion by products; from there PTRS of Hörmann, "The transformed rejection method for generating Poisson random
 * variables" (1993).
 */
export function drawPoisson(mean: number, random: () => number): number {
  if (mean < MANY) {
    const end = Math.exp(-mean);
    let count = 0;
    for (let product = random(); product > end; product *= random()) count += 1;
    return count;
  }
  const root = Math.sqrt(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const easy = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= easy) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const bound = count * Math.log(mean) - mean - logFactorial(count);
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= bound) return count;
  }
}

/** log n!. Source: Stirling's series, exact to twelve digits from ten on; a product below. */
function logFactorial(n: number): number {
  if (n < 10) {
    let product = 1;
    for (let factor = 2; factor <= n; factor += 1) product *= factor;
    return Math.log(product);
  }
  const x = n + 1;
  return (
    (x - 0.5) * Math.log(x) -
    x +
    Math.log(2 * Math.PI) / 2 +
    1 / (12 * x) -
    1 / (360 * x ** 3) +
    1 / (1260 * x ** 5)
  );
}
