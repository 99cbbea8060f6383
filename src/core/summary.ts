import { z } from "zod";
import { OutcomeSchema } from "./outcome.ts";
import type { TrialResult } from "./result.ts";
import { addUsage, NO_USAGE, UsageSchema } from "./usage.ts";

const count = z.int().nonnegative();

/** One agent with one model. `passRate` and `meanScore` are over scored trials; null where there is none. */
const GroupSchema = z.strictObject({
  agent: z.string(),
  model: z.string().nullable(),
  trials: count,
  scored: count.describe("the valid denominator: infrastructure errors and cancelled trials are left out"),
  passed: count,
  passRate: z.number().min(0).max(1).nullable(),
  meanScore: z.number().min(0).max(1).nullable(),
  usage: UsageSchema,
});

/** `summary.json`. */
export const SummarySchema = z.strictObject({
  schema: z.literal(1),
  runId: z.string(),
  suite: z.strictObject({ name: z.string(), version: z.string(), hash: z.string() }),
  sandbox: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable().describe("null while trials are missing"),
  planned: count,
  finished: count,
  scored: count,
  passed: count,
  infraErrors: count,
  cancelled: count,
  usage: UsageSchema,
  groups: z.array(GroupSchema),
  trials: z.array(
    z.strictObject({
      id: z.string(),
      task: z.string(),
      agent: z.string(),
      model: z.string().nullable(),
      outcome: OutcomeSchema,
      failedPhase: z.string().nullable(),
      score: z.number().nullable(),
      passed: z.boolean().nullable(),
      failedChecks: z.array(z.string()),
      durationMs: z.number(),
      costUsd: z.number().nullable(),
    }),
  ),
});
export type Summary = z.infer<typeof SummarySchema>;

/** What a summary knows besides its trials. */
export type SummaryHead = Pick<
  Summary,
  "runId" | "suite" | "sandbox" | "startedAt" | "finishedAt" | "planned"
>;

/** Folds results into a summary. Order of the input does not matter. */
export function summarize(head: SummaryHead, results: readonly TrialResult[]): Summary {
  const ordered = results.toSorted((a, b) => (a.trial.id < b.trial.id ? -1 : 1));
  const keys = [...new Set(ordered.map(groupKey))];
  return {
    schema: 1,
    ...head,
    ...tally(ordered),
    finished: ordered.length,
    infraErrors: ordered.filter((result) => result.outcome.kind === "infra-error").length,
    cancelled: ordered.filter((result) => result.outcome.kind === "cancelled").length,
    groups: keys.map((key) => toGroup(ordered.filter((result) => groupKey(result) === key))),
    trials: ordered.map(toRow),
  };
}

function groupKey({ trial }: TrialResult): string {
  return JSON.stringify([trial.agent, trial.model]);
}

function tally(results: readonly TrialResult[]) {
  return {
    scored: results.filter((result) => result.score !== null).length,
    passed: results.filter((result) => result.passed === true).length,
    usage: results.reduce((sum, result) => addUsage(sum, result.usage), NO_USAGE),
  };
}

function toGroup(results: readonly TrialResult[]): z.infer<typeof GroupSchema> {
  const { scored, passed, usage } = tally(results);
  const total = results.reduce((sum, result) => sum + (result.score ?? 0), 0);
  const { agent, model } = results[0]!.trial;
  return {
    agent,
    model,
    trials: results.length,
    scored,
    passed,
    passRate: scored === 0 ? null : passed / scored,
    meanScore: scored === 0 ? null : total / scored,
    usage,
  };
}

function toRow(result: TrialResult): Summary["trials"][number] {
  const last = result.turns.at(-1);
  return {
    id: result.trial.id,
    task: result.trial.task,
    agent: result.trial.agent,
    model: result.trial.model,
    outcome: result.outcome,
    failedPhase: result.failedPhase,
    score: result.score,
    passed: result.passed,
    failedChecks: (last?.checks ?? []).filter((check) => !check.passed).map((check) => check.id),
    durationMs: result.durationMs,
    costUsd: result.usage.costUsd,
  };
}
