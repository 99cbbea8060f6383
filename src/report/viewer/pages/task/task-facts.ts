import { type RunIndex, STATES } from "../../../model/report-index.ts";
import type { TaskCheck, TaskProof } from "../../../model/task-detail.ts";

const PASSED = STATES.indexOf("passed");
const FAILED = STATES.indexOf("failed");

/** Places of a task's trials, in the order of the plan. */
export const trialsOf = ({ trials }: RunIndex, task: number): number[] =>
  [...trials.task.keys()].filter((n) => trials.task[n] === task);

export interface FailureCounts {
  /** Trials that were scored: those that passed, and those that failed. */
  readonly scored: number;
  /** How many of them failed a check, by its id. */
  readonly failed: ReadonlyMap<string, number>;
}

export function countFailures({ trials, checks }: RunIndex, places: readonly number[]): FailureCounts {
  const failed = new Map<string, number>();
  const scored = places.filter((n) => trials.state[n] === PASSED || trials.state[n] === FAILED);
  for (const n of scored) {
    for (const check of trials.failedChecks[n]!) {
      const id = checks[check]!;
      failed.set(id, (failed.get(id) ?? 0) + 1);
    }
  }
  return { scored: scored.length, failed };
}

export interface CheckProof {
  readonly check: string;
  /** What each mutant breaks, in the words of its name. */
  readonly mutants: readonly string[];
}

/** Which mutants show that a check can fail. A mutant is named by its check: `<check>.<slug>`. */
export const toCheckProofs = (checks: readonly TaskCheck[], { mutants }: TaskProof): CheckProof[] =>
  checks.map(({ id }) => ({
    check: id,
    mutants: mutants
      .filter((mutant) => mutant.startsWith(`${id}.`))
      .map((mutant) => mutant.slice(id.length + 1)),
  }));

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set([
  "ar",
  "ckb",
  "dv",
  "fa",
  "he",
  "ps",
  "sd",
  "ug",
  "ur",
  "yi",
]);

/** @param language BCP 47 */
export const directionOf = (language: string): "ltr" | "rtl" => {
  const [name = "", script = ""] = language.toLowerCase().split("-");
  if (["arab", "hebr", "thaa"].includes(script)) return "rtl";
  return RIGHT_TO_LEFT.has(name) && script !== "latn" ? "rtl" : "ltr";
};

/** A language as people call it: `Urdu (ur)`. */
export function languageName(language: string): string {
  try {
    const name = new Intl.DisplayNames("en", { type: "language" }).of(language);
    return name === undefined || name === language ? language : `${name} (${language})`;
  } catch {
    return language;
  }
}
