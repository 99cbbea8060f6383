import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/stats/random.ts";
import { covarianceOf, fitStrengths, inverseInformation } from "../../../src/stats/ratings/fit.ts";
import { type Game, tabulate } from "../../../src/stats/ratings/games.ts";
import { findFragility } from "../../../src/stats/ratings/influence.ts";
import { drawPoisson } from "../../../src/stats/ratings/poisson.ts";
import { rankByInterval, rankSimultaneously } from "../../../src/stats/ratings/ranks.ts";

const times = (count: number, game: Game): Game[] => Array.from({ length: count }, () => game);

describe("ranks", () => {
  it("are one more than the models that are better for sure", () => {
    const intervals = [
      { lower: 1100, upper: 1200 },
      { lower: 1050, upper: 1150 },
      { lower: 900, upper: 1099 },
      { lower: 800, upper: 850 },
    ];
    expect(rankByInterval(intervals)).toEqual([1, 1, 2, 4]);
  });

  it("of all models together are wider than each by itself, and narrow with the votes", () => {
    const games = (count: number): Game[] =>
      [0, 1, 2].flatMap((a) =>
        [0, 1, 2]
          .filter((b) => b !== a)
          .flatMap((b) => times(Math.round(count / (1 + Math.exp(0.6 * (a - b)))), { a, b, result: 1 })),
      );
    const rangesOf = (count: number) => {
      const table = tabulate(games(count), 3);
      const fit = fitStrengths(table);
      return rankSimultaneously(fit.strengths, covarianceOf(table, fit), { seed: 1 });
    };
    expect(rangesOf(5)).toEqual([
      { best: 1, worst: 3 },
      { best: 1, worst: 3 },
      { best: 1, worst: 3 },
    ]);
    expect(rangesOf(1000)).toEqual([
      { best: 1, worst: 1 },
      { best: 2, worst: 2 },
      { best: 3, worst: 3 },
    ]);
    expect(rangesOf(40)).toEqual(rangesOf(40));
  });

  it("hold the true ones together as often as they say", () => {
    const truth = [0, 0, 0, 0.5];
    const random = createRandom(11);
    let held = 0;
    const rounds = 300;
    for (let round = 0; round < rounds; round += 1) {
      const games = Array.from({ length: 400 }, (): Game => {
        const a = Math.floor(random() * 4);
        const b = (a + 1 + Math.floor(random() * 3)) % 4;
        return { a, b, result: random() < 1 / (1 + Math.exp(truth[b]! - truth[a]!)) ? 1 : 0 };
      });
      const table = tabulate(games, 4);
      const fit = fitStrengths(table);
      const ranges = rankSimultaneously(fit.strengths, covarianceOf(table, fit), { seed: round });
      const wrong =
        ranges.slice(0, 3).some(({ best, worst }) => best > 2 || worst < 4) || ranges[3]!.best > 1;
      if (!wrong) held += 1;
    }
    expect(held / rounds).toBeGreaterThan(0.92);
  });
});

describe("the votes that the first place hangs on", () => {
  const find = (games: Game[], most = 50) => {
    const table = tabulate(games, 3);
    const fit = fitStrengths(table);
    const found = findFragility(table, fit, { inverse: inverseInformation(table, fit), most });
    return found === null ? null : { votes: found.votes, first: found.first };
  };

  it("are found, and taking them away is tried", () => {
    const close = [
      ...times(51, { a: 0, b: 1, result: 1 }),
      ...times(50, { a: 1, b: 0, result: 1 }),
      ...times(60, { a: 0, b: 2, result: 1 }),
      ...times(40, { a: 2, b: 0, result: 1 }),
      ...times(60, { a: 1, b: 2, result: 1 }),
      ...times(40, { a: 2, b: 1, result: 1 }),
    ];
    expect(find(close)).toEqual({ votes: 2, first: 1 });
  });

  it("are too many where the first is first by far", () => {
    const far = [
      ...times(900, { a: 0, b: 1, result: 1 }),
      ...times(100, { a: 1, b: 0, result: 1 }),
      ...times(50, { a: 1, b: 2, result: 1 }),
      ...times(50, { a: 2, b: 1, result: 1 }),
    ];
    expect(find(far)).toBeNull();
  });

  it("may be the only ones that join the first to the others", () => {
    const thin = [
      ...times(2, { a: 0, b: 1, result: 1 }),
      { a: 1, b: 0, result: 1 },
      ...times(9, { a: 1, b: 2, result: 1 }),
      ...times(9, { a: 2, b: 1, result: 1 }),
    ];
    expect(find(thin)).toEqual({ votes: 2, first: null });
  });
});

it("draws events with the mean and the spread that it was asked for", () => {
  const random = createRandom(5);
  for (const mean of [0, 0.3, 4, 9.9, 10, 37, 1200]) {
    const draws = Array.from({ length: 20_000 }, () => drawPoisson(mean, random));
    const average = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - average) ** 2, 0) / draws.length;
    expect(Math.abs(average - mean)).toBeLessThanOrEqual(5 * Math.sqrt(mean / draws.length));
    expect(Math.abs(variance - mean)).toBeLessThanOrEqual(0.06 * mean);
  }
});
