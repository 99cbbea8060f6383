import type { TrialEventBody } from "../core/event.ts";
import type { FrozenTurn } from "../core/journal.ts";
import type { Limits } from "../core/limits.ts";
import type { TurnResult } from "../core/result.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import type { TrialSpec } from "../core/trial.ts";
import type { RunContext } from "./context.ts";
import type { Grade } from "./grade.ts";
import { gradeSuspiciously } from "./grade-suspiciously.ts";
import type { PhaseClock } from "./phase-clock.ts";
import { recordTurn, rejectTurn } from "./turn-result.ts";

export interface GradeTurnsRequest {
  readonly trial: TrialSpec;
  readonly tryNumber: number;
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly limits: Limits;
  readonly frozen: readonly FrozenTurn[];
  readonly signal: AbortSignal;
  readonly emit: (event: TrialEventBody) => void;
  readonly phases: PhaseClock;
  /** How often the checker was lost to each workspace, over the tries of this trial. */
  readonly losses: Map<string, number>;
}

/** Judges every frozen turn, in order. @throws InfraError; the workspaces can be graded again. */
export async function gradeTurns(request: GradeTurnsRequest, context: RunContext): Promise<TurnResult[]> {
  const { trial, loaded, task } = request;
  const folder = context.folder.trial(trial.id);
  const results: TurnResult[] = [];
  for (const frozen of request.frozen) {
    if (frozen.workspace === null) {
      results.push(rejectTurn(task, frozen));
      continue;
    }
    const { turn, workspace, services } = frozen;
    const stored = { turn, workspace, services, measuresQuality: true, keepsBuilt: true };
    const grade = await gradeStored(request, stored, context);
    results.push(await recordTurn({ loaded, task, frozen, folder }, workspace, grade));
  }
  return results;
}

export interface StoredTurn {
  readonly turn: number;
  readonly workspace: string;
  readonly services: Readonly<Record<string, string>>;
  readonly measuresQuality: boolean;
  readonly keepsBuilt: boolean;
}

/** Judges one stored workspace. @throws InfraError; it can be graded again. */
export async function gradeStored(
  request: Omit<GradeTurnsRequest, "frozen">,
  { workspace, services, ...asked }: StoredTurn,
  context: RunContext,
): Promise<Grade> {
  const { trial, tryNumber, losses } = request;
  const owner = { runId: context.manifest.runId, trialId: trial.id, tryNumber };
  const tar = await context.workspaces.get(workspace);
  const states = await Promise.all(
    Object.entries(services).map(async ([name, hash]) => [name, await context.workspaces.get(hash)] as const),
  );
  return gradeSuspiciously(
    {
      ...request,
      ...asked,
      stopsAtFirstFailure: false,
      takesPictures: true,
      owner,
      seed: trial.seed,
      tar,
      services: Object.fromEntries(states),
    },
    { workspace, losses },
    context,
  );
}
