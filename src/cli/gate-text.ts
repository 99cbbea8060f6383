import type { GateEntry, GateReport, ThresholdResult } from "../core/gate.ts";
import { formatCost, formatDuration } from "../core/format.ts";
import { countOf, formatPercent, formatPoints } from "./statistics-text.ts";

/** The verdict first, then how each configuration stands. */
export function renderGate(report: GateReport): string {
  const { verdict, reason, margin, metric, configurations, quarantined, expired, warnings } = report;
  const lines = [
    `${verdict.toUpperCase()}: ${reason}`,
    ...configurations.flatMap((entry) => describeEntry(entry, report)),
    configurations.length === 0 ? null : `compared: ${metric}, margin ${formatPercent(margin)}`,
    ...quarantined.map(({ task, until, reason: why }) => `left out until ${until}: ${task} (${why})`),
    ...expired.map(
      ({ task, until }) =>
        `warning: the quarantine of ${task} ended on ${until}; it counts again: mend it, or renew the date`,
    ),
    ...warnings.map((warning) => `warning: ${warning}`),
    verdict === "inconclusive"
      ? "warning: nothing is known for sure; --inconclusive fail makes this exit 1"
      : null,
  ];
  return `${lines.filter((line) => line !== null).join("\n")}\n`;
}

function describeEntry(entry: GateEntry, { metric }: GateReport): string[] {
  const { configuration, verdict, difference, lower, upper, nights, sinceNight, tasks, detectable } = entry;
  const span = sinceNight === nights ? `night ${nights} alone` : `nights ${sinceNight} to ${nights}`;
  return [
    `  ${configuration}: ${verdict}`,
    `    ${metric} against the baseline: ${formatPoints(difference)} points (${formatPoints(lower)} to ${formatPoints(upper)}), ${span}, ${countOf(tasks, "task")}`,
    ...(detectable === null
      ? []
      : [
          `    this suite would show a drop of ${formatPercent(detectable.tonight)} in one night, of ${formatPercent(detectable.withinThreeNights)} within three (with a probability of 80 %)`,
        ]),
    ...entry.thresholds.map((threshold) => `    ${describeThreshold(threshold)}`),
  ];
}

function describeThreshold({ name, limit, value, isMet }: ThresholdResult): string {
  const format = {
    score: (number: number | null) => formatPercent(number),
    cost: (number: number | null) => formatCost(number),
    latency: (number: number | null) => (number === null ? "unknown" : formatDuration(number)),
  }[name];
  return `${name} ${format(value)}, ${name === "score" ? "at least" : "at most"} ${format(limit)}: ${isMet ? "met" : "not met"}`;
}
