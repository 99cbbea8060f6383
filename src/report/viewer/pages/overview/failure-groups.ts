import type { TrialView } from "../../data/trials.ts";

/** Trials that did not pass for one and the same kind of reason. */
export interface FailureGroup {
  readonly title: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
  /** Of the grid: shows these trials and no others. */
  readonly query: Readonly<Record<string, string>>;
  readonly trials: readonly TrialView[];
}

interface Reason extends Omit<FailureGroup, "trials"> {
  readonly fits: (trial: TrialView) => boolean;
}

const isFailed = ({ state }: TrialView): boolean => state === "failed";
const failsAt =
  (phase: TrialView["failedPhase"]) =>
  (trial: TrialView): boolean =>
    isFailed(trial) && trial.outcome === "completed" && trial.failedPhase === phase;

/** What ended a trial counts before what came of it: an app that does not build after a limit was met is the limit's. */
const REASONS: readonly Reason[] = [
  {
    title: "Failed at build",
    meaning: "The app's build ended with an error. The score is 0.",
    query: { outcome: "completed", phase: "build" },
    fits: failsAt("build"),
  },
  {
    title: "Failed at serve",
    meaning: "The app was built and did not start, or did not answer. The score is 0.",
    query: { outcome: "completed", phase: "serve" },
    fits: failsAt("serve"),
  },
  {
    title: "Failed checks",
    meaning: "The app ran, and a required check did not pass.",
    query: { outcome: "completed", phase: "none", state: "failed" },
    fits: failsAt(null),
  },
  {
    title: "Checks cut short",
    meaning: "The app kept the checks from coming to their end.",
    query: { outcome: "completed", phase: "check" },
    fits: failsAt("check"),
  },
  {
    title: "Failed at freeze",
    meaning: "What the agent left could not be collected. The score is 0.",
    query: { outcome: "completed", phase: "freeze" },
    fits: failsAt("freeze"),
  },
  {
    title: "Ended by a limit",
    meaning: "The agent met a limit, and what it left by then did not pass.",
    query: { outcome: "limit", state: "failed" },
    fits: (trial) => isFailed(trial) && trial.outcome === "limit",
  },
  {
    title: "Agent error",
    meaning: "The agent crashed, refused, or ended its own sandbox.",
    query: { outcome: "agent-error", state: "failed" },
    fits: (trial) => isFailed(trial) && trial.outcome === "agent-error",
  },
  {
    title: "Infrastructure error",
    meaning: "Not scored: nothing of this counts against a model.",
    query: { outcome: "infra-error" },
    fits: ({ outcome }) => outcome === "infra-error",
  },
  {
    title: "Cancelled",
    meaning: "Not scored: the run was stopped before they ended.",
    query: { outcome: "cancelled" },
    fits: ({ outcome }) => outcome === "cancelled",
  },
];

/** The trials that ended without a pass, each in one group; groups without any are left out. */
export function groupFailures(trials: readonly TrialView[]): FailureGroup[] {
  const lost = trials.filter(
    ({ state }) => state === "failed" || state === "unscored" || state === "cancelled",
  );
  return REASONS.map(({ fits, ...reason }) => ({ ...reason, trials: lost.filter(fits) })).filter(
    (group) => group.trials.length > 0,
  );
}

export interface FailedCheck {
  readonly check: string;
  readonly count: number;
  readonly tasks: readonly string[];
}

/** An app that never ran failed every check, which says nothing of any of them. */
export const hasRun = ({ failedPhase }: Pick<TrialView, "failedPhase">): boolean =>
  failedPhase === null || failedPhase === "check";

/** Checks by how many trials whose apps ran failed them, the most first. */
export function countFailedChecks(trials: readonly TrialView[]): FailedCheck[] {
  const found = new Map<string, { count: number; tasks: Set<string> }>();
  for (const { failedChecks, task } of trials.filter(hasRun)) {
    for (const check of failedChecks) {
      const known = found.get(check) ?? { count: 0, tasks: new Set() };
      found.set(check, { count: known.count + 1, tasks: known.tasks.add(task.id) });
    }
  }
  return [...found]
    .map(([check, { count, tasks }]) => ({ check, count, tasks: [...tasks] }))
    .toSorted((a, b) => b.count - a.count || (a.check < b.check ? -1 : 1));
}
