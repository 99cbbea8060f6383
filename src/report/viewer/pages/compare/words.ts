import type { Metric, MetricComparison, Pair } from "../../../../core/comparison.ts";
import type { Estimate } from "../../../../core/estimate.ts";
import { formatLevel, formatP, formatPoints } from "../../parts/words.ts";

/** What the two sides of a pair are called in a sentence. */
export interface SideNames {
  readonly a: string;
  readonly b: string;
}

/** What came out of a comparison, in one sentence without a term of statistics but the interval: as `buildoff compare` says it. */
export function describeVerdict(pair: Pair, headline: Metric, { a, b }: SideNames): string {
  const metric = pair[headline];
  const { difference } = metric;
  if (difference.value === null)
    return `Nothing can be compared: there is no task that both ${a} and ${b} have a score of.`;
  if (pair.verdict === "better" || pair.verdict === "worse")
    return `${capitalize(b)} ${describeDistance(difference.value, headline)} than ${a}${describeRange(difference)}; this is unlikely to be chance (p ${formatP(metric.adjustedPValue)}).`;
  const seen = `${b} ${formatPoints(difference.value)} points`;
  const detectable = formatDetectable(metric);
  if (detectable === null) return `${countTasks(pair.tasks)} too few to tell ${a} and ${b} apart (${seen}).`;
  return `No difference was found between ${a} and ${b} (${seen}${describeInterval(difference)}); this design would have seen one of ${detectable}.`;
}

function describeDistance(value: number, headline: Metric): string {
  const points = toPoints(Math.abs(value));
  return headline === "score"
    ? `scores ${points} points ${value > 0 ? "more" : "less"}`
    : `passes ${points} points ${value > 0 ? "more" : "fewer"} tasks`;
}

const countTasks = (tasks: number): string => (tasks === 1 ? "1 task is" : `${tasks} tasks are`);
const toPoints = (share: number): string => (share * 100).toFixed(1);

/** A sentence may begin with a name, and a name stays as it is. */
const capitalize = (text: string): string =>
  text.replace(/^the |^this /, (word) => word[0]!.toUpperCase() + word.slice(1));

function describeInterval({ interval }: Estimate): string {
  if (interval === null) return "";
  const { lower, upper, level } = interval;
  return `, ${formatLevel(level)} interval ${formatPoints(lower)} to ${formatPoints(upper)}`;
}

/** The interval, told in the direction of the difference where it does not contain zero. */
function describeRange({ interval }: Estimate): string {
  if (interval === null) return "";
  const { lower, upper, level } = interval;
  const head = ` (${formatLevel(level)} interval `;
  if (lower > 0) return `${head}${toPoints(lower)} to ${toPoints(upper)})`;
  if (upper < 0) return `${head}${toPoints(-upper)} to ${toPoints(-lower)})`;
  return `${head}${formatPoints(lower)} to ${formatPoints(upper)})`;
}

/** `15.5 points`; null where no difference is large enough to be found. */
export function formatDetectable({ detectable }: Pick<MetricComparison, "detectable">): string | null {
  return detectable === null || detectable > 1 ? null : `${toPoints(detectable)} points`;
}

/** What this design could have seen at all. @param comparisons pairs that are compared */
export function describeSight({ passRate, score }: Pair, comparisons: number): string {
  const [rate, points] = [formatDetectable(passRate), formatDetectable(score)];
  if (rate === null && points === null)
    return "With so few tasks, no difference would be seen, however large.";
  const alone = comparisons > 1 ? ", in one comparison alone" : "";
  return `Smallest difference that would be seen four times out of five${alone}: pass rate ${rate ?? "none"}, score ${points ?? "none"}.`;
}

/** `+12.0 (+3.1 to +20.9)`, in points. */
export function formatDifference({ value, interval }: Estimate): string {
  if (value === null || interval === null) return formatPoints(value);
  return `${formatPoints(value)} (${formatPoints(interval.lower)} to ${formatPoints(interval.upper)})`;
}

export interface VerdictWord {
  readonly word: string;
  readonly tone: "good" | "bad" | "odd" | "plain";
}

const VERDICTS: Readonly<Record<Pair["verdict"], VerdictWord>> = {
  better: { word: "better", tone: "good" },
  worse: { word: "worse", tone: "bad" },
  "no-difference-found": { word: "no difference found", tone: "plain" },
  "nothing-to-compare": { word: "nothing to compare", tone: "odd" },
};

/** The verdict in a word or three. What no design so small could see is not said to be absent. */
export const toVerdictWord = (pair: Pair, headline: Metric): VerdictWord =>
  pair.verdict === "no-difference-found" && formatDetectable(pair[headline]) === null
    ? { word: "too few tasks", tone: "odd" }
    : VERDICTS[pair.verdict];

/** Why an interval that leaves out 0 is no verdict: the test decides, and each of many pairs has its own chance to look like something. */
export function explainDoubt({ verdict, ...pair }: Pair, headline: Metric): string | null {
  const { difference, adjustedPValue, pValue } = pair[headline];
  const { interval } = difference;
  const leavesOutZero = interval !== null && (interval.lower > 0 || interval.upper < 0);
  if (verdict !== "no-difference-found" || !leavesOutZero) return null;
  return adjustedPValue === pValue
    ? `The interval leaves out 0, but the test decides, which assumes less: chance alone does as much with p ${formatP(pValue)}.`
    : `The interval is that of this pair alone, and leaves out 0. Among so many pairs, chance shows such a difference more often: p is ${formatP(adjustedPValue)} after Holm.`;
}

const TESTS: Readonly<Record<string, string>> = {
  "mcnemar-exact":
    "McNemar’s exact test: only tasks that one side passed and the other failed tell something. It asks how likely such a split is with a fair coin.",
  permutation:
    "Permutation test: each task’s difference is given a random sign, many times. The p-value is the share of those in which the mean is as far from 0 as the real one.",
  none: "No test: there is nothing to compare.",
};

/** @param test as a comparison names it */
export const explainTest = (test: string): string => TESTS[test] ?? test;
