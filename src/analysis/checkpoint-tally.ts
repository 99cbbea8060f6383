import type { Group } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { estimatePassRate, estimateScore } from "./estimates.ts";
import { addValue, type Moments, NO_MOMENTS, varianceOf } from "./moments.ts";

interface TaskAtCheckpoint {
  readonly passed: number;
  readonly scores: Moments;
}

interface LabelTally {
  readonly tasks: Map<string, TaskAtCheckpoint>;
  agentMs: Moments;
  /** Null once one is not known. */
  costUsd: Moments | null;
}

/** Adds up what had been reached at the moments at which a run graded its workspaces on the way. */
export function createCheckpointTally() {
  const labels = new Map<string, LabelTally>();
  return {
    add: ({ task, checkpoints }: TrialRow): void => {
      for (const { label, agentMs, score, passed, costUsd } of checkpoints) {
        const tally = labels.get(label) ?? createLabel();
        labels.set(label, tally);
        const known = tally.tasks.get(task) ?? { passed: 0, scores: NO_MOMENTS };
        tally.tasks.set(task, {
          passed: known.passed + Number(passed),
          scores: addValue(known.scores, score),
        });
        tally.agentMs = addValue(tally.agentMs, agentMs);
        tally.costUsd = tally.costUsd === null || costUsd === null ? null : addValue(tally.costUsd, costUsd);
      }
    },
    toSummaries: (): Group["checkpoints"] =>
      [...labels]
        .map(([label, tally]) => toSummary(label, tally))
        .toSorted((a, b) => a.agentMs - b.agentMs || (a.label < b.label ? -1 : 1)),
  };
}

const createLabel = (): LabelTally => ({ tasks: new Map(), agentMs: NO_MOMENTS, costUsd: NO_MOMENTS });

function toSummary(label: string, { tasks, agentMs, costUsd }: LabelTally): Group["checkpoints"][number] {
  const tallies = [...tasks].map(([task, { passed, scores }]) => ({
    task,
    passed,
    scored: scores.n,
    scoreMean: scores.mean,
    scoreVariance: varianceOf(scores),
  }));
  return {
    label,
    tasks: tallies.length,
    trials: agentMs.n,
    agentMs: agentMs.mean,
    costUsd: costUsd === null ? null : costUsd.mean,
    passRate: estimatePassRate(tallies),
    score: estimateScore(tallies),
  };
}
