import type { Estimate } from "../../core/estimate.ts";
import type { Group } from "../../core/summary.ts";
import { toDetails } from "./details.ts";
import type { EvaluationResult } from "./aggregate-schema.ts";

/** One figure of a configuration, as a result in an aggregate file needs it. */
export interface Metric {
  /** Unique within the file. */
  readonly id: string;
  readonly config: EvaluationResult["metric_config"];
  readonly score: EvaluationResult["score_details"];
}

/** Everything that a configuration was measured by; what is not known is left out. */
export function toMetrics(group: Group): Metric[] {
  return [
    ...toShare(group, group.passRate, {
      id: "pass_rate",
      name: "pass rate",
      description: "Share of the scored trials in which every required check passed.",
    }),
    ...toShare(group, group.score, {
      id: "score",
      name: "score",
      description: "Mean over the scored trials of the weighted share of checks that passed.",
    }),
    ...group.passAt.flatMap(toPassAt),
    ...toCost(group),
  ];
}

interface Share {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

const PROPORTION = {
  metric_unit: "proportion",
  lower_is_better: false,
  score_type: "continuous",
  min_score: 0,
  max_score: 1,
} as const;

function toShare(group: Group, { value, interval }: Estimate, { id, name, description }: Share): Metric[] {
  if (value === null) return [];
  const confidence = interval && {
    lower: interval.lower,
    upper: interval.upper,
    confidence_level: interval.level,
    method: interval.method,
  };
  return [
    {
      id,
      config: {
        evaluation_description: description,
        metric_id: `buildoff.${id}`,
        metric_name: name,
        metric_kind: id,
        ...PROPORTION,
      },
      score: {
        score: value,
        details: toDetails(toCounts(group)),
        uncertainty: {
          ...(confidence === null ? {} : { confidence_interval: confidence }),
          num_samples: group.scored,
        },
      },
    },
  ];
}

/** Both denominators, and what stands between them. */
const toCounts = ({ planned, finished, scored, passed, cancelled, infraErrors, limits, tasks }: Group) => ({
  trials_planned: planned,
  trials_finished: finished,
  trials_scored: scored,
  trials_passed: passed,
  trials_cancelled: cancelled,
  infrastructure_errors: Object.values(infraErrors).reduce((sum, count) => sum + count, 0),
  infrastructure_errors_by_cause: infraErrors,
  limits_met: limits,
  tasks: new Set(tasks.map(({ task }) => task)).size,
});

function toPassAt({ k, anyOf, allOf, tasks }: Group["passAt"][number]): Metric[] {
  const toMetric = (metric: Share & { readonly kind: string; readonly value: number }): Metric => ({
    id: metric.id,
    config: {
      evaluation_description: metric.description,
      metric_id: metric.kind,
      metric_name: metric.name,
      metric_kind: metric.kind,
      metric_parameters: { k },
      ...PROPORTION,
    },
    score: { score: metric.value, uncertainty: { num_samples: tasks }, details: toDetails({ tasks }) },
  });
  const passAt = toMetric({
    id: `pass_at_${k}`,
    kind: "pass_at_k",
    name: `pass@${k}`,
    description: `Chance that at least one of ${k} attempts at a task passes, averaged over tasks.`,
    value: anyOf,
  });
  const passHat = toMetric({
    id: `pass_hat_${k}`,
    kind: "buildoff.pass_hat_k",
    name: `pass^${k}`,
    description: `Chance that all of ${k} attempts at a task pass, averaged over tasks.`,
    value: allOf,
  });
  // Of one attempt both are the same.
  return k === 1 ? [passAt] : [passAt, passHat];
}

function toCost({ perTrial, perPassed, scored, usage }: Group): Metric[] {
  if (perTrial.costUsd === null) return [];
  return [
    {
      id: "cost_per_trial",
      config: {
        evaluation_description: "Mean price of a scored trial's model calls.",
        metric_id: "buildoff.cost_per_trial",
        metric_name: "cost per trial",
        metric_kind: "cost",
        metric_unit: "usd",
        lower_is_better: true,
        score_type: "continuous",
        min_score: 0,
        max_score: "Infinity",
      },
      score: {
        score: perTrial.costUsd,
        uncertainty: { num_samples: scored },
        details: toDetails({
          cost_per_passed_trial_usd: perPassed.costUsd,
          cost_of_all_trials_usd: usage.costUsd,
        }),
      },
    },
  ];
}
