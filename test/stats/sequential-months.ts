import { betaQuantile } from "../../src/stats/distributions.ts";
import { emptyTotals, type NightHistory, type Totals } from "../../src/stats/sequential-history.ts";
import { planBoundaries } from "../../src/stats/sequential-gate.ts";
import { judgeNight } from "../../src/stats/sequential-judge.ts";

/** Nights of a suite with passes and failures. */
export interface Nights {
  readonly tasks: number;
  /** A task and night. */
  readonly attempts: number;
  /** Of all tasks. */
  readonly passRate: number;
  /** Between attempts at one task: tasks' own rates are of Beta. */
  readonly correlation: number;
  readonly nights: number;
  readonly drop?: { readonly points: number; readonly from: number };
  /** The share of attempts that the infrastructure loses. */
  readonly lost?: number;
}

export const BASELINE_ATTEMPTS = 15;
export const ALPHA = 0.05;

/** The baseline and the nights of one model, drawn anew. */
export function drawHistory(world: Nights, random: () => number): NightHistory {
  const { tasks, attempts, nights, drop, lost = 0 } = world;
  const baseline = emptyTotals(tasks);
  const months = Array.from({ length: nights }, () => emptyTotals(tasks));
  const whole = 1 - (drop?.points ?? 0) / world.passRate;
  for (let task = 0; task < tasks; task += 1) {
    const rate = drawRate(world, random);
    const [usual, dropped] = [sampler(attempts, rate), sampler(attempts, rate * whole)];
    baseline.count[task] = BASELINE_ATTEMPTS;
    baseline.sum[task] = sampler(BASELINE_ATTEMPTS, rate)(random);
    for (const [index, night] of months.entries()) {
      const count = lost === 0 ? attempts : sampler(attempts, 1 - lost)(random);
      const draw = drop !== undefined && index + 1 >= drop.from ? dropped : usual;
      night.count[task] = count;
      night.sum[task] = count === attempts ? draw(random) : sampler(count, rate)(random);
    }
  }
  // A pass is 1 and a failure 0: squares are the values themselves.
  const squared = (totals: Totals): Totals => ({ ...totals, squares: totals.sum });
  return { baseline: squared(baseline), nights: months.map(squared) };
}

/** The first night from `from` on whose verdict is red; null where none is. */
export function firstRed(
  history: NightHistory,
  {
    from = 1,
    margin,
    boundaries,
  }: { readonly from?: number; readonly margin: number; readonly boundaries: Boundaries },
): number | null {
  for (let last = from; last <= history.nights.length; last += 1)
    if (judgeNight(history, { last, margin, boundaries })?.verdict === "fail") return last;
  return null;
}

type Boundaries = ReturnType<typeof planBoundaries>;

/** Of months in which nothing is lost: they depend on numbers of attempts alone. */
export function boundariesOf(world: Nights, random: () => number): Boundaries {
  return planBoundaries(drawHistory({ ...world, lost: 0 }, random), ALPHA);
}

function drawRate({ passRate, correlation }: Nights, random: () => number): number {
  if (correlation === 0) return passRate;
  const mass = 1 / correlation - 1;
  return betaQuantile(random(), passRate * mass, (1 - passRate) * mass);
}

/** Draws how many of `count` attempts pass, by inversion. */
function sampler(count: number, rate: number): (random: () => number) => number {
  const below: number[] = [];
  let [chance, sum] = [(1 - rate) ** count, 0];
  for (let passed = 0; passed < count; passed += 1) {
    sum += chance;
    below.push(sum);
    chance *= ((count - passed) / (passed + 1)) * (rate / (1 - rate));
  }
  return (random) => {
    const draw = random();
    const passed = below.findIndex((limit) => draw < limit);
    return passed === -1 ? count : passed;
  };
}
