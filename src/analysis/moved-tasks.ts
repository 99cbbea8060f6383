import type { Metric, TaskMove } from "../core/comparison.ts";
import { passRateOf, type TaskTally as Tally } from "../stats/tally.ts";
import type { TaskPair } from "./pair-tasks.ts";

export interface Moves {
  readonly rose: TaskMove[];
  readonly fell: TaskMove[];
}

/** Tasks whose figure is another one in b, the largest change first. One task alone proves nothing. */
export function findMoves(pairs: readonly TaskPair[], metric: Metric): Moves {
  const moves = pairs
    .map(({ task, a, b }) => ({
      task,
      a: valueOf(a, metric),
      b: valueOf(b, metric),
      scoredA: a.scored,
      scoredB: b.scored,
    }))
    .filter(({ a, b }) => Math.abs(a - b) > ROUNDING);
  const bySize = moves.toSorted(
    (one, other) => sizeOf(other) - sizeOf(one) || (one.task < other.task ? -1 : 1),
  );
  return { rose: bySize.filter(({ a, b }) => b > a), fell: bySize.filter(({ a, b }) => b < a) };
}

export const valueOf = (tally: Tally, metric: Metric): number =>
  metric === "score" ? tally.scoreMean : passRateOf(tally);

/** Two means of the same scores may differ by that much. */
const ROUNDING = 1e-12;

const sizeOf = ({ a, b }: TaskMove): number => Math.abs(a - b);
