import { describe, expect, it } from "vitest";
import { normalCritical } from "../../../src/stats/distributions.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { bootstrapStrengths } from "../../../src/stats/ratings/bootstrap-strengths.ts";
import { findComponents } from "../../../src/stats/ratings/components.ts";
import { covarianceOf, fitStrengths } from "../../../src/stats/ratings/fit.ts";
import { type Game, tabulate } from "../../../src/stats/ratings/games.ts";
import { POINTS, toRatings } from "../../../src/stats/ratings/scale.ts";

const times = (count: number, game: Game): Game[] => Array.from({ length: count }, () => game);

/** Games won of A, B, C and D against each other. Source: the example of Wikipedia's article on the Bradley-Terry model. */
const WINS = [
  [0, 2, 0, 1],
  [3, 0, 5, 0],
  [0, 3, 0, 1],
  [4, 0, 3, 0],
];
const KNOWN = WINS.flatMap((row, a) => row.flatMap((count, b) => times(count, { a, b, result: 1 })));

describe("the known vector", () => {
  const table = tabulate(KNOWN, 4);
  const fit = fitStrengths(table);

  it("is reproduced to three decimals", () => {
    expect(Array.from(fit.strengths, (value) => Math.exp(value).toFixed(3))).toEqual([
      "0.640",
      "1.043",
      "0.660",
      "2.270",
    ]);
    expect(fit.steps).toBeLessThan(8);
  });

  it("does not depend on who stood first, nor on the order of votes", () => {
    const swapped = KNOWN.toReversed().map(({ a, b, result }) => ({ a: b, b: a, result: 1 - result }));
    expect(fitStrengths(tabulate(swapped, 4)).strengths).toEqual(fit.strengths);
  });

  it("lies at 1000 on the mean, or where an anchor puts it", () => {
    const covariance = covarianceOf(table, fit);
    const ratings = toRatings(fit.strengths, covariance, { gauge: { kind: "mean" } });
    expect(ratings.reduce((sum, { rating }) => sum + rating, 0) / 4).toBeCloseTo(1000, 9);
    const anchored = toRatings(fit.strengths, covariance, {
      gauge: { kind: "anchor", model: 3, rating: 1541 },
    });
    expect(anchored[3]).toEqual({ rating: 1541, variance: 0, lower: 1541, upper: 1541 });
    expect(anchored[0]!.rating - anchored[3]!.rating).toBeCloseTo(ratings[0]!.rating - ratings[3]!.rating, 9);
    expect(anchored[0]!.variance).toBeGreaterThan(0);
  });
});

it("gives the published chances for differences in points", () => {
  const chance = (points: number): number => 1 / (1 + Math.exp(-points / POINTS));
  expect([10, 50, 100, 200].map((points) => (100 * chance(points)).toFixed(1))).toEqual([
    "51.4",
    "57.1",
    "64.0",
    "76.0",
  ]);
});

function simulate(strengths: readonly number[], games: number, random: () => number, side = 0): Game[] {
  return Array.from({ length: games }, () => {
    const a = Math.floor(random() * strengths.length);
    const b = (a + 1 + Math.floor(random() * (strengths.length - 1))) % strengths.length;
    const p = 1 / (1 + Math.exp(-(strengths[a]! - strengths[b]! + side)));
    const isTie = random() < 0.15;
    const result = isTie ? 0.5 : random() < p ? 1 : 0;
    return side === 0 ? { a, b, result } : { a, b, result, covariates: [1] };
  });
}

describe("intervals", () => {
  const truth = [-0.9, -0.4, -0.1, 0.2, 0.4, 0.8];

  it("hold the true strength as often as they say", () => {
    const random = createRandom(20261129);
    const critical = normalCritical(0.95);
    let [held, all] = [0, 0];
    for (let round = 0; round < 400; round += 1) {
      const table = tabulate(simulate(truth, 600, random), truth.length);
      const fit = fitStrengths(table);
      const covariance = covarianceOf(table, fit);
      // Ties halve differences of strength on average; pairs are compared with what the model tends to.
      const limit = limitOf(truth);
      for (const [i, value] of fit.strengths.entries()) {
        const error = Math.sqrt(covariance[i * truth.length + i]!);
        if (Math.abs(value - limit[i]!) <= critical * error) held += 1;
        all += 1;
      }
    }
    expect(held / all).toBeGreaterThan(0.93);
    expect(held / all).toBeLessThan(0.97);
  });

  it("of the sandwich and of the bootstrap agree within a tenth", () => {
    const random = createRandom(7);
    const table = tabulate(simulate(truth, 5_000, random), truth.length);
    const fit = fitStrengths(table);
    const covariance = covarianceOf(table, fit);
    const { draws, lost } = bootstrapStrengths(table, fit, { seed: 1, replicates: 2_000 });
    expect(lost).toBe(0);
    for (const i of truth.keys()) {
      const values = draws.map((draw) => draw[i]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(
        values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
      );
      expect(spread / Math.sqrt(covariance[i * truth.length + i]!)).toBeGreaterThan(0.9);
      expect(spread / Math.sqrt(covariance[i * truth.length + i]!)).toBeLessThan(1.1);
    }
  });
});

/** What the strengths tend to where 15 % of votes are ties that say nothing: each pair's mean result, fitted exactly. */
function limitOf(truth: readonly number[]): Float64Array {
  const games = truth.flatMap((x, a) =>
    truth.flatMap((y, b) => (a === b ? [] : [{ a, b, result: 0.075 + 0.85 / (1 + Math.exp(y - x)) }])),
  );
  return fitStrengths(tabulate(games, truth.length)).strengths;
}

it("finds what the side adds, beside the strengths", () => {
  const table = tabulate(simulate([0, 0.5, -0.5, 0.2], 20_000, createRandom(3), 0.4), 4);
  const { effects } = fitStrengths(table);
  expect(effects[0]).toBeGreaterThan(0.25);
  expect(effects[0]).toBeLessThan(0.45);
  const penalised = fitStrengths(table, { ridge: 1e6 });
  expect(Math.abs(penalised.effects[0]!)).toBeLessThan(0.01);
});

describe("models that cannot be rated", () => {
  it("are told, each with its reason", () => {
    const games: Game[] = [
      ...times(3, { a: 0, b: 1, result: 1 }),
      ...times(2, { a: 1, b: 0, result: 1 }),
      { a: 2, b: 0, result: 1 },
      { a: 1, b: 3, result: 1 },
      { a: 4, b: 5, result: 0.5 },
    ];
    const { rated, unrated } = findComponents(tabulate(games, 7));
    expect(rated).toEqual([0, 1]);
    expect(Object.fromEntries(unrated)).toEqual({
      2: "never-lost",
      3: "never-won",
      4: "apart",
      5: "apart",
      6: "never-compared",
    });
  });

  it("are all of them where nobody ever lost and won", () => {
    expect(findComponents(tabulate([{ a: 0, b: 1, result: 1 }], 2)).rated).toEqual([]);
    expect(findComponents(tabulate([], 2)).unrated.size).toBe(2);
  });
});

it("refuses a vote that is none", () => {
  expect(() => tabulate([{ a: 1, b: 1, result: 1 }], 2)).toThrow("does not play itself");
  expect(() => tabulate([{ a: 0, b: 1, result: Number.NaN }], 2)).toThrow("no result");
});
