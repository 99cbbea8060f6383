import { betaQuantile } from "../../src/stats/distributions.ts";
import { createRandom } from "../../src/stats/random.ts";
import { planBoundaries } from "../../src/stats/sequential-gate.ts";
import { emptyTotals, type NightHistory } from "../../src/stats/sequential-history.ts";
import { judgeNight, type Judgement } from "../../src/stats/sequential-judge.ts";

export const ALPHA = 0.05;
export const BASELINE_ATTEMPTS = 15;

/** Nights of a suite with passes and failures. */
export interface World {
  readonly tasks: number;
  /** A task and night. */
  readonly attempts: number;
  /** Of all tasks together. */
  readonly passRate: number;
  /** Between attempts at one task: tasks' own rates are of Beta. */
  readonly correlation: number;
  readonly nights: number;
  /** Every task loses the same share of its rate. */
  readonly drop?: { readonly points: number; readonly from: number };
  /** The share of attempts that the infrastructure loses. */
  readonly lost?: number;
}

export type VerdictOf = (night: number) => Judgement["verdict"] | undefined;

/**
 * Draws a baseline and its nights again and again, and shows each to `observe`: a night's verdict as of that night. What is drawn
 * depends on the world alone.
 */
export function simulate(
  world: World,
  { months, margin }: { readonly months: number; readonly margin: number },
  observe: (verdictOf: VerdictOf) => void,
): void {
  const random = createRandom(hash(JSON.stringify(world)));
  // Planned for nights that lose nothing: planning each month anew would take most of the time.
  const boundaries = planBoundaries(drawHistory({ ...world, lost: 0 }, random), ALPHA);
  for (let month = 0; month < months; month += 1) {
    const history = drawHistory(world, random);
    observe((last) => judgeNight(history, { last, margin, boundaries })?.verdict);
  }
}

function drawHistory(world: World, random: () => number): NightHistory {
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

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return value;
}
