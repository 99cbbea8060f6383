import { describe, expect, it } from "vitest";
import { meanInterval, scoreInterval } from "../../src/stats/means.ts";
import { passRateInterval } from "../../src/stats/rates.ts";
import { passRateOf, type TaskTally } from "../../src/stats/tally.ts";
import { coverExactly, coverOf } from "./simulation/coverage.ts";
import {
  average,
  betaBinomial,
  binomial,
  CHECKS,
  checksPassed,
  qualities,
  scoreModels,
} from "./simulation/outcomes.ts";
import { comparePairs, type PairedFigures } from "./simulation/paired.ts";
import { scoredTask, tallyOf } from "./simulation/tallies.ts";

/** Fixed seeds: a figure changes only with the method. Shares are in per cent. */
const SEED = 2026;
const SIZES = [20, 50, 100, 500];
const RATES = [0.5, 0.9, 0.98];
const CORRELATIONS = [0, 0.5];

interface Cell {
  readonly tasks: number;
  readonly p: number;
  readonly column: string;
  readonly covered: number;
  /** Of every possible outcome instead of draws. */
  readonly isExact: boolean;
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};
const grid = SIZES.flatMap((tasks) => RATES.map((p) => ({ tasks, p })));
/** Fewer draws where each is dear. */
const drawsFor = (tasks: number, draws: number): number => (tasks === 500 ? draws * 0.4 : draws);
const perCent = (share: number, digits: number): string => (100 * share).toFixed(digits);
const nameOf = ({ tasks, p, column }: Cell): string => `${tasks} tasks, p = ${p}, ${column}`;
const talliesOf = (attempts: number): TaskTally[] =>
  Array.from({ length: attempts + 1 }, (_, passed) => tallyOf(passed, attempts));
const scoresOf = (trials: number): TaskTally[] =>
  Array.from({ length: CHECKS * trials + 1 }, (_, checks) => scoredTask(checks / (CHECKS * trials), trials));

function coverPassRates(attempts: number, rho: number): Cell[] {
  return grid.map(({ tasks, p }) => {
    const isExact = attempts === 1 || tasks <= (attempts === 3 ? 50 : 20);
    const experiment = {
      chances: betaBinomial(attempts, p, rho),
      tallies: talliesOf(attempts),
      tasks,
      truth: p,
      intervalOf: passRateInterval,
    };
    const covered = isExact
      ? coverExactly(experiment)
      : coverOf(experiment, { seed: SEED, draws: drawsFor(tasks, 10_000) });
    const column = attempts === 1 ? "1 attempt" : `${attempts} attempts, correlation ${rho}`;
    return { tasks, p, column, covered, isExact };
  });
}

function coverScores(model: keyof typeof scoreModels, trials: number, rho: number): Cell[] {
  return grid.map(({ tasks, p }) => {
    const chances = average(
      qualities(p, rho).map((quality) => checksPassed(scoreModels[model], quality, trials)),
    );
    const tallies = scoresOf(trials);
    const truth = chances.reduce((sum, chance, index) => sum + chance * tallies[index]!.scoreMean, 0);
    const covered = coverOf(
      { chances, tallies, tasks, truth, intervalOf: scoreInterval },
      { seed: SEED, draws: drawsFor(tasks, 2500) },
    );
    return { tasks, p, column: `${trials}, correlation ${rho}`, covered, isExact: false };
  });
}

const passRates = once(() => [
  ...coverPassRates(1, 0),
  ...[3, 5].flatMap((attempts) => CORRELATIONS.flatMap((rho) => coverPassRates(attempts, rho))),
]);
const scores = once(() =>
  (Object.keys(scoreModels) as (keyof typeof scoreModels)[]).map((model) => ({
    model,
    cells: [1, 3].flatMap((trials) => CORRELATIONS.flatMap((rho) => coverScores(model, trials, rho))),
  })),
);

interface PairedCell extends PairedFigures {
  readonly tasks: number;
  readonly a: number;
  readonly b: number;
  readonly rho: number;
  readonly column: string;
}

const kinds = {
  "1 attempt": { metric: "passRate", trials: 1 },
  "3 attempts": { metric: "passRate", trials: 3 },
  scores: { metric: "score", trials: 1 },
} as const;

interface PairedDesign {
  readonly column: keyof typeof kinds;
  readonly tasks: number;
  readonly a: number;
  readonly b: number;
  readonly rho: number;
}

function pair(design: PairedDesign, draws: number): PairedCell {
  const { metric, trials } = kinds[design.column];
  const isScore = metric === "score";
  const figures = comparePairs(
    {
      ...design,
      metric,
      chancesOf: (quality) =>
        isScore
          ? checksPassed(scoreModels["checks that fail together"], quality, trials)
          : binomial(trials, quality),
      tallies: isScore ? scoresOf(trials) : talliesOf(trials),
      valueOf: isScore ? ({ scoreMean }) => scoreMean : passRateOf,
    },
    { seed: SEED, draws },
  );
  return { ...design, ...figures };
}

const columns = Object.keys(kinds) as (keyof typeof kinds)[];
const alike = once(() =>
  columns.flatMap((column) =>
    SIZES.flatMap((tasks) =>
      RATES.flatMap((p) =>
        (column === "scores" ? [0.5] : CORRELATIONS).map((rho) =>
          pair({ column, tasks, a: p, b: p, rho }, drawsFor(tasks, column === "scores" ? 10_000 : 6000)),
        ),
      ),
    ),
  ),
);
const unlike = once(() =>
  columns.flatMap((column) =>
    SIZES.slice(0, 3).flatMap((tasks) =>
      [
        { a: 0.5, b: 0.6 },
        { a: 0.8, b: 0.9 },
        { a: 0.9, b: 0.98 },
      ].map((means) => pair({ column, tasks, ...means, rho: 0.5 }, 2500)),
    ),
  ),
);

describe("95 % intervals of the pass rate", () => {
  it("cover 93 to 97 % with one and three attempts, more only where small counts leave no choice", () => {
    const outside = passRates()
      .filter(({ column }) => !column.startsWith("5"))
      .filter(({ covered }) => Number(perCent(covered, 1)) < 93 || Number(perCent(covered, 1)) > 97);
    expect(outside.map((cell) => `${nameOf(cell)}: ${perCent(cell.covered, 2)}`)).toEqual([
      "50 tasks, p = 0.98, 1 attempt: 98.22",
      "20 tasks, p = 0.9, 3 attempts, correlation 0: 97.07",
    ]);
  });

  it("cannot do better at 50 tasks and p = .98: accepting up to two failures covers too little, three too much", () => {
    const failures = binomial(50, 0.02);
    const upTo = (most: number): number =>
      failures.slice(0, most + 1).reduce((sum, chance) => sum + chance, 0);
    expect([upTo(2), upTo(3)].map((share) => perCent(share, 2))).toEqual(["92.16", "98.22"]);
  });

  it("never cover less than 93 %, with five attempts either", () => {
    expect(passRates().filter(({ covered }) => covered < 0.93)).toEqual([]);
  });
});

describe("95 % intervals of the score", () => {
  it("never cover less than 93 %, but where a trial is dead or nearly perfect", () => {
    const short = scores().flatMap(({ model, cells }) =>
      model === "dead or nearly perfect" ? [] : cells.filter(({ covered }) => covered < 0.93),
    );
    expect(short).toEqual([]);
  });

  it("cover 90 % even then, where plain t falls below 70 %", () => {
    const least = Math.min(...scores().flatMap(({ cells }) => cells.map(({ covered }) => covered)));
    expect(least).toBeGreaterThanOrEqual(0.9);
    const plain = coverOf(
      {
        chances: scoreModels["dead or nearly perfect"](0.98),
        tallies: scoresOf(1),
        tasks: 50,
        truth: 0.98,
        intervalOf: (tasks) => meanInterval(tasks.map(({ scoreMean }) => scoreMean)),
      },
      { seed: SEED, draws: 2500 },
    );
    expect(plain).toBeLessThan(0.7);
  });
});

describe("a paired comparison", () => {
  it("finds a difference between equals in at most 5.5 of a hundred", () => {
    expect(alike().filter(({ rejected }) => rejected > 0.055)).toEqual([]);
  });

  it("has intervals that cover at least 93 % between equals", () => {
    expect(alike().filter(({ covered }) => covered < 0.93)).toEqual([]);
  });

  it("has intervals that cover at least 93 % between unequals", () => {
    expect(unlike().filter(({ covered }) => covered < 0.93)).toEqual([]);
  });
});

it("keeps every figure in one table", async () => {
  await expect(render()).toMatchFileSnapshot("coverage.golden.md");
});

function render(): string {
  const show = ({ covered, isExact }: Cell): string => perCent(covered, isExact ? 2 : 1);
  return [
    "# What the intervals cover, and how often a comparison errs",
    [
      "Written by test/stats/coverage.test.ts. Per cent of 95 % intervals that contain the true value; p is the true mean.",
      "Two decimals: of every possible outcome. One decimal: of seeded draws, 10,000 for pass rates and pairs of equal scores,",
      "6,000 for pairs of equal rates, 2,500 else; with 500 tasks 0.4 times as many. Correlation: of two attempts at one task,",
      "whose own rates are of a beta distribution.",
    ].join("\n"),
    "## Pass rate",
    table(passRates(), show),
    ...scores().flatMap(({ model, cells }) => [
      `## Score: ${model} (${CHECKS} checks; trials a task, correlation)`,
      table(cells, show),
    ]),
    "## Paired, no true difference: p ≤ 5 % / interval contains 0",
    "A task is as hard for both sides. Scores: of checks that fail together, one trial a task.",
    table(
      alike().map((cell) => ({
        ...cell,
        p: cell.a,
        column: `${cell.column}, correlation ${cell.rho}`,
      })),
      ({ rejected, covered }) => `${perCent(rejected, 1)} / ${perCent(covered, 1)}`,
    ),
    "## Paired, a true difference: interval contains it (correlation 0.5)",
    table(
      unlike().map((cell) => ({ ...cell, p: `${cell.a} and ${cell.b}` })),
      ({ covered }) => perCent(covered, 1),
    ),
  ].join("\n\n");
}

/** One row for each size and p, one column for each `column`. */
function table<C extends { readonly tasks: number; readonly p: number | string; readonly column: string }>(
  cells: readonly C[],
  show: (cell: C) => string,
): string {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = Map.groupBy(cells, ({ tasks, p }) => `${tasks} | ${p}`);
  const line = (fields: readonly string[]): string => `| ${fields.join(" | ")} |`;
  return [
    line(["tasks", "p", ...columns]),
    line(["---:", "---:", ...columns.map(() => "---:")]),
    ...[...rows].map(([head, row]) =>
      line([
        head,
        ...columns.map((column) => row.filter((cell) => cell.column === column).map(show)[0] ?? ""),
      ]),
    ),
  ].join("\n");
}
