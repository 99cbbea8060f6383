import type { Checkpoint } from "../core/journal.ts";
import type { CheckpointResult } from "../core/result.ts";
import { checksAtTurn, scoreChecks, toCheckResult } from "../core/score.ts";
import type { RunContext } from "./context.ts";
import { gradeStored, type GradeTurnsRequest } from "./grade-turns.ts";
import { createPhaseClock } from "./phase-clock.ts";

/**
 * Judges the workspaces that were kept to be graded, each as its turn would have been: the score against time and
 * dollars. They leave no pictures and no logs; a workspace that stood still is judged once.
 * @throws InfraError; the workspaces can be graded again.
 */
export async function gradeCheckpoints(
  request: Omit<GradeTurnsRequest, "frozen">,
  checkpoints: readonly Checkpoint[],
  context: RunContext,
): Promise<CheckpointResult[]> {
  const known = new Map<string, Judgement>();
  const results: CheckpointResult[] = [];
  for (const checkpoint of checkpoints) {
    const { label, turn, agentMs, usage, workspace } = checkpoint;
    const key = JSON.stringify([turn, workspace, checkpoint.services]);
    const judgement = known.get(key) ?? (await judge(request, checkpoint, context));
    known.set(key, judgement);
    results.push({ label, turn, agentMs, usage, workspace, ...judgement });
  }
  return results;
}

type Judgement = Pick<CheckpointResult, "failedPhase" | "score" | "passed" | "failedChecks">;

async function judge(
  request: Omit<GradeTurnsRequest, "frozen">,
  { turn, workspace, services }: Checkpoint,
  context: RunContext,
): Promise<Judgement> {
  const silent = (): void => {};
  const quiet = { ...request, emit: silent, phases: createPhaseClock(silent, context.now) };
  const stored = { turn, workspace, services, measuresQuality: false, keepsBuilt: false };
  const { failedPhase, verdicts } = await gradeStored(quiet, stored, context);
  const checks = checksAtTurn(request.task.checks, turn).map((check, index) =>
    toCheckResult(check, verdicts[index]!),
  );
  const failedChecks = checks.filter(({ passed }) => !passed).map(({ id }) => id);
  return { failedPhase, ...scoreChecks(checks), failedChecks };
}
