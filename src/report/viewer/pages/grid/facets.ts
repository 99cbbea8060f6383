import { FAILED_PHASES, OUTCOMES, type RunIndex, STATES } from "../../../model/report-index.ts";
import { stateWord } from "../../parts/state-word.ts";
import { NO_PHASE } from "./filter-trials.ts";
import type { Filter } from "./view.ts";

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  /** Trials of the run that have it. */
  readonly count: number;
}

export interface Facet {
  readonly filter: Filter;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

const LABELS: Readonly<Record<Filter, string>> = {
  state: "State",
  outcome: "Outcome",
  group: "Configuration",
  task: "Task",
  category: "Category",
  difficulty: "Difficulty",
  locale: "Locale",
  language: "Language",
  phase: "Failed phase",
  check: "Failed check",
};
/** What they are, in the order of their use. */
const ORDER = Object.keys(LABELS) as Filter[];
const OUTCOME_LABELS: Readonly<Record<string, string>> = {
  completed: "completed",
  limit: "ended by a limit",
  "agent-error": "agent error",
  "infra-error": "infrastructure error",
};

/** Every filter with the values that the run has. */
export const toFacets = (run: RunIndex): Facet[] =>
  ORDER.map((filter) => ({ filter, label: LABELS[filter], values: toValues(run, filter) }));

/** Where all trials are alike there is nothing to choose; few trials have a failed phase or check, so one is enough of those. */
export const isChoice = ({ filter, values }: Facet): boolean =>
  values.length > (filter === "phase" || filter === "check" ? 0 : 1);

function toValues(run: RunIndex, filter: Filter): FacetValue[] {
  const counts = new Map<string, number>();
  const add = (value: string | undefined): void => {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  for (let n = 0; n < run.trials.task.length; n += 1)
    for (const value of valuesOf(run, filter, n)) add(value);
  const values = [...counts].map(([value, count]) => ({ value, label: toLabel(run, filter, value), count }));
  return values.toSorted(
    (a, b) => place(filter, a.value) - place(filter, b.value) || (a.label < b.label ? -1 : 1),
  );
}

/** Outcomes and phases have an order of their own; all others are in the alphabet's. */
function place(filter: Filter, value: string): number {
  if (filter === "state") return STATES.indexOf(value as (typeof STATES)[number]);
  if (filter === "outcome") return OUTCOMES.indexOf(value as (typeof OUTCOMES)[number]);
  return filter === "phase" ? FAILED_PHASES.indexOf(value as (typeof FAILED_PHASES)[number]) : 0;
}

function valuesOf(
  { trials, tasks, checks, summary }: RunIndex,
  filter: Filter,
  n: number,
): readonly (string | undefined)[] {
  const task = tasks[trials.task[n]!]!;
  switch (filter) {
    case "category":
    case "difficulty":
    case "locale":
      return [task[filter]];
    case "task":
      return [task.id];
    case "language":
      return [trials.languages[trials.language[n]!]];
    case "group":
      return [summary.groups[trials.group[n]!]?.configuration.name];
    case "phase":
      return [FAILED_PHASES[trials.failedPhase[n] ?? -1]];
    case "check":
      return trials.failedChecks[n]!.map((check) => checks[check]);
    case "state":
      return [STATES[trials.state[n]!]];
    case "outcome":
      return [OUTCOMES[trials.outcome[n] ?? -1]];
  }
}

/** What a value is called, whether the run has it or an address alone. */
export function toLabel({ tasks }: Pick<RunIndex, "tasks">, filter: Filter, value: string): string {
  if (filter === "task") return tasks.find(({ id }) => id === value)?.title ?? value;
  if (filter === "phase" && value === NO_PHASE) return "no phase";
  const state = STATES.find((one) => one === value);
  if (state !== undefined && (filter === "state" || filter === "outcome")) return stateWord(state);
  return filter === "outcome" ? (OUTCOME_LABELS[value] ?? value) : value;
}
