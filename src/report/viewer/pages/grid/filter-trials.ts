import {
  FAILED_PHASES,
  OUTCOMES,
  type RunIndex,
  STATES,
  type TaskIndex,
} from "../../../model/report-index.ts";
import type { Flips } from "./flips.ts";
import type { GridView } from "./view.ts";

/** Stands in an address for trials that failed at no phase. */
export const NO_PHASE = "none";

type Test = (n: number) => boolean;

/** Places of the trials that a view shows, in the order of the plan. Columns alone are read: ten thousand take a few milliseconds. */
export function filterTrials(run: RunIndex, view: GridView, flips: Flips | null): number[] {
  const tests = toTests(run, view, flips);
  const places: number[] = [];
  for (let n = 0; n < run.trials.task.length; n += 1) if (tests.every((test) => test(n))) places.push(n);
  return places;
}

function toTests(run: RunIndex, view: GridView, flips: Flips | null): Test[] {
  const { trials, checks, summary } = run;
  const { language, group, state, outcome, phase, check } = view.wanted;
  const tests: Test[] = [];
  const tasks = run.tasks.map((task) => isWantedTask(task, view));
  if (tasks.includes(false)) tests.push((n) => tasks[trials.task[n]!]!);
  if (group.length > 0) {
    const groups = summary.groups.map(({ configuration }) => group.includes(configuration.name));
    tests.push((n) => groups[trials.group[n]!]!);
  }
  if (language.length > 0) {
    const languages = trials.languages.map((one) => language.includes(one));
    tests.push((n) => languages[trials.language[n]!]!);
  }
  if (outcome.length > 0) tests.push(toOutcomeTest(run, outcome));
  if (state.length > 0) tests.push(toStateTest(run, state));
  if (phase.length > 0) {
    const phases = FAILED_PHASES.map((one) => phase.includes(one));
    const isNone = phase.includes(NO_PHASE);
    tests.push((n) => phases[trials.failedPhase[n] ?? -1] ?? isNone);
  }
  if (check.length > 0) {
    const places = new Set(check.map((id) => checks.indexOf(id)));
    tests.push((n) => trials.failedChecks[n]!.some((place) => places.has(place)));
  }
  if (flips !== null && view.onlyFlips) tests.push((n) => flips[n] !== null);
  return tests;
}

function toStateTest({ trials }: RunIndex, wanted: readonly string[]): Test {
  const states = STATES.map((state) => wanted.includes(state));
  return (n) => states[trials.state[n]!]!;
}

/** What ended the trial; addresses may name its state here too. */
function toOutcomeTest(run: RunIndex, wanted: readonly string[]): Test {
  const isState = toStateTest(run, wanted);
  const outcomes = OUTCOMES.map((outcome) => wanted.includes(outcome));
  return (n) => isState(n) || outcomes[run.trials.outcome[n] ?? -1] === true;
}

function isWantedTask(task: TaskIndex, { text, wanted }: GridView): boolean {
  for (const facet of ["category", "difficulty", "locale"] as const) {
    if (wanted[facet].length > 0 && !wanted[facet].includes(task[facet])) return false;
  }
  if (wanted.task.length > 0 && !wanted.task.includes(task.id)) return false;
  const lookedFor = text.trim().toLocaleLowerCase();
  return lookedFor === "" || `${task.id}\n${task.title}`.toLocaleLowerCase().includes(lookedFor);
}
