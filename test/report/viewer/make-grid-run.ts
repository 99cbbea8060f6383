import {
  FAILED_PHASES,
  OUTCOMES,
  type RunIndex,
  type State,
  STATES,
  type TaskIndex,
} from "../../../src/report/model/report-index.ts";

/** A trial of a run that is made for a test of a page; what is not said is usual. */
export interface MadeTrial {
  readonly task?: string;
  readonly group?: string;
  readonly language?: string;
  readonly seed?: number;
  readonly attempt?: number;
  readonly state?: State;
  readonly outcome?: (typeof OUTCOMES)[number];
  readonly failedPhase?: (typeof FAILED_PHASES)[number] | null;
  readonly score?: number | null;
  readonly failedChecks?: readonly string[];
  readonly costUsd?: number | null;
  readonly durationMs?: number | null;
}

/** The columns of a run, of what pages read; tasks and configurations are those that its trials name, in that order. */
export function makeGridRun(
  trials: readonly MadeTrial[],
  tasks: readonly Partial<TaskIndex>[] = [],
): RunIndex {
  const names = (of: (trial: MadeTrial) => readonly string[]): string[] => [...new Set(trials.flatMap(of))];
  const ids = names(({ task = "a" }) => [task]);
  const groups = names(({ group = "loop" }) => [group]);
  const languages = names(({ language = "en" }) => [language]);
  const checks = names(({ failedChecks = [] }) => failedChecks);
  const place = (list: readonly string[], name: string | null | undefined): number | null =>
    name === null || name === undefined ? null : list.indexOf(name);
  const run = {
    checks,
    tasks: ids.map((id) => ({
      id,
      title: `The ${id}`,
      category: "game",
      difficulty: "easy",
      locale: "en",
      stack: "static",
      ...tasks.find((task) => task.id === id),
    })),
    summary: { groups: groups.map((name) => ({ configuration: { name } })) },
    trials: {
      tails: trials.map((_, n) => `t${n}`),
      tail: trials.map((_, n) => n),
      task: trials.map(({ task = "a" }) => ids.indexOf(task)),
      group: trials.map(({ group = "loop" }) => groups.indexOf(group)),
      languages,
      language: trials.map(({ language = "en" }) => languages.indexOf(language)),
      seed: trials.map(({ seed = 0 }) => seed),
      attempt: trials.map(({ attempt = 1 }) => attempt),
      state: trials.map(({ state = "passed" }) => STATES.indexOf(state)),
      outcome: trials.map(({ outcome = "completed" }) => place(OUTCOMES, outcome)),
      failedPhase: trials.map(({ failedPhase }) => place(FAILED_PHASES, failedPhase)),
      score: trials.map(({ score = 1 }) => score),
      failedChecks: trials.map(({ failedChecks = [] }) => failedChecks.map((id) => checks.indexOf(id))),
      costUsd: trials.map(({ costUsd = 0.1 }) => costUsd),
      tokens: trials.map(() => 1),
      durationMs: trials.map(({ durationMs = 1_000 }) => durationMs),
      picture: trials.map(() => null),
    },
  };
  return run as unknown as RunIndex;
}
