import Table from "cli-table3";
import { isUntrustworthy, isWhole } from "../analysis/trust.ts";
import type {
  Comparison,
  MeanComparison,
  MetricComparison,
  Pair,
  Side,
  TaskMove,
} from "../core/comparison.ts";
import { formatCost, formatDuration } from "../core/format.ts";
import { formatPercent, formatPoints } from "./statistics-text.ts";
import { describeVerdict, formatDetectable, formatP, toLevel } from "./verdict-text.ts";

/** A comparison as text: what came out first, then what it rests on. */
export function renderComparison(comparison: Comparison): string {
  const { pairs, headline } = comparison;
  const lines = [
    ...pairs.map((pair) => `${headOf(pair, pairs)}${describeVerdict(pair, headline)}`),
    "",
    ...describeConditions(comparison),
    ...describeSides(pairs),
    ...pairs.flatMap((pair) => ["", ...describePair(pair, comparison)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Where every pair is A and B, it is known by its configuration. */
function headOf(pair: Pair, pairs: readonly Pair[]): string {
  const isOfTwoRuns = pairs.length > 1 && pairs.every(({ a, b }) => a.label === "A" && b.label === "B");
  return isOfTwoRuns ? `${pair.a.configuration}: ` : "";
}

function describeConditions({ isForced, differences, left, pairs }: Comparison): string[] {
  const [{ a, b }] = pairs as [Pair];
  return [
    ...(isForced
      ? ["compared by --force: these are unlike runs, and what is unlike may explain a difference"]
      : []),
    ...differences.map(
      ({ what, a: one, b: other, severity }) =>
        `${severity === "refuses" ? "unlike" : "warning"}: ${what}: ${one} → ${other}`,
    ),
    ...describeLeft(a.runId, left.a),
    ...describeLeft(b.runId, left.b),
  ];
}

const describeLeft = (runId: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`not compared, since only ${runId} has it: ${names.join(", ")}`];

/** Every side once, with both denominators. */
function describeSides(pairs: readonly Pair[]): string[] {
  const sides = new Map(
    pairs.flatMap(({ a, b }) => [a, b]).map((side) => [`${side.label} ${side.runId} ${side.key}`, side]),
  );
  return [...sides.values()].map(describeSide).toSorted();
}

function describeSide(side: Side): string {
  const { label, runId, configuration, scored, planned, finished, passed, cancelled, infraErrors } = side;
  const causes = Object.entries(infraErrors).map(([cause, count]) => `${cause} ${count}`);
  const infra = Object.values(infraErrors).reduce((sum, count) => sum + count, 0);
  const parts = [
    `${scored} of ${planned} trials scored, ${passed} passed`,
    infra === 0 ? "no infrastructure error" : `infrastructure errors, not counted: ${causes.join(", ")}`,
    cancelled > 0 ? `${cancelled} cancelled` : null,
    finished < planned ? `${planned - finished} not run` : null,
    isUntrustworthy({ planned, infraErrors: infra }) || !isWhole(side)
      ? "too much is missing to trust it; `buildoff resume` runs it"
      : null,
  ];
  return `${label}  ${configuration}  (${runId}): ${parts.filter((part) => part !== null).join("; ")}`;
}

function describePair(pair: Pair, { pairs, headline }: Comparison): string[] {
  const { a, b, changed, onlyA, onlyB, passRate, score, tasks } = pair;
  const byScore = headline === "score" ? listMoves(score, "score", (value) => value.toFixed(2)) : [];
  const head = `${headOf(pair, pairs)}${b.label} against ${a.label}, ${tasks} tasks`;
  return [
    ...(pairs.length > 1 ? [head] : []),
    ...describeChanges(changed),
    ...(tasks === 0 ? [] : [renderFigures(pair, pairs.length), describeSight(pair, pairs.length)]),
    ...listMoves(passRate, "passRate"),
    ...byScore,
    ...listNames(`only ${a.label} has scores of`, onlyA),
    ...listNames(`only ${b.label} has scores of`, onlyB),
  ];
}

function describeSight({ passRate, score }: Pair, comparisons: number): string {
  const [rate, points] = [passRate, score].map((metric) => formatDetectable(metric) ?? "none");
  const alone = comparisons > 1 ? ", in one comparison alone" : "";
  return `smallest difference that would be seen four times out of five${alone}: pass rate ${rate}, score ${points}`;
}

function describeChanges(changed: Pair["changed"]): string[] {
  if (changed.length === 0) return ["what was changed: nothing; the same configuration twice"];
  const parts = changed.map(({ what, a, b }) => `${what} ${a} → ${b}`);
  return [`what was changed: ${parts.join("; ")}`];
}

function renderFigures(pair: Pair, comparisons: number): string {
  const { a, b, passRate, score, costUsd, tokens, wallMs, workingMs } = pair;
  const level = passRate.difference.interval?.level ?? 0.95;
  const table = new Table({
    head: [
      "",
      a.label,
      b.label,
      `${b.label} − ${a.label}`,
      `${toLevel(level)} interval`,
      comparisons > 1 ? `p (Holm over ${comparisons})` : "p",
      "method",
    ],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right", "right", "right", "left"],
  });
  table.push(
    toMetricRow("pass rate", passRate),
    toMetricRow("score", score),
    toMeanRow("cost a trial", costUsd, formatCost),
    toMeanRow("tokens a trial", tokens, (value) => Math.round(value).toString()),
    toMeanRow("time a trial", wallMs, formatDuration),
    toMeanRow("agent's work", workingMs, formatDuration),
  );
  return table.toString();
}

function toMetricRow(name: string, metric: MetricComparison): string[] {
  const { a, b, difference, adjustedPValue, test } = metric;
  const { interval } = difference;
  return [
    name,
    formatPercent(a),
    formatPercent(b),
    formatPoints(difference.value),
    interval === null ? "–" : `${formatPoints(interval.lower)} to ${formatPoints(interval.upper)}`,
    formatP(adjustedPValue),
    [interval?.method, test].filter(Boolean).join("; "),
  ];
}

function toMeanRow(name: string, mean: MeanComparison, format: (value: number) => string): string[] {
  const { a, b, difference } = mean;
  const { interval, value } = difference;
  const show = (one: number | null): string => (one === null ? "unknown" : format(one));
  const signed = (one: number): string => `${one < 0 ? "-" : "+"}${format(Math.abs(one))}`;
  return [
    name,
    show(a),
    show(b),
    value === null ? "–" : signed(value),
    interval === null ? "–" : `${signed(interval.lower)} to ${signed(interval.upper)}`,
    "",
    interval?.method ?? "",
  ];
}

/** Lines longer than that are for --json. */
const SHOWN = 12;

function listMoves(
  { rose, fell }: MetricComparison,
  metric: "passRate" | "score",
  format?: (value: number) => string,
): string[] {
  const isSingle = [...rose, ...fell].every(({ scoredA, scoredB }) => scoredA === 1 && scoredB === 1);
  const [up, down] =
    metric === "score" ? ["score rose", "score fell"] : isSingle ? ["fixed", "broken"] : ["rose", "fell"];
  const describe = ({ task, a, b, scoredA, scoredB }: TaskMove): string => {
    if (format !== undefined) return `${task} ${format(a)} → ${format(b)}`;
    if (isSingle) return task;
    return `${task} ${Math.round(a * scoredA)}/${scoredA} → ${Math.round(b * scoredB)}/${scoredB}`;
  };
  return [...listNames(up, rose.map(describe)), ...listNames(down, fell.map(describe))];
}

function listNames(label: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(", ");
  return [`${label} (${names.length}): ${shown}${rest > 0 ? ` and ${rest} more, which --json lists` : ""}`];
}
