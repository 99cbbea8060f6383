import type { TrialView } from "../../data/trials.ts";

/** Which trials are searched, as the address has it; empty members leave nothing out. */
export interface SearchFilter {
  readonly state: string;
  readonly task: string;
  /** A configuration's name. */
  readonly group: string;
}

export const readFilter = (query: URLSearchParams): SearchFilter => ({
  state: query.get("state") ?? "",
  task: query.get("task") ?? "",
  group: query.get("group") ?? "",
});

export const chooseTrials = (
  trials: readonly TrialView[],
  { state, task, group }: SearchFilter,
): TrialView[] =>
  trials.filter(
    (trial) =>
      trial.state !== "waiting" &&
      (state === "" || trial.state === state) &&
      (task === "" || trial.task.id === task) &&
      (group === "" || trial.group.configuration.name === group),
  );
