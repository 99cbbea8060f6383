import type { Baseline, Night, Quarantine } from "../core/baseline.ts";
import type { GateEntry, GateReport, ThresholdResult } from "../core/gate.ts";
import type { Group, Summary } from "../core/summary.ts";
import { judgeNights } from "../stats/sequential-gate.ts";
import { byTask } from "./by-task.ts";
import { estimatePassRate, estimateScore } from "./estimates.ts";
import { findBaselineOf, type Metric, splitQuarantine, toNightTallies } from "./nights.ts";
import { isUntrustworthy, isWhole } from "./trust.ts";

export interface GateThresholds {
  readonly minScore: number | null;
  readonly maxCostUsd: number | null;
  readonly maxLatencyMs: number | null;
}

export interface GateInput {
  readonly summary: Summary;
  readonly baseline: Baseline;
  /** Those before the run, oldest first. */
  readonly nights: readonly Night[];
  readonly metric: Metric;
  readonly margin: number;
  readonly alpha: number;
  readonly thresholds: GateThresholds;
  readonly maxInfraShare: number | null;
  readonly quarantine: Quarantine;
  /** As YYYY-MM-DD. */
  readonly today: string;
  readonly warnings: readonly string[];
}

/** Holds a run against its baseline and the nights in between. Pure: the same input gives the same report. */
export function judgeRun(input: GateInput): GateReport {
  const { summary, metric, margin, alpha, maxInfraShare, quarantine, today, warnings } = input;
  const { active, expired } = splitQuarantine(quarantine, today);
  const head = {
    schema: 1 as const,
    runId: summary.runId,
    metric,
    margin,
    alpha,
    infraErrors: { count: summary.infraErrors, planned: summary.planned, mostShare: maxInfraShare },
    quarantined: active,
    expired,
    warnings: [...warnings],
  };
  const invalid = whyInvalid(input);
  if (invalid !== null) return { ...head, verdict: "invalid", reason: invalid, configurations: [] };
  const leftOut = new Set(active.map(({ task }) => task));
  const configurations = summary.groups.map((group) => judgeGroup(group, input, leftOut));
  const verdict = worstOf(configurations);
  return { ...head, verdict, reason: explain(verdict, configurations, margin), configurations };
}

function whyInvalid({ summary, maxInfraShare }: GateInput): string | null {
  const { infraErrors, planned, finished, scored } = summary;
  if (isUntrustworthy(summary, maxInfraShare ?? undefined))
    return `${infraErrors} of ${planned} trials ended in an infrastructure error: too many to say anything of a model`;
  if (!isWhole(summary))
    return `the run is unfinished: ${finished} of ${planned} trials, ${summary.cancelled} of them cancelled`;
  return scored === 0 ? "no trial could be scored" : null;
}

function judgeGroup(group: Group, input: GateInput, leftOut: ReadonlySet<string>): GateEntry {
  const thresholds = judgeThresholds(group, input, leftOut);
  const held = holdAgainst(group, input, leftOut);
  const verdict = thresholds.some(({ isMet }) => !isMet) ? "fail" : held.verdict;
  return { configuration: group.configuration.name, ...held, verdict, thresholds };
}

function holdAgainst(
  group: Group,
  { baseline, nights, metric, margin, alpha, summary }: GateInput,
  leftOut: ReadonlySet<string>,
): Omit<GateEntry, "configuration" | "thresholds"> {
  const start = findBaselineOf(baseline, group)!;
  const pick = (tasks: Group["tasks"]) => toNightTallies(tasks, metric, leftOut);
  const before = nights.flatMap(({ configurations }) => {
    const own = configurations.find(({ key }) => key === group.configuration.key);
    return own === undefined ? [] : [pick(own.tasks)];
  });
  const verdict = judgeNights({
    baseline: pick(start.tasks),
    nights: [...before, pick(group.tasks)],
    margin,
    // Each configuration could raise the alarm: they share what may go wrong.
    alpha: alpha / summary.groups.length,
  });
  return { ...verdict, detectable: { ...verdict.detectable } };
}

function judgeThresholds(
  { tasks, perTrial }: Group,
  { metric, thresholds: { minScore, maxCostUsd, maxLatencyMs } }: GateInput,
  leftOut: ReadonlySet<string>,
): ThresholdResult[] {
  const counted = byTask(tasks.filter(({ task }) => !leftOut.has(task)));
  const score = (metric === "score" ? estimateScore(counted) : estimatePassRate(counted)).value;
  const atMost = (name: "cost" | "latency", limit: number | null, value: number | null): ThresholdResult[] =>
    limit === null ? [] : [{ name, limit, value, isMet: value !== null && value <= limit }];
  return [
    ...(minScore === null
      ? []
      : [
          {
            name: "score" as const,
            limit: minScore,
            value: score,
            isMet: score !== null && score >= minScore,
          },
        ]),
    ...atMost("cost", maxCostUsd, perTrial.costUsd),
    ...atMost("latency", maxLatencyMs, perTrial.workingMs),
  ];
}

function worstOf(entries: readonly GateEntry[]): GateEntry["verdict"] {
  for (const verdict of ["fail", "inconclusive"] as const)
    if (entries.some((entry) => entry.verdict === verdict)) return verdict;
  return "pass";
}

function explain(verdict: GateEntry["verdict"], entries: readonly GateEntry[], margin: number): string {
  const points = (share: number): string => `${(share * 100).toFixed(1)} points`;
  const named = entries
    .filter((entry) => entry.verdict === verdict)
    .map(({ configuration }) => configuration)
    .join(", ");
  const missed = entries.flatMap(({ thresholds }) => thresholds.filter(({ isMet }) => !isMet));
  const than = margin === 0 ? "" : ` by more than the margin of ${points(margin)}`;
  if (verdict === "pass") return `not worse than the baseline${than}`;
  if (verdict === "inconclusive")
    return `it cannot be known yet whether ${named} became worse${than}; more nights, attempts or tasks would tell`;
  if (missed.length === 0) return `${named} became worse${than}, and chance is no likely explanation`;
  return `${named}: ${missed.map(({ name }) => name).join(" and ")} did not meet what was asked`;
}
