import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { findDifferences } from "../analysis/comparability.ts";
import { compareSides } from "../analysis/compare.ts";
import { pairAcrossRuns, pairWithinRun } from "../analysis/pair-sides.ts";
import { type Metric, MetricSchema } from "../core/comparison.ts";
import { runsDiffer } from "../core/result-errors.ts";
import type { Summary } from "../core/summary.ts";
import { loadSummary } from "../store/run-store.ts";
import { renderComparison } from "./comparison-text.ts";
import { toWhole } from "./flag-values.ts";
import { addResultsOption } from "./run-options.ts";

interface CompareFlags {
  readonly a?: string;
  readonly b?: string;
  readonly metric?: Metric;
  readonly seed: number;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly results: string;
}

export function registerCompare(program: Command): void {
  const command = program
    .command("compare")
    .summary("compare two runs, or the configurations of one, task by task")
    .description(
      `Compares two runs, or every two configurations of one run, on the tasks that both have scores of.

The difference is B minus A, in points of 100. Its interval says where the true difference lies in 95 of 100 repetitions: where it contains 0, there may be none.
p says how often chance alone would show a difference as large, if there were none; below 0.05 it counts as real. With one attempt a task it is the exact McNemar test, which weighs fixed against broken tasks; with several it is a permutation test, which shuffles who is A and who is B.
Where several pairs are compared, p is raised after Holm: who asks twenty questions finds one "yes" in twenty by luck.
"This design would have seen" is the smallest true difference that such a comparison finds four times out of five: "no difference" means nothing about smaller ones.
Infrastructure errors are no zeros: they are left out, and counted beside what was scored.`,
    )
    .argument("<a>", "a run's folder or name")
    .argument("[b]", "a second run; without it the configurations of the first are compared with one another")
    .option("--a <configuration>", "the configuration that is A, where there are several")
    .option("--b <configuration>", "the configuration that is B")
    .addOption(
      new Option("--metric <name>", "what decides (default: the suite's headline)").choices(
        MetricSchema.options,
      ),
    )
    .option("--seed <n>", "of what is drawn at random; the same seed gives the same figures", toWhole, 0)
    .option("--force", "compare although suites, limits, images or the like differ")
    .option("--json", "as JSON (`buildoff schema comparison`)");
  addResultsOption(command).action(compareCommand);
}

async function compareCommand(a: string, b: string | undefined, flags: CompareFlags): Promise<void> {
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
