import type { Estimate } from "../../../src/core/estimate.ts";
import { toRunIndex } from "../../../src/report/feed/index-chunk.ts";
import type { ReportRun } from "../../../src/report/feed/report-run.ts";
import type { GroupIndex, RunIndex, SummaryIndex } from "../../../src/report/model/report-index.ts";
import type { TrialResult } from "../../../src/core/result.ts";
import type { TrialSpec } from "../../../src/core/trial.ts";
import { makeManifest, makeRows, makeSummary, makeTrial } from "../../support/results.ts";

/** The index of a run of these trials. */
export async function makeRunIndex(
  trials: readonly TrialSpec[],
  results: readonly TrialResult[],
): Promise<RunIndex> {
  const manifest = makeManifest(trials);
  const data: Partial<ReportRun["data"]> = {
    manifest,
    summary: makeSummary(manifest, results),
    async *rows() {
      yield* makeRows(results);
    },
  };
  return toRunIndex({ data, running: new Set<string>() } as unknown as ReportRun);
}

export const estimate = (value: number | null, lower?: number, upper?: number): Estimate => ({
  value,
  interval: lower === undefined ? null : { lower, upper: upper!, level: 0.95, method: "wilson" },
});

export interface Standing {
  readonly agent?: string;
  /** Null: a reference. */
  readonly model?: string | null;
  readonly passRate: Estimate;
  readonly costUsd?: number | null;
}

/** A summary with these configurations; counts follow `changes`. */
export async function makeSummaryIndex(
  standings: readonly Standing[],
  changes: Partial<SummaryIndex> = {},
): Promise<SummaryIndex> {
  const { summary } = await makeRunIndex(
    [makeTrial("a-task.en.loop.1", { agent: "loop", model: "a/one" })],
    [],
  );
  const [group] = summary.groups as [GroupIndex];
  return {
    ...summary,
    headline: "passRate",
    planned: 36,
    finished: 36,
    scored: 36,
    infraErrors: 0,
    cancelled: 0,
    groups: standings.map(({ agent = "loop", model = "a/one", passRate, costUsd = null }) => ({
      ...group,
      configuration: {
        ...group.configuration,
        key: `${agent} ${model}`,
        name: model === null ? agent : `${agent} ${model}`,
        agent: { ...group.configuration.agent, name: agent, agent },
        model: model === null ? null : { ...group.configuration.model!, name: model },
      },
      scored: passRate.value === null ? 0 : 12,
      passRate,
      perTrial: { ...group.perTrial, costUsd },
    })),
    ...changes,
  };
}
