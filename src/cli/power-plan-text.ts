import Table from "cli-table3";
import type { PlannedExpense, PowerPlan, VarianceSource } from "../core/power-plan.ts";
import { formatCost, formatDuration } from "../core/format.ts";
import { countOf } from "./statistics-text.ts";

/** A plan as text: what it takes, then what it can tell. */
export function renderPowerPlan(plan: PowerPlan): string {
  const { suite, configurations, variance, asked, metric } = plan;
  const lines = [
    `${suite.name} ${suite.version}: ${describeSize(plan)}`,
    `expected: ${formatCost(plan.costUsd)}, ${formatTime(plan.wallMs)} with ${plan.concurrency} at a time, without making images`,
    ...configurations.map(describeExpense),
    "",
    `the smallest difference in ${metric === "score" ? "score" : "pass rate"} between two configurations that is found four times out of five:`,
    renderRows(plan),
    describeVariance(variance),
    ...(asked === null ? [] : [describeAsked(asked, plan)]),
    "nothing was started",
  ];
  return `${lines.join("\n")}\n`;
}

function describeSize({ tasks, cells, attempts, configurations, trials }: PowerPlan): string {
  const factors = [
    countOf(tasks, "task"),
    cells === 1 ? null : `${Number(cells.toFixed(2))} languages and seeds`,
    countOf(attempts, "attempt"),
    configurations.length === 1 ? null : countOf(configurations.length, "configuration"),
  ];
  return `${factors.filter((factor) => factor !== null).join(" × ")} = ${countOf(trials, "trial")}`;
}

const formatTime = (ms: number | null): string => (ms === null ? "unknown time" : formatDuration(ms));

/** How like the past runs are to what is planned. */
const LIKENESS = {
  configuration: "of the same configuration",
  model: "of the same model in another configuration",
  any: "of other models",
} as const;

const SHOWN_RUNS = 3;

function describeExpense({ configuration, trials, costUsd, wallMs, source }: PlannedExpense): string {
  const head = `  ${configuration}: ${countOf(trials, "trial")}`;
  if (source === null) return `${head}; what they take is unknown: no past run of this suite tells`;
  const each = `${formatCost(costUsd === null ? null : costUsd / trials)} and ${formatTime(wallMs === null ? null : wallMs / trials)} each`;
  return `${head}, ${each}, as ${countOf(source.trials, "trial")} ${LIKENESS[source.likeness]} took (${nameRuns(source.runs)})`;
}

function nameRuns(runs: readonly string[]): string {
  const rest = runs.length - SHOWN_RUNS;
  return `${runs.length === 1 ? "run" : "runs"} ${runs.slice(-SHOWN_RUNS).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function renderRows({ rows, attempts }: PowerPlan): string {
  const table = new Table({
    head: ["attempts", "trials", "smallest difference", "cost", "time", ""],
    style: { head: [], border: [], compact: true },
    colAligns: ["right", "right", "right", "right", "right", "left"],
  });
  for (const row of rows)
    table.push([
      row.attempts,
      row.trials,
      formatDetectable(row.detectable),
      formatCost(row.costUsd),
      row.wallMs === null ? "unknown" : formatDuration(row.wallMs),
      row.attempts === attempts ? "this plan" : "",
    ]);
  return table.toString();
}

const formatDetectable = (share: number | null): string =>
  share === null || share > 1 ? "none" : `${(share * 100).toFixed(1)} points`;

function describeVariance({ within, interaction, runs }: VarianceSource): string {
  const figures = `variance of attempts ${within.toFixed(3)}, of how differently two configurations find a task hard ${interaction.toFixed(3)}`;
  return runs.length === 0
    ? `assumed, since no past run of this suite has enough repeated attempts: ${figures}`
    : `${figures}; the first is measured (${nameRuns(runs)}), the second assumed`;
}

function describeAsked(
  { difference, attempts, tasks }: NonNullable<PowerPlan["asked"]>,
  plan: PowerPlan,
): string {
  const points = `${Number((difference * 100).toFixed(2))} points`;
  const more = `${countOf(tasks, "task")} with ${countOf(plan.attempts, "attempt")} each`;
  if (attempts === null)
    return `${points}: no number of attempts is enough with ${countOf(plan.tasks, "task")}; ${more} find them`;
  if (attempts <= plan.attempts)
    return `${points}: this plan finds them (${countOf(attempts, "attempt")} would do)`;
  return `${points}: ${countOf(attempts, "attempt")} at each task find them, or ${more}`;
}
