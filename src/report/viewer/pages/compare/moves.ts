import type { Pair, TaskMove } from "../../../../core/comparison.ts";
import type { TrialView } from "../../data/trials.ts";

/** A task whose figure changed, with the trials on both sides. */
export interface Move extends TaskMove {
  readonly trialsA: readonly TrialView[];
  readonly trialsB: readonly TrialView[];
}

export interface MoveWords {
  readonly rose: string;
  readonly fell: string;
}

/**
 * With one trial on both sides, a task is fixed or broken; with more, its pass rate rose or fell. Between configurations of one run
 * nothing happened to it: one side passes it more often.
 */
export function toMoveWords({
  a,
  b,
  passRate: { rose, fell },
}: Pick<Pair, "a" | "b" | "passRate">): MoveWords {
  const isSingle = [...rose, ...fell].every(({ scoredA, scoredB }) => scoredA === 1 && scoredB === 1);
  if (a.runId === b.runId)
    return isSingle
      ? { rose: `Only ${b.label} passed`, fell: `Only ${a.label} passed` }
      : { rose: `Pass rate higher with ${b.label}`, fell: `Pass rate higher with ${a.label}` };
  return isSingle ? { rose: "Fixed", fell: "Broken" } : { rose: "Pass rate rose", fell: "Pass rate fell" };
}

export interface Sides {
  /** Trials of the run that the side is of. */
  readonly a: readonly TrialView[];
  readonly b: readonly TrialView[];
}

/** @param sides trials of both runs, of all configurations */
export function addTrials(moves: readonly TaskMove[], pair: Pair, sides: Sides): Move[] {
  const toOwn = (trials: readonly TrialView[], key: string) =>
    Map.groupBy(
      trials.filter(({ group }) => group.configuration.key === key),
      ({ task }) => task.id,
    );
  const [ownA, ownB] = [toOwn(sides.a, pair.a.key), toOwn(sides.b, pair.b.key)];
  return moves.map((move) => ({
    ...move,
    trialsA: ownA.get(move.task) ?? [],
    trialsB: ownB.get(move.task) ?? [],
  }));
}
