import Table from "cli-table3";
import { createRandom } from "../src/stats/random.ts";
import { bootstrapStrengths } from "../src/stats/ratings/bootstrap-strengths.ts";
import { covarianceOf, fitStrengths } from "../src/stats/ratings/fit.ts";
import { type Game, type GameTable, tabulate } from "../src/stats/ratings/games.ts";
import { POINTS, toRatings } from "../src/stats/ratings/scale.ts";

/*
 * How long ratings take of as many votes as public arenas have: grouping equal votes, the fit, its intervals, bootstraps; against plain
 * gradient descent on the same rows in the same run, which gives no intervals. Popular models meet up to a hundred times as often as others do.
 * Usage: npm run bench:ratings
 */
const TIE_SHARE = 0.2;
const BOOTSTRAPS = 1_000;
/** How much more often the most popular model is shown than the least. */
const POPULARITY = 10;
/** Descent ends where no rating is further than that from the maximum, which it is told. */
const CLOSE_POINTS = 0.01;
/** The median of so many counts; the first one, while the code is still being compiled, is none of them. */
const REPEATS = 5;

interface Case {
  readonly votes: number;
  readonly models: number;
  readonly fitTargetMs: number;
  /** Null: none are drawn. */
  readonly bootstrapTargetMs: number | null;
}

const CASES: readonly Case[] = [
  { votes: 135_634, models: 53, fitTargetMs: 100, bootstrapTargetMs: 3_000 },
  { votes: 1_000_000, models: 500, fitTargetMs: 2_000, bootstrapTargetMs: null },
];

for (const one of CASES) process.stdout.write(`${measure(one)}\n`);

function measure({ votes, models, fitTargetMs, bootstrapTargetMs }: Case): string {
  const games = simulate(votes, models);
  const grouped = time(() => tabulate(games, models));
  const table = grouped.result;
  const fitted = time(() => fitStrengths(table));
  const fit = fitted.result;
  const ranged = time(() => toRatings(fit.strengths, covarianceOf(table, fit), { gauge: { kind: "mean" } }));
  const plain = time(() => descend(table, fit.strengths), 1);
  const rows: Row[] = [
    { what: "grouping votes", ms: grouped.ms },
    { what: `fit, ${fit.steps} steps`, ms: fitted.ms },
    { what: "intervals", ms: ranged.ms },
    { what: "fit and intervals", ms: fitted.ms + ranged.ms, targetMs: fitTargetMs },
    { what: `gradient descent, ${plain.result.toLocaleString("en")} steps, no intervals`, ms: plain.ms },
  ];
  if (bootstrapTargetMs !== null) {
    const drawn = time(() => bootstrapStrengths(table, fit, { seed: 1, replicates: BOOTSTRAPS }), 1);
    const what = `${BOOTSTRAPS.toLocaleString("en")} bootstraps`;
    rows.push({ what, ms: drawn.ms, targetMs: bootstrapTargetMs, times: BOOTSTRAPS });
  }
  const pairs = countPairs(table);
  return [
    `${votes.toLocaleString("en")} votes of ${models} models: ${table.a.length.toLocaleString("en")} unlike rows, a pair has ${Math.min(...pairs)} to ${Math.max(...pairs)} votes`,
    render(rows, plain.ms),
  ].join("\n");
}

/** Models meet by the product of their popularities, which rise from 1 to 10 in equal steps of their logarithm. */
function simulate(votes: number, models: number): Game[] {
  const random = createRandom(1);
  const strengths = Array.from({ length: models }, () => 3 * (random() - 0.5));
  const sums = new Float64Array(models);
  for (let model = 0; model < models; model += 1)
    sums[model] = (sums[model - 1] ?? 0) + POPULARITY ** (model / (models - 1));
  const draw = (): number => findPlace(sums, random() * sums.at(-1)!);
  return Array.from({ length: votes }, () => {
    const a = draw();
    let b = draw();
    while (b === a) b = draw();
    const isTie = random() < TIE_SHARE;
    const p = 1 / (1 + Math.exp(strengths[b]! - strengths[a]!));
    return { a, b, result: isTie ? 0.5 : random() < p ? 1 : 0 };
  });
}

/** The first place whose sum is above the value. */
function findPlace(sums: Float64Array, value: number): number {
  let [from, to] = [0, sums.length - 1];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sums[middle]! > value) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** @param repeats 1: what takes long is counted once, and not warmed up */
function time<Result>(
  work: () => Result,
  repeats = REPEATS,
): { readonly result: Result; readonly ms: number } {
  let result = repeats === 1 ? undefined : work();
  const times = Array.from({ length: repeats }, () => {
    const from = performance.now();
    result = work();
    return performance.now() - from;
  });
  return { result: result!, ms: times.toSorted((a, b) => a - b)[Math.floor(repeats / 2)]! };
}

/** Steps of gradient ascent with the largest fixed step that cannot diverge: 2 / the most votes of a model. */
function descend({ models, a, b, result, count }: GameTable, goal: Float64Array): number {
  const most = new Float64Array(models);
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
    if (at.every((value, i) => Math.abs(value - goal[i]!) * POINTS < CLOSE_POINTS)) return steps;
  }
}

/** Votes of each pair that met. */
function countPairs({ models, a, b, count }: GameTable): number[] {
  const pairs = new Map<number, number>();
  for (let row = 0; row < a.length; row += 1) {
    const key = a[row]! * models + b[row]!;
    pairs.set(key, (pairs.get(key) ?? 0) + count[row]!);
  }
  return [...pairs.values()];
}

interface Row {
  readonly what: string;
  readonly ms: number;
  readonly targetMs?: number;
  /** How many descents it stands against; 1 if silent. */
  readonly times?: number;
}

function render(rows: readonly Row[], baselineMs: number): string {
  const table = new Table({
    head: ["", "time", "target", "", "as many descents take"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "left", "right"],
  });
  for (const { what, ms, targetMs, times = 1 } of rows)
    table.push([
      what,
      `${ms.toFixed(0)} ms`,
      targetMs === undefined ? "" : `${targetMs.toLocaleString("en")} ms`,
      targetMs === undefined ? "" : ms <= targetMs ? "met" : "missed",
      `${((baselineMs * times) / ms).toFixed(1)} times as long`,
    ]);
  return table.toString();
}
