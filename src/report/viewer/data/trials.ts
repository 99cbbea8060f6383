import {
  FAILED_PHASES,
  type GroupIndex,
  OUTCOMES,
  type RunIndex,
  type State,
  STATES,
  type TaskIndex,
} from "../../model/report-index.ts";

/** One trial as the index knows it. `n` is its place in the plan. */
export interface TrialView {
  readonly run: number;
  readonly n: number;
  readonly id: string;
  readonly task: TaskIndex;
  readonly group: GroupIndex;
  readonly language: string;
  readonly seed: number;
  readonly attempt: number;
  readonly state: State;
  readonly outcome: (typeof OUTCOMES)[number] | null;
  readonly failedPhase: (typeof FAILED_PHASES)[number] | null;
  readonly score: number | null;
  readonly failedChecks: readonly string[];
  readonly costUsd: number | null;
  readonly tokens: number | null;
  readonly durationMs: number | null;
  readonly picture: number | null;
}

export function toTrialView(index: RunIndex, run: number, n: number): TrialView {
  const { trials, tasks, checks, summary } = index;
  const at = <Item>(items: readonly Item[], place: number | null | undefined): Item | null =>
    place === null || place === undefined ? null : (items[place] ?? null);
  const task = tasks[trials.task[n]!]!;
  return {
    run,
    n,
    id: `${task.id}.${trials.tails[trials.tail[n]!]!}`,
    task,
    group: summary.groups[trials.group[n]!]!,
    language: trials.languages[trials.language[n]!]!,
    seed: trials.seed[n]!,
    attempt: trials.attempt[n]!,
    state: STATES[trials.state[n]!]!,
    outcome: at(OUTCOMES, trials.outcome[n]),
    failedPhase: at(FAILED_PHASES, trials.failedPhase[n]),
    score: trials.score[n] ?? null,
    failedChecks: trials.failedChecks[n]!.map((place) => checks[place]!),
    costUsd: trials.costUsd[n] ?? null,
    tokens: trials.tokens[n] ?? null,
    durationMs: trials.durationMs[n] ?? null,
    picture: trials.picture[n] ?? null,
  };
}

/** Every trial of a run. For thousands of trials: call it once and keep what it gives. */
export const toTrialViews = (index: RunIndex, run: number): TrialView[] =>
  index.trials.task.map((_, n) => toTrialView(index, run, n));

export const findTrial = (index: RunIndex, run: number, id: string): TrialView | null => {
  const task = index.tasks.findIndex((one) => id.startsWith(`${one.id}.`) && isItsTail(index, one.id, id));
  const tail = task === -1 ? -1 : index.trials.tails.indexOf(id.slice(index.tasks[task]!.id.length + 1));
  const n = index.trials.task.findIndex((place, n) => place === task && index.trials.tail[n] === tail);
  return n === -1 ? null : toTrialView(index, run, n);
};

const isItsTail = ({ trials }: RunIndex, task: string, id: string): boolean =>
  trials.tails.includes(id.slice(task.length + 1));
