import { betaQuantile } from "../../src/stats/distributions.ts";
import { emptyTotals, type NightHistory } from "../../src/stats/sequential-history.ts";
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
  const { tasks, attempts, nights, passRate, correlation, drop, lost = 0 } = world;
  const [baseline, running] = [emptyTotals(tasks), emptyTotals((nights + 1) * tasks)];
  const left = drop === undefined ? 1 : 1 - drop.points / passRate;
  const keep = passesOf(attempts, 1 - lost);
  let chances = chancesOf(passRate, left, attempts);
  for (let task = 0; task < tasks; task += 1) {
    if (correlation > 0) chances = chancesOf(drawRate(passRate, correlation, random), left, attempts);
    baseline.count[task] = BASELINE_ATTEMPTS;
    baseline.sum[task] = draw(chances.baseline, random);
    let [count, sum] = [0, 0];
    for (let night = 1; night <= nights; night += 1) {
      const scored = lost === 0 ? attempts : draw(keep, random);
      const below = drop !== undefined && night >= drop.from ? chances.dropped : chances.usual;
      count += scored;
      sum += draw(below[scored]!, random);
      running.count[night * tasks + task] = count;
      running.sum[night * tasks + task] = sum;
    }
  }
  // A pass is 1 and a failure 0: squares are the values themselves.
  return {
    tasks,
    nights,
    baseline: { ...baseline, squares: baseline.sum },
    running: { ...running, squares: running.sum },
  };
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
  for (let last = from; last <= history.nights; last += 1)
    if (judgeNight(history, { last, margin, boundaries })?.verdict === "fail") return last;
  return null;
}

type Boundaries = ReturnType<typeof planBoundaries>;

/** Of months in which nothing is lost: they depend on numbers of attempts alone. */
export function boundariesOf(world: Nights, random: () => number): Boundaries {
  return planBoundaries(drawHistory({ ...world, lost: 0 }, random), ALPHA);
}

function drawRate(passRate: number, correlation: number, random: () => number): number {
  const mass = 1 / correlation - 1;
  return betaQuantile(random(), passRate * mass, (1 - passRate) * mass);
}

/** Of a task with this pass rate, before and after the drop; by number of attempts. */
function chancesOf(rate: number, left: number, attempts: number) {
  const upTo = (most: number, chance: number): number[][] =>
    Array.from({ length: most + 1 }, (_, count) => passesOf(count, chance));
  const usual = upTo(attempts, rate);
  return {
    baseline: passesOf(BASELINE_ATTEMPTS, rate),
    usual,
    dropped: left === 1 ? usual : upTo(attempts, rate * left),
  };
}

/** The chances of at most 0, 1, 2 … passes; the last one, which is 1, is left out. */
function passesOf(attempts: number, rate: number): number[] {
  if (rate === 1) return Array.from({ length: attempts }, () => 0);
  const below: number[] = [];
  let [chance, sum] = [(1 - rate) ** attempts, 0];
  for (let passed = 0; passed < attempts; passed += 1) {
    sum += chance;
    below.push(sum);
    chance *= ((attempts - passed) / (passed + 1)) * (rate / (1 - rate));
  }
  return below;
}

/** By inversion. */
function draw(below: readonly number[], random: () => number): number {
  const value = random();
  let passed = 0;
  while (passed < below.length && value >= below[passed]!) passed += 1;
  return passed;
}
