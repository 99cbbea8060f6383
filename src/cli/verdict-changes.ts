import { addValue, type Moments, NO_MOMENTS } from "../analysis/moments.ts";
import { toConfigurations } from "../core/configuration.ts";
import type { Manifest } from "../core/manifest.ts";
import type { TrialResult } from "../core/result.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { sha256 } from "../loader/digest.ts";

/** A check of a trial, or the trial itself, that two gradings of one workspace judged differently. */
export interface VerdictChange {
  readonly trial: string;
  /** Null: of the trial as a whole. */
  readonly check: string | null;
  readonly before: string;
  readonly after: string;
}

export function findVerdictChanges(before: TrialResult, after: TrialResult): VerdictChange[] {
  const { id: trial } = after.trial;
  const old = describeChecks(before);
  const now = describeChecks(after);
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  const checks = names.flatMap((check) =>
    toChange({
      trial,
      check,
      before: old.get(check) ?? "no such check",
      after: now.get(check) ?? "no such check",
    }),
  );
  const whole = toChange({ trial, check: null, before: describeTrial(before), after: describeTrial(after) });
  return [...whole, ...checks];
}

const toChange = (change: VerdictChange): VerdictChange[] => (change.before === change.after ? [] : [change]);

function describeTrial({ score, failedPhase }: TrialResult): string {
  const said = score === null ? "not scored" : `score ${score}`;
  return failedPhase === null ? said : `${said}, failed at ${failedPhase}`;
}

function describeChecks({ turns }: TrialResult): ReadonlyMap<string, string> {
  return new Map(
    turns.flatMap(({ turn, checks }) =>
      checks.map(({ id, passed, score }) => [
        turns.length === 1 ? id : `${id} (turn ${turn})`,
        passed ? "passed" : score === 0 ? "failed" : `failed, score ${score}`,
      ]),
    ),
  );
}

/** Variance between two gradings of one workspace, by configuration's key: half of the mean squared difference. */
export function toRescoringVariance(
  manifest: Manifest,
  scoresBefore: ReadonlyMap<string, number>,
  rows: readonly TrialRow[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, Moments>();
  for (const { id, agent, model, score } of rows) {
    const before = scoresBefore.get(id);
    if (before === undefined || score === null) continue;
    const key = JSON.stringify([agent, model]);
    sums.set(key, addValue(sums.get(key) ?? NO_MOMENTS, (score - before) ** 2 / 2));
  }
  return new Map(
    toConfigurations(manifest, sha256).flatMap(({ key, agent, model }) => {
      const sum = sums.get(JSON.stringify([agent.name, model?.name ?? null]));
      return sum === undefined ? [] : [[key, sum.mean] as const];
    }),
  );
}
