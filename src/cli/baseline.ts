import { resolve } from "node:path";
import Table from "cli-table3";
import { makeBaseline, measureDepth, type BaselineDepth } from "../analysis/baseline.ts";
import { findDifferences } from "../analysis/comparability.ts";
import { isUntrustworthy, isWhole } from "../analysis/trust.ts";
import { type Baseline, BaselineSchema } from "../core/baseline.ts";
import { runsDiffer, shallowBaseline, untrustworthyBaseline } from "../core/result-errors.ts";
import type { Summary } from "../core/summary.ts";
import { writeJson } from "../store/atomic-file.ts";
import { loadSummary, readJsonFile } from "../store/run-store.ts";
import { DEFAULT_ALPHA } from "./baseline-defaults.ts";
import { formatPercent } from "./statistics-text.ts";

interface BaselineFlags {
  readonly file: string;
  readonly results: string;
  readonly minAttempts: number;
  readonly nightAttempts: number;
  readonly json?: boolean;
}

export async function setCommand(runs: readonly string[], flags: BaselineFlags): Promise<void> {
  const summaries = await Promise.all(runs.map((run) => loadSummary(run, resolve(flags.results))));
  refuseUnlike(summaries);
  for (const summary of summaries)
    if (isUntrustworthy(summary) || !isWhole(summary)) throw untrustworthyBaseline(summary.runId);
  const baseline = makeBaseline(summaries, new Date().toISOString());
  const depths = depthsOf(baseline, flags);
  const shallow = depths.find(({ fewestAttempts }) => fewestAttempts < flags.minAttempts);
  if (shallow !== undefined) throw shallowBaseline(shallow, flags.minAttempts);
  await writeJson(flags.file, baseline);
  print({ file: flags.file, baseline, depths }, flags);
}

export async function showCommand(file: string, flags: BaselineFlags): Promise<void> {
  const baseline = await loadBaseline(file);
  print({ file, baseline, depths: depthsOf(baseline, flags) }, flags);
}

/** @throws UserError where it cannot be read */
export const loadBaseline = (file: string): Promise<Baseline> => readJsonFile(file, BaselineSchema);

function refuseUnlike([first, ...others]: readonly Summary[]): void {
  for (const other of others) {
    const differences = findDifferences(first!.conditions, other.conditions).filter(
      ({ severity }) => severity === "refuses",
    );
    if (differences.length > 0) throw runsDiffer([first!.runId, other.runId], differences);
  }
}

const depthsOf = (baseline: Baseline, { nightAttempts }: BaselineFlags): BaselineDepth[] =>
  measureDepth(baseline, { metric: baseline.headline, attempts: nightAttempts, alpha: DEFAULT_ALPHA });

interface ShownBaseline {
  readonly file: string;
  readonly baseline: Baseline;
  readonly depths: readonly BaselineDepth[];
}

function print({ file, baseline, depths }: ShownBaseline, flags: BaselineFlags): void {
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify({ file, runs: baseline.runs, depths }, null, 2)}\n`);
    return;
  }
  const { suite } = baseline.conditions;
  const table = new Table({
    head: ["configuration", "tasks", "attempts", "drop seen in one night", "within three"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right", "right"],
  });
  for (const { configuration, tasks, fewestAttempts, detectable } of depths)
    table.push([
      configuration,
      tasks,
      fewestAttempts,
      formatPercent(detectable.tonight),
      formatPercent(detectable.withinThreeNights),
    ]);
  process.stdout.write(
    `${file}: ${suite.name} ${suite.version}, made ${baseline.createdAt.slice(0, 10)} of ${baseline.runs.join(", ")}\n${table.toString()}\nA drop is seen with a probability of 80 %, in nights of ${flags.nightAttempts} attempts a task; more attempts or tasks show smaller ones.\n`,
  );
}
