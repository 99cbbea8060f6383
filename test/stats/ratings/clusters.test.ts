import { describe, expect, it } from "vitest";
import { normalCritical, normalQuantile, studentCritical } from "../../../src/stats/distributions.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { bootstrapStrengths } from "../../../src/stats/ratings/bootstrap-strengths.ts";
import { countClusters } from "../../../src/stats/ratings/clusters.ts";
import { covarianceOf, fitStrengths } from "../../../src/stats/ratings/fit.ts";
import { type Game, tabulate } from "../../../src/stats/ratings/games.ts";
import { toRatings } from "../../../src/stats/ratings/scale.ts";
import { degreesOf } from "../../../src/stats/ratings/scores.ts";

interface Arena {
  readonly truth: readonly number[];
  readonly tasks: number;
  /** On each pair of apps. */
  readonly votes: number;
  /** Standard deviation of what a pair of apps adds to the difference of its models. */
  readonly spread: number;
  /** Of what one app adds to its model in all of its battles; 0 if silent. */
  readonly appSpread?: number;
  readonly by?: "pair" | "task";
}

/** Every two models meet on every task, with apps that may be better or worse than their models are. */
function simulate(
  { truth, tasks, votes, spread, appSpread = 0, by = "pair" }: Arena,
  random: () => number,
): Game[] {
  return Array.from({ length: tasks }, (_, task) => {
    const apps = truth.map((value) => value + appSpread * normalQuantile(random()));
    return pairsOf(truth).map(({ a, b }) => {
      const p = 1 / (1 + Math.exp(-(apps[a]! - apps[b]! + spread * normalQuantile(random()))));
      const cluster = by === "task" ? String(task) : `${task} ${a} ${b}`;
      return Array.from({ length: votes }, (): Game => ({ a, b, result: random() < p ? 1 : 0, cluster }));
    });
  }).flat(2);
}

const pairsOf = (truth: readonly number[]) =>
  truth.flatMap((_, a) => truth.slice(0, a).map((_, b) => ({ a, b })));

/** What strengths tend to: each pair's result over all apps, fitted exactly. */
function limitOf({ truth, spread, appSpread = 0 }: Arena): Float64Array {
  const all = Math.hypot(spread, appSpread * Math.SQRT2);
  const shares = Array.from({ length: 2_000 }, (_, index) => normalQuantile((index + 0.5) / 2_000));
  const games = pairsOf(truth).map(({ a, b }) => {
    const chances = shares.map((z) => 1 / (1 + Math.exp(truth[b]! - truth[a]! - all * z)));
    return { a, b, result: chances.reduce((sum, p) => sum + p, 0) / shares.length };
  });
  return fitStrengths(tabulate(games, truth.length)).strengths;
}

/** Of all ranges, how many hold what the strengths tend to. */
function measureCoverage(arena: Arena, rounds = 300) {
  const random = createRandom(20261129);
  const limit = limitOf(arena);
  const models = arena.truth.length;
  let [clustered, plain] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const table = tabulate(simulate(arena, random), models);
    const fit = fitStrengths(table);
    const robust = covarianceOf(table, fit);
    const naive = covarianceOf({ ...table, clusters: null }, fit);
    const critical = studentCritical(0.95, degreesOf(table.clusters!, table));
    for (const [i, value] of fit.strengths.entries()) {
      const error = Math.abs(value - limit[i]!);
      const at = i * models + i;
      if (error <= critical * Math.sqrt(robust[at]!)) clustered += 1;
      if (error <= normalCritical(0.95) * Math.sqrt(naive[at]!)) plain += 1;
    }
  }
  return { clustered: clustered / (rounds * models), plain: plain / (rounds * models) };
}

const SIX = [-0.9, -0.4, -0.1, 0.2, 0.4, 0.8];

describe("ranges of votes that depend on each other", () => {
  it("hold the true strength as often as they say, where plain ones do not", () => {
    const { clustered, plain } = measureCoverage({ truth: SIX, tasks: 20, votes: 8, spread: 2 });
    expect(clustered).toBeGreaterThan(0.93);
    expect(clustered).toBeLessThan(0.97);
    expect(plain).toBeLessThan(0.8);
  });

  it("are as good as plain ones where votes are independent after all", () => {
    const { clustered, plain } = measureCoverage({ truth: SIX, tasks: 20, votes: 8, spread: 0 });
    for (const held of [clustered, plain]) {
      expect(held).toBeGreaterThan(0.93);
      expect(held).toBeLessThan(0.97);
    }
  });

  it("still hold it on two tasks, though the fit hides a third of how clusters differ", () => {
    const arena = { truth: [-0.5, 0, 0.4], tasks: 2, votes: 20, spread: 1 };
    const { clustered, plain } = measureCoverage(arena, 1_000);
    expect(clustered).toBeGreaterThan(0.92);
    expect(clustered).toBeLessThan(0.97);
    expect(plain).toBeLessThan(0.75);
  });

  it("take whole tasks for clusters where one app is good or bad in all of its battles", () => {
    const arena = { truth: SIX, tasks: 20, votes: 8, spread: 0, appSpread: 1 };
    const { clustered, plain } = measureCoverage({ ...arena, by: "task" });
    expect(clustered).toBeGreaterThan(0.93);
    expect(clustered).toBeLessThan(0.98);
    expect(plain).toBeLessThan(0.6);
    expect(measureCoverage({ ...arena, by: "pair" }).clustered).toBeLessThan(0.9);
  });

  it("agree with the bootstrap of whole clusters within a tenth", () => {
    const arena = { truth: [-0.5, 0, 0.4], tasks: 100, votes: 10, spread: 1.5 };
    const table = tabulate(simulate(arena, createRandom(3)), 3);
    const fit = fitStrengths(table);
    const covariance = covarianceOf(table, fit);
    const { draws, lost } = bootstrapStrengths(table, fit, { seed: 1, replicates: 2_000 });
    expect(lost).toBe(0);
    for (const i of [0, 1, 2]) {
      const mean = draws.reduce((sum, draw) => sum + draw[i]!, 0) / draws.length;
      const spread = Math.sqrt(draws.reduce((sum, draw) => sum + (draw[i]! - mean) ** 2, 0) / draws.length);
      expect(spread / Math.sqrt(covariance[i * 3 + i]!)).toBeGreaterThan(0.9);
      expect(spread / Math.sqrt(covariance[i * 3 + i]!)).toBeLessThan(1.1);
    }
  });

  it("are not narrow for a model that one cluster alone joins to the others", () => {
    const games = simulate({ truth: [-0.5, 0, 0.4], tasks: 10, votes: 10, spread: 1 }, createRandom(4));
    const newcomer = Array.from({ length: 10 }, (_, index): Game => ({
      a: 3,
      b: 0,
      result: index < 5 ? 1 : 0,
      cluster: "new",
    }));
    const table = tabulate([...games, ...newcomer], 4);
    const fit = fitStrengths(table);
    const [robust, naive] = [table, { ...table, clusters: null }].map((one) => covarianceOf(one, fit));
    const spreadOf = (covariance: Float64Array): number =>
      covariance[15]! + covariance[0]! - 2 * covariance[3]!;
    // What the pairs of the others show of pairs is expected of this one.
    expect(spreadOf(robust!)).toBeGreaterThan(1.5 * spreadOf(naive!));
  });

  it("are Student's: wider with few clusters", () => {
    const covariance = Float64Array.of(0.01, -0.01, -0.01, 0.01);
    const strengths = Float64Array.of(0.1, -0.1);
    const widthOf = (degrees?: number): number => {
      const options = { gauge: { kind: "mean" }, ...(degrees === undefined ? {} : { degrees }) } as const;
      const [first] = toRatings(strengths, covariance, options);
      return first!.upper - first!.lower;
    };
    expect(widthOf(4) / widthOf()).toBeCloseTo(2.776 / 1.96, 3);
  });
});

describe("a table of clusters", () => {
  const games: Game[] = [
    { a: 0, b: 1, result: 1, cluster: "x" },
    { a: 1, b: 0, result: 0, cluster: "x" },
    { a: 0, b: 1, result: 0, cluster: "x" },
    { a: 0, b: 1, result: 0.25, cluster: "y" },
    { a: 2, b: 1, result: 0.5, cluster: "y" },
    { a: 2, b: 0, result: 1, cluster: "z" },
    { a: 1, b: 2, result: 1 },
  ];

  it("has the games of each cluster by row, and the rest by themselves, in any order of the games", () => {
    const { clusters, ...table } = tabulate(games, 3);
    expect(clusters).toMatchObject({ starts: Int32Array.of(0, 2, 4), counts: Float64Array.of(1, 2, 1, 1) });
    expect(clusters!.alone.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(countClusters(clusters!)).toBe(4);
    expect(degreesOf(clusters!, { ...table, clusters })).toBe(2);
    expect(tabulate(games.toReversed(), 3)).toEqual({ ...table, clusters });
  });

  it("is a plain one where every game is a cluster of its own", () => {
    const single = games.map((game, index) => ({ ...game, cluster: String(index) }));
    expect(tabulate(single, 3).clusters).toBeNull();
  });

  it("tells the same covariance as the sum of squared sums of scores does, but for what the fit hides", () => {
    const random = createRandom(8);
    const many = simulate({ truth: [0, 0.3, -0.3], tasks: 400, votes: 3, spread: 1 }, random).map((game) => ({
      ...game,
      covariates: [random() < 0.5 ? 1 : -1],
    }));
    const table = tabulate(many, 3);
    const fit = fitStrengths(table, { ridge: 1 });
    const covariance = covarianceOf(table, fit, 1);
    const one = tabulate(
      many.map((game, index) => ({ ...game, cluster: String(index) })),
      3,
    );
    expect(one.clusters).toBeNull();
    const naive = covarianceOf(one, fit, 1);
    for (const at of [0, 5, 10]) expect(covariance[at]! / naive[at]!).toBeGreaterThan(1.2);
    // The side is drawn for each vote by itself.
    expect(covariance[15]! / naive[15]!).toBeGreaterThan(0.8);
    expect(covariance[15]! / naive[15]!).toBeLessThan(1.2);
  });
});
