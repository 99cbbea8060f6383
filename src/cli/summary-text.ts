import Table from "cli-table3";
import type { Expense, Group, Summary } from "../core/summary.ts";
import { formatCost, formatDuration } from "../core/format.ts";
import { countOf, formatEstimate, formatPercent } from "./statistics-text.ts";

/** A run's summary as text: all configurations in one table, then what is known of each. */
export function renderSummary(summary: Summary): string {
  const { conditions, runId, startedAt, groups } = summary;
  const lines = [
    `${conditions.suite.name} ${conditions.suite.version}  ${runId}  ${startedAt.slice(0, 16).replace("T", " ")} UTC`,
    summary.finishedAt === null ? "not finished: `buildoff resume` goes on with it" : null,
    renderGroupTable(groups),
    ...groups.flatMap((group) => ["", ...describeGroup(group)]),
  ];
  return `${lines.filter((line) => line !== null).join("\n")}\n`;
}

/** Every configuration in a line, with both denominators. */
export function renderGroupTable(groups: readonly Group[]): string {
  const table = createTable(
    ["configuration", "pass rate", "score", "passed", "scored", "planned", "infra", "cost a trial"],
    1,
  );
  for (const { configuration, passRate, score, passed, scored, planned, infraErrors, perTrial } of groups)
    table.push([
      configuration.name,
      formatEstimate(passRate),
      formatEstimate(score),
      passed,
      scored,
      planned,
      Object.values(infraErrors).reduce((sum, count) => sum + count, 0),
      formatExpense(perTrial).cost,
    ]);
  return table.toString();
}

function describeGroup(group: Group): string[] {
  const { configuration, passAt, perTrial, perPassed, variance, infraErrors, limits, quality } = group;
  const methods = [group.passRate.interval?.method, group.score.interval?.method].filter(Boolean);
  const attempts = passAt.filter(({ k }) => k > 1);
  return [
    configuration.name,
    `  intervals        95 %, ${methods.length === 0 ? "none: one trial tells nothing of the next" : methods.join(" and ")}, over ${countOf(new Set(group.tasks.map(({ task }) => task)).size, "task")}`,
    ...attempts.map(
      ({ k, anyOf, allOf, tasks }) =>
        `  ${`of ${k} attempts`.padEnd(16)} pass@${k} ${formatPercent(anyOf)}, pass^${k} ${formatPercent(allOf)} (${countOf(tasks, "task")})`,
    ),
    `  a trial          ${describeExpense(perTrial)}`,
    `  a passed trial   ${group.passed === 0 ? "none passed" : `${describeExpense(perPassed)}, failures included`}`,
    `  variance         between tasks ${formatVariance(variance.betweenTasks)}, within tasks ${formatVariance(variance.withinTasks)}, re-scoring ${formatVariance(variance.rescoring)}`,
    ...describeCounts("  infra errors    ", infraErrors),
    ...describeCounts("  ended by a limit", limits),
    ...describeQuality(quality),
    ...describeCheckpoints(group),
    ...describeSlices(group),
  ];
}

function describeExpense(expense: Expense): string {
  const { cost, tokens, wall, working } = formatExpense(expense);
  return `${cost}, ${tokens} tokens, ${wall} of which the agent worked ${working}`;
}

function formatExpense({ costUsd, tokens, wallMs, workingMs }: Expense) {
  const time = (ms: number | null): string => (ms === null ? "–" : formatDuration(ms));
  return {
    cost: tokens === null ? "–" : formatCost(costUsd),
    tokens: tokens === null ? "–" : Math.round(tokens).toString(),
    wall: time(wallMs),
    working: time(workingMs),
  };
}

const formatVariance = (value: number | null): string => value?.toFixed(4) ?? "unknown";

function describeCounts(label: string, counts: Readonly<Record<string, number>>): string[] {
  const parts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return parts.length === 0 ? [] : [`${label} ${parts.join(", ")}`];
}

function describeQuality(quality: Group["quality"]): string[] {
  const parts = Object.entries(quality).map(
    ([metric, { mean }]) => `${metric} ${Number(mean.toPrecision(4))}`,
  );
  return parts.length === 0 ? [] : [`  quality          ${parts.join(", ")} (means, no part of the score)`];
}

function describeCheckpoints({ checkpoints }: Group): string[] {
  return checkpoints.map(
    ({ label, agentMs, costUsd, score, passRate, trials }) =>
      `  ${label.padEnd(16)} after ${formatDuration(agentMs)} and ${formatCost(costUsd)}: score ${formatEstimate(score, 1)}, pass rate ${formatEstimate(passRate, 1)} (${countOf(trials, "trial")})`,
  );
}

/** Facets in which a suite has one value only say nothing. */
function describeSlices({ slices }: Group): string[] {
  const telling = slices.filter(({ by }) => slices.filter((slice) => slice.by === by).length > 1);
  if (telling.length === 0) return [];
  const table = createTable(["by", "", "tasks", "pass rate", "score", "passed", "scored"], 2);
  for (const { by, value, tasks, passRate, score, passed, scored } of telling)
    table.push([by, value, tasks, formatEstimate(passRate), formatEstimate(score), passed, scored]);
  return table
    .toString()
    .split("\n")
    .map((line) => `  ${line}`);
}

/** @param texts columns at the left that hold words; the others hold numbers */
function createTable(head: readonly string[], texts: number): Table.Table {
  return new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, index) => (index < texts ? "left" : "right")),
  });
}
