import type { Metric, MetricComparison, Pair } from "../core/comparison.ts";
import type { Estimate } from "../core/estimate.ts";
import { formatPoints } from "./statistics-text.ts";

/** What came out of a comparison, in one sentence without a term of statistics but the interval. */
export function describeVerdict(pair: Pair, headline: Metric): string {
  const [a, b] = [pair.a.label, pair.b.label];
  const metric = pair[headline];
  const { difference } = metric;
  if (difference.value === null)
    return `nothing can be compared: there is no task that both ${a} and ${b} have a score of`;
  if (pair.verdict !== "no-difference-found") {
    const isMore = difference.value > 0;
    const did =
      headline === "score"
        ? ["scores", isMore ? "points more" : "points less"]
        : ["passes", isMore ? "points more tasks" : "points fewer tasks"];
    const by = `${did[0]} ${toPoints(Math.abs(difference.value))} ${did[1]}`;
    return `${b} ${by} than ${a}${describeRange(difference)}; this is unlikely to be chance (p ${formatP(metric.adjustedPValue)})`;
  }
  const seen = `${b} ${formatPoints(difference.value)} points`;
  const detectable = formatDetectable(metric);
  if (detectable === null) return `${countTasks(pair.tasks)} too few to tell ${a} and ${b} apart (${seen})`;
  return `no difference was found between ${a} and ${b} (${seen}${describeInterval(difference)}); this design would have seen one of ${detectable}`;
}

function describeInterval({ interval }: Estimate): string {
  if (interval === null) return "";
  const { lower, upper, level } = interval;
  return `, ${toLevel(level)} interval ${formatPoints(lower)} to ${formatPoints(upper)}`;
}

/** `15.5 points`; null where no difference is large enough to be found. */
export function formatDetectable({ detectable }: Pick<MetricComparison, "detectable">): string | null {
  return detectable === null || detectable > 1 ? null : `${toPoints(detectable)} points`;
}

const countTasks = (tasks: number): string => (tasks === 1 ? "1 task is" : `${tasks} tasks are`);

/** The interval, told in the direction of the difference where it does not contain zero. */
function describeRange({ value, interval }: Estimate): string {
  if (interval === null || value === null) return "";
  const { lower, upper, level } = interval;
  const head = ` (${toLevel(level)} interval `;
  if (lower > 0) return `${head}${toPoints(lower)} to ${toPoints(upper)})`;
  if (upper < 0) return `${head}${toPoints(-upper)} to ${toPoints(-lower)})`;
  return `${head}${formatPoints(lower)} to ${formatPoints(upper)})`;
}

const toPoints = (share: number): string => (share * 100).toFixed(1);

/** `95 %`. */
export const toLevel = (level: number): string => `${Number((level * 100).toFixed(1))} %`;

/** A probability with as many digits as anybody needs. */
export function formatP(value: number | null): string {
  if (value === null) return "–";
  return value < 0.001 ? "< 0.001" : value.toFixed(3);
}
