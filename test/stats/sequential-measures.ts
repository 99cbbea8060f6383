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

/** Thirty nights of an unchanged model. Rows come one by one: each takes seconds. */
export function* measureAlarms(): Generator<AlarmRow> {
  const suites = [
    { tasks: 5, attempts: 1, months: 1000 },
    { tasks: 5, attempts: 3, months: 1000 },
    { tasks: 17, attempts: 1, months: 1000 },
    { tasks: 50, attempts: 1, months: 1000 },
    { tasks: 17, attempts: 3, months: 4000 },
    { tasks: 50, attempts: 3, months: 4000 },
  ];
  for (const { months, ...suite } of suites)
    for (const correlation of [0, 0.5]) yield measureAlarm({ ...suite, correlation }, months);
  yield measureAlarm({ tasks: 17, attempts: 3, correlation: 0, lost: 0.1 }, 1000);
}

function measureAlarm(suite: Omit<World, "passRate" | "nights">, months: number): AlarmRow {
  const alarms = PASS_RATES.map((passRate) => {
    const world = { ...suite, passRate, nights: 30 };
    let count = 0;
    simulate(world, { months, margin: 0 }, (verdictOf) => {
      count += Number(firstRed(verdictOf, 1, world.nights) !== null);
    });
    return count / months;
  });
  const { tasks, attempts, correlation, lost = 0 } = suite;
  return { suite: `${tasks} × ${attempts}`, correlation, lost, months, alarms };
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
export function* measurePower(): Generator<PowerRow> {
  const designs = [
    { tasks: 50, attempts: 3 },
    { tasks: 50, attempts: 1 },
    { tasks: 17, attempts: 3 },
  ];
  for (const design of designs)
    for (const margin of [0, 0.03])
      for (const passRate of [0.5, 0.7, 0.9]) {
        const from = (night: number, months: number): FoundBy => {
          const drop = { points: 0.1, from: night };
          return findDrop(
            { ...design, passRate, correlation: 0, nights: night + 6, drop },
            { margin, months },
          );
        };
        const most = design.attempts === 3 && margin === 0 ? 4000 : 1000;
        yield { ...design, margin, passRate, found: [from(1, most), from(10, 1000), from(20, 1000)] };
      }
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
export function* measurePasses(): Generator<PassRow> {
  const months = 1000;
  for (const points of [0, 0.05, 0.1]) {
    const shape = { tasks: 50, attempts: 3, passRate: 0.9, correlation: 0, nights: 26 };
    const counts = PASS_NIGHTS.map(() => 0);
    simulate({ ...shape, drop: { points, from: 20 } }, { months, margin: 0.05 }, (verdictOf) => {
      for (const [index, night] of PASS_NIGHTS.entries())
        counts[index]! += Number(verdictOf(night) === "pass");
    });
    yield { points, passes: counts.map((count) => count / months) };
  }
}

export interface DetectableRow {
  readonly tasks: number;
  readonly attempts: number;
  readonly passRate: number;
  /** What is said to be found with 80 %, and how often it is. */
  readonly tonight: { readonly points: number; readonly found: number };
  readonly withinThreeNights: { readonly points: number; readonly found: number };
}

export function* measureDetectable(): Generator<DetectableRow> {
  for (const tasks of [50, 17])
    for (const passRate of PASS_RATES) {
      const shape = { scored: BASELINE_ATTEMPTS, mean: passRate, variance: passRate * (1 - passRate) };
      const baseline = Array.from({ length: tasks }, (_, task) => ({ task: `${task}`, ...shape }));
      const attempts = 3;
      const { tonight, withinThreeNights } = detectableDrop({ baseline, attempts, alpha: ALPHA });
      const find = (points: number, nights: number) => {
        const world = { tasks, attempts, passRate, correlation: 0, nights, drop: { points, from: 1 } };
        return { points, found: findDrop(world, { margin: 0, months: 2000 }).at(-1)! };
      };
      yield {
        tasks,
        attempts,
        passRate,
        tonight: find(tonight, 1),
        withinThreeNights: find(withinThreeNights, 3),
      };
    }
}

function firstRed(verdictOf: VerdictOf, from: number, to: number): number | null {
  for (let night = from; night <= to; night += 1) if (verdictOf(night) === "fail") return night;
  return null;
}
