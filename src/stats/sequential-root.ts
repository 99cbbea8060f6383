const ROUNDS = 30;
const CLOSE = 1e-6;

/** Where a nearly straight function is 0, by secants from two guesses. */
export function findRoot(f: (x: number) => number, [first, second]: readonly [number, number]): number {
  let [last, guess] = [first, second];
  let lastMiss = f(last);
  for (let round = 0; round < ROUNDS; round += 1) {
    const miss = f(guess);
    if (Math.abs(miss) < CLOSE || miss === lastMiss) break;
    const better = guess - (miss * (guess - last)) / (miss - lastMiss);
    [last, lastMiss, guess] = [guess, miss, better];
  }
  return guess;
}
