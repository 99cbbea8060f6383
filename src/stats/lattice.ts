/** Relative to the largest value: a remainder below it is none. */
const NOTHING = 1e-9;
/** How far from whole a value may be, counted in steps. */
const NEARLY_WHOLE = 1e-4;

/**
 * Values as whole multiples of the largest step that all of them are multiples of: thirds become 1, 2, -3. Null where
 * there is no such step, or where the multiples add up to more than `most`.
 */
export function findSteps(values: readonly number[], most: number): number[] | null {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let step = largest;
  for (const value of values) {
    step = commonStep(step, Math.abs(value), NOTHING * largest);
    if (largest / step > most) return null;
  }
  const exact = largest / Math.round(largest / step);
  const steps = values.map((value) => value / exact);
  const whole = steps.map(Math.round);
  const isWhole = steps.every((count, index) => Math.abs(count - whole[index]!) < NEARLY_WHOLE);
  return isWhole && whole.reduce((sum, count) => sum + Math.abs(count), 0) <= most ? whole : null;
}

/** Euclid's algorithm; to the nearest multiple, so that a rounding error is a small remainder and not a large one. */
function commonStep(a: number, b: number, nothing: number): number {
  let [larger, smaller] = [a, b];
  while (smaller > nothing)
    [larger, smaller] = [smaller, Math.abs(larger - smaller * Math.round(larger / smaller))];
  return larger;
}
