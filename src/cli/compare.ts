import { resolve } from "node:path";
import { findDifferences } from "../analysis/comparability.ts";
import { compareSides } from "../analysis/compare.ts";
import { pairAcrossRuns, pairWithinRun } from "../analysis/pair-sides.ts";
import type { Metric } from "../core/comparison.ts";
import { runsDiffer } from "../core/result-errors.ts";
import type { Summary } from "../core/summary.ts";
import { loadSummary } from "../store/run-store.ts";
import { renderComparison } from "./comparison-text.ts";

interface CompareFlags {
  readonly a?: string;
  readonly b?: string;
  readonly metric?: Metric;
  readonly seed: number;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly results: string;
}

export async function compareCommand(a: string, b: string | undefined, flags: CompareFlags): Promise<void> {
  const results = resolve(flags.results);
  const first = await loadSummary(a, results);
  const second = b === undefined ? first : await loadSummary(b, results);
  const isForced = requireAlike(first, second, flags.force === true);
  const sides = b === undefined ? pairWithinRun(first, flags) : pairAcrossRuns(first, second, flags);
  const comparison = compareSides({
    sides,
    headline: flags.metric ?? first.headline,
    seed: flags.seed,
    isForced,
  });
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(comparison, null, 2)}\n` : renderComparison(comparison),
  );
}

/** Whether something was overruled. @throws UserError `runs-differ` */
function requireAlike(a: Summary, b: Summary, mayDiffer: boolean): boolean {
  const refused = findDifferences(a.conditions, b.conditions).filter(
    ({ severity }) => severity === "refuses",
  );
  if (refused.length > 0 && !mayDiffer) throw runsDiffer([a.runId, b.runId], refused);
  return refused.length > 0;
}
