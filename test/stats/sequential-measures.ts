import { detectableDrop } from "../../src/stats/sequential-gate.ts";
import { ALPHA, BASELINE_ATTEMPTS, simulate, type VerdictOf, type World } from "./sequential-months.ts";

export const PASS_RATES = [0.5, 0.7, 0.9, 0.98];

export interface AlarmRow {
  readonly suite: string;
  readonly correlation: number;
  readonly lost: number;
  readonly months: number;
  /** By pass rate: the share of months that are red at least once. */
  readonly alarms: readonly number[];
}

/** Thirty nights of an unchanged model. */
export function measureAlarms(): AlarmRow[] {
  const measure =
    (tasks: number, attempts: number, months: number) =>
    (correlation: number, lost = 0): AlarmRow => ({
      suite: `${tasks} × ${attempts}`,
      correlation,
      lost,
      months,
      alarms: PASS_RATES.map((passRate) => {
        const world = { tasks, attempts, passRate, correlation, nights: 30, lost };
        let count = 0;
        simulate(world, { months, margin: 0 }, (verdictOf) => {
          count += Number(firstRed(verdictOf, 1, world.nights) !== null);
        });
        return count / months;
      }),
    });
  const suites = [measure(5, 1, 1000), measure(5, 3, 1000), measure(17, 1, 1000), measure(50, 1, 1000)];
  const main = [measure(17, 3, 4000), measure(50, 3, 4000)];
  return [...[...suites, ...main].flatMap((suite) => [suite(0), suite(0.5)]), measure(17, 3, 1000)(0, 0.1)];
}

/** The share of months that are red by the first, second … night of a drop. */
export type FoundBy = readonly number[];

export interface PowerRow {
  readonly tasks: number;
  readonly attempts: number;
  readonly margin: number;
  readonly passRate: number;
  /** Of drops that begin with night 1, 10 and 20. */
  readonly found: readonly [FoundBy, FoundBy, FoundBy];
}

/** A drop of 10 points. */
export function measurePower(): PowerRow[] {
  const designs = [
    { tasks: 50, attempts: 3 },
    { tasks: 50, attempts: 1 },
    { tasks: 17, attempts: 3 },
  ];
  return designs.flatMap(({ tasks, attempts }) =>
    [0, 0.03].flatMap((margin) =>
      [0.5, 0.7, 0.9].map((passRate) => {
        const from = (night: number, months: number): FoundBy =>
          findDrop(
            {
              tasks,
              attempts,
              passRate,
              correlation: 0,
              nights: night + 6,
              drop: { points: 0.1, from: night },
            },
            { margin, months },
          );
        return { tasks, attempts, margin, passRate, found: [from(1, 4000), from(10, 1000), from(20, 1000)] };
      }),
    ),
  );
}

function findDrop(world: World, design: { readonly months: number; readonly margin: number }): FoundBy {
  const { from } = world.drop!;
  const counts = Array.from({ length: world.nights - from + 1 }, () => 0);
  simulate(world, design, (verdictOf) => {
    const red = firstRed(verdictOf, from, world.nights);
    for (let night = red ?? world.nights + 1; night <= world.nights; night += 1) counts[night - from]! += 1;
  });
  return counts.map((count) => count / design.months);
}

export const PASS_NIGHTS = [1, 3, 7, 14, 19, 20, 21, 22, 26];

export interface PassRow {
  readonly points: number;
  /** By night of `PASS_NIGHTS`: the share of months that pass in it. */
  readonly passes: readonly number[];
}

/** 50 tasks × 3 at p = .9, a margin of 5 points, and a drop from night 20 on. */
export function measurePasses(): PassRow[] {
  return [0, 0.05, 0.1].map((points) => {
    const shape = { tasks: 50, attempts: 3, passRate: 0.9, correlation: 0, nights: 26 };
    const counts = PASS_NIGHTS.map(() => 0);
    const months = 1000;
    simulate({ ...shape, drop: { points, from: 20 } }, { months, margin: 0.05 }, (verdictOf) => {
      for (const [index, night] of PASS_NIGHTS.entries())
        counts[index]! += Number(verdictOf(night) === "pass");
    });
    return { points, passes: counts.map((count) => count / months) };
  });
}

export interface DetectableRow {
  readonly tasks: number;
  readonly attempts: number;
  readonly passRate: number;
  /** What is said to be found with 80 %, and how often it is. */
  readonly tonight: { readonly points: number; readonly found: number };
  readonly withinThreeNights: { readonly points: number; readonly found: number };
}

export function measureDetectable(): DetectableRow[] {
  const designs = [
    { tasks: 50, attempts: 3 },
    { tasks: 17, attempts: 3 },
  ];
  return designs.flatMap(({ tasks, attempts }) =>
    PASS_RATES.map((passRate) => {
      const shape = { scored: BASELINE_ATTEMPTS, mean: passRate, variance: passRate * (1 - passRate) };
      const baseline = Array.from({ length: tasks }, (_, task) => ({ task: `${task}`, ...shape }));
      const { tonight, withinThreeNights } = detectableDrop({ baseline, attempts, alpha: ALPHA });
      const find = (points: number, nights: number) => {
        const world = { tasks, attempts, passRate, correlation: 0, nights, drop: { points, from: 1 } };
        return { points, found: findDrop(world, { margin: 0, months: 2000 }).at(-1)! };
      };
      return {
        tasks,
        attempts,
        passRate,
        tonight: find(tonight, 1),
        withinThreeNights: find(withinThreeNights, 3),
      };
    }),
  );
}

function firstRed(verdictOf: VerdictOf, from: number, to: number): number | null {
  for (let night = from; night <= to; night += 1) if (verdictOf(night) === "fail") return night;
  return null;
}
