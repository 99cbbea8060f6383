/**
 * How long ratings take: fit and intervals, and bootstraps, of as many votes as public arenas have; beside plain gradient descent on the
 * same rows in the same run. Prints times and ratios.
 */
import { createRandom } from "../src/stats/random.ts";
import { bootstrapStrengths } from "../src/stats/ratings/bootstrap-strengths.ts";
import { covarianceOf, fitStrengths } from "../src/stats/ratings/fit.ts";
import { type Game, type GameTable, tabulate } from "../src/stats/ratings/games.ts";
import { toRatings } from "../src/stats/ratings/scale.ts";

const TIE_SHARE = 0.2;
const BOOTSTRAPS = 1_000;

function simulate(votes: number, models: number): Game[] {
  const random = createRandom(1);
  const strengths = Array.from({ length: models }, () => 3 * (random() - 0.5));
  return Array.from({ length: votes }, () => {
    const a = Math.floor(random() * models);
    const b = (a + 1 + Math.floor(random() * (models - 1))) % models;
    const isTie = random() < TIE_SHARE;
    const p = 1 / (1 + Math.exp(strengths[b]! - strengths[a]!));
    return { a, b, result: isTie ? 0.5 : random() < p ? 1 : 0 };
  });
}

function time<Result>(work: () => Result): { readonly result: Result; readonly ms: number } {
  const from = performance.now();
  const result = work();
  return { result, ms: performance.now() - from };
}

/** Gradient ascent with a fixed step, until no strength is off by more than a hundredth of a point's odds. */
function descend({ models, a, b, result, count }: GameTable, goal: Float64Array): number {
  const most = Array.from({ length: models }, () => 0);
  for (let row = 0; row < a.length; row += 1) {
    most[a[row]!] = most[a[row]!]! + count[row]!;
    most[b[row]!] = most[b[row]!]! + count[row]!;
  }
  const step = 2 / Math.max(...most);
  const at = new Float64Array(models);
  for (let steps = 1; ; steps += 1) {
    const gradient = new Float64Array(models);
    for (let row = 0; row < a.length; row += 1) {
      const [i, j] = [a[row]!, b[row]!];
      const surplus = count[row]! * (result[row]! - 1 / (1 + Math.exp(at[j]! - at[i]!)));
      gradient[i] = gradient[i]! + surplus;
      gradient[j] = gradient[j]! - surplus;
    }
    for (let i = 0; i < models; i += 1) at[i] = at[i]! + step * gradient[i]!;
    if (at.every((value, i) => Math.abs(value - goal[i]!) < 1e-5)) return steps;
  }
}

function measure(votes: number, models: number, { bootstraps }: { readonly bootstraps: boolean }): void {
  const games = simulate(votes, models);
  const grouped = time(() => tabulate(games, models));
  const table = grouped.result;
  const fitted = time(() => {
    const fit = fitStrengths(table);
    return { fit, ratings: toRatings(fit.strengths, covarianceOf(table, fit), { gauge: { kind: "mean" } }) };
  });
  const { fit } = fitted.result;
  const plain = time(() => descend(table, fit.strengths));
  const line = (what: string, ms: number, more = "") =>
    console.log(`${what.padEnd(44)}${ms.toFixed(0).padStart(8)} ms${more}`);
  console.log(
    `${votes.toLocaleString("en")} votes of ${models} models: ${table.a.length.toLocaleString("en")} unlike rows`,
  );
  line("  grouping votes", grouped.ms);
  line(`  fit (${fit.steps} steps) and intervals`, fitted.ms);
  line(
    `  gradient descent (${plain.result} steps), no intervals`,
    plain.ms,
    `   ${(plain.ms / fitted.ms).toFixed(1)} times as long`,
  );
  if (!bootstraps) return;
  const drawn = time(() => bootstrapStrengths(table, fit, { seed: 1, replicates: BOOTSTRAPS }));
  line(`  ${BOOTSTRAPS.toLocaleString("en")} bootstraps`, drawn.ms);
}

measure(135_634, 53, { bootstraps: true });
measure(1_000_000, 500, { bootstraps: false });
