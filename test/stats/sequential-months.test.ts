import { beforeAll, describe, expect, it } from "vitest";
import { detectableDrop } from "../../src/stats/sequential-gate.ts";
import { ALPHA, BASELINE_ATTEMPTS, simulate, type World } from "./sequential-months.ts";

const MONTH = 30;
const PASS_RATES = [0.5, 0.7, 0.9, 0.98];

/** Tasks, attempts a night, months to draw. The main ones have the most. */
const SUITES = [
  [5, 1, 2000],
  [5, 3, 2000],
  [17, 1, 2000],
  [17, 3, 4000],
  [50, 1, 2000],
  [50, 3, 4000],
] as const;

interface AlarmRow {
  readonly suite: string;
  readonly correlation: number;
  readonly lost: number;
  readonly months: number;
  /** By pass rate. */
  readonly alarms: readonly number[];
}

function measureAlarms(): AlarmRow[] {
  const measure = ([tasks, attempts, months]: (typeof SUITES)[number], correlation: number, lost = 0): AlarmRow => ({
    suite: `${tasks} × ${attempts}`,
    correlation,
    lost,
    months,
    alarms: PASS_RATES.map((passRate) => {
      const world = { tasks, attempts, passRate, correlation, nights: MONTH, lost };
      return shareOfMonths(world, { months, margin: 0 }, (verdictOf) => firstRed(verdictOf, 1, MONTH) !== null);
    }),
  });
  return [
    ...SUITES.flatMap((suite) => [0, 0.5].map((correlation) => measure(suite, correlation))),
    measure([17, 3, 2000] as never, 0, 0.1),
  ];
}

interface PowerRow {
  readonly tasks: number;
  readonly attempts: number;
  readonly passRate: number;
  readonly margin: number;
  /** By the night that the drop begins with: the shares found within so many nights of it. */
  readonly found: readonly { readonly from: number; readonly within: ReadonlyMap<number, number> }[];
}

function measurePower(): PowerRow[] {
  const designs = [
    [50, 3],
    [50, 1],
    [17, 3],
  ] as const;
  return designs.flatMap(([tasks, attempts]) =>
    [0, 0.03].flatMap((margin) =>
      [0.5, 0.7, 0.9].map((passRate) => ({
        tasks,
        attempts,
        passRate,
        margin,
        found: [1, 10, 20].map((from) => {
          const world = { tasks, attempts, passRate, correlation: 0, nights: from + 6, drop: { points: 0.1, from } };
          return { from, within: findWithin(world, margin, from === 1 ? 4000 : 1000) };
        }),
      })),
    ),
  );
}

/** The shares of months that go red within 1 to 7 nights of the drop. */
function findWithin(world: World, margin: number, months: number): ReadonlyMap<number, number> {
  const { from } = world.drop!;
  const counts = new Map<number, number>();
  simulate(world, { months, margin }, (verdictOf) => {
    const red = firstRed(verdictOf, from, world.nights);
    if (red !== null) counts.set(red - from + 1, (counts.get(red - from + 1) ?? 0) + 1);
  });
  let sum = 0;
  return new Map(
    Array.from({ length: world.nights - from + 1 }, (_, index) => {
      sum += counts.get(index + 1) ?? 0;
      return [index + 1, sum / months];
    }),
  );
}

const PASS_NIGHTS = [1, 3, 7, 14, 19, 20, 21, 22, 26];

interface PassRow {
  readonly world: World;
  readonly margin: number;
  readonly passes: readonly number[];
}

function measurePasses(): PassRow[] {
  const [tasks, attempts, correlation, nights] = [50, 3, 0, 26];
  return [0, 0.05, 0.1].map((points) => {
    const world = { tasks, attempts, passRate: 0.9, correlation, nights, drop: { points, from: 20 } };
    const counts = PASS_NIGHTS.map(() => 0);
    const months = 1000;
    simulate(world, { months, margin: 0.05 }, (verdictOf) => {
      for (const [index, night] of PASS_NIGHTS.entries()) counts[index]! += Number(verdictOf(night) === "pass");
    });
    return { world, margin: 0.05, passes: counts.map((count) => count / months) };
  });
}

interface DetectableRow {
  readonly tasks: number;
  readonly attempts: number;
  readonly passRate: number;
  readonly drops: readonly { readonly nights: number; readonly points: number; readonly found: number }[];
}

function measureDetectable(): DetectableRow[] {
  return [
    [50, 3],
    [17, 3],
  ].flatMap(([tasks, attempts]) =>
    PASS_RATES.map((passRate) => {
      const variance = passRate * (1 - passRate);
      const baseline = Array.from({ length: tasks! }, (_, task) => ({
        task: `${task}`,
        scored: BASELINE_ATTEMPTS,
        mean: passRate,
        variance,
      }));
      const { tonight, withinThreeNights } = detectableDrop({ baseline, attempts: attempts!, alpha: ALPHA });
      const drops = [
        { nights: 1, points: tonight },
        { nights: 3, points: withinThreeNights },
      ].map(({ nights, points }) => {
        const world = { tasks: tasks!, attempts: attempts!, passRate, correlation: 0, nights, drop: { points, from: 1 } };
        return { nights, points, found: findWithin(world, 0, 2000).get(nights)! };
      });
      return { tasks: tasks!, attempts: attempts!, passRate, drops };
    }),
  );
}

function shareOfMonths(
  world: World,
  design: { readonly months: number; readonly margin: number },
  happens: (verdictOf: VerdictOf) => boolean,
): number {
  let count = 0;
  simulate(world, design, (verdictOf) => {
    count += Number(happens(verdictOf));
  });
  return count / design.months;
}

type VerdictOf = Parameters<Parameters<typeof simulate>[2]>[0];

function firstRed(verdictOf: VerdictOf, from: number, to: number): number | null {
  for (let night = from; night <= to; night += 1) if (verdictOf(night) === "fail") return night;
  return null;
}

let alarms: AlarmRow[] = [];
let power: PowerRow[] = [];
let passes: PassRow[] = [];
let detectable: DetectableRow[] = [];

beforeAll(() => {
  const time = (name: string, make: () => void) => { const t = process.cpuUsage().user; make(); console.log(name, (process.cpuUsage().user - t) / 1e6); };
  time("alarms", () => { alarms = measureAlarms(); });
  time("power", () => { power = measurePower(); });
  time("passes", () => { passes = measurePasses(); });
  time("detectable", () => { detectable = measureDetectable(); });
});

describe("the gate over simulated months", () => {
  it("x", () => { console.log(JSON.stringify({ alarms, power: power.map((r) => ({ ...r, found: r.found.map((f) => [...f.within.values()]) })), passes, detectable }, null, 1).replaceAll(/\n\s+(?=[\d\]])/g, " ")); expect(1).toBe(1); });
});
