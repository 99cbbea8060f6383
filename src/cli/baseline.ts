import { resolve } from "node:path";
import type { Command } from "commander";
import Table from "cli-table3";
import { makeBaseline, measureDepth, type BaselineDepth } from "../analysis/baseline.ts";
import { findDifferences } from "../analysis/comparability.ts";
import { isUntrustworthy, isWhole } from "../analysis/trust.ts";
import { type Baseline, BaselineSchema } from "../core/baseline.ts";
import { runsDiffer, shallowBaseline, untrustworthyBaseline } from "../core/result-errors.ts";
import type { Summary } from "../core/summary.ts";
import { writeJson } from "../store/atomic-file.ts";
import { loadSummary, readJsonFile } from "../store/run-store.ts";
import { toCount } from "./flag-values.ts";
import { addResultsOption } from "./run-options.ts";
import { formatPercent } from "./statistics-text.ts";

/** Where a baseline lies unless it is said. */
export const DEFAULT_BASELINE_FILE = "baseline.json";
/** The error that a gate may make in all its nights together. */
export const DEFAULT_ALPHA = 0.05;

const DEFAULT_MIN_ATTEMPTS = 15;
const DEFAULT_NIGHT_ATTEMPTS = 3;

interface BaselineFlags {
  readonly file: string;
  readonly results: string;
  readonly minAttempts: number;
  readonly nightAttempts: number;
  readonly json?: boolean;
}

export function registerBaseline(program: Command): void {
  const command = program
    .command("baseline")
    .summary("make and show what `gate` holds runs against")
    .description(
      "A baseline is what a configuration was worth when it was last looked at closely: for every task, how often it passed and with which scores. The more attempts it has, the smaller the drops that a nightly run can show.",
    );
  const set = command
    .command("set")
    .summary("make a baseline of runs")
    .description(
      "Puts one or several runs of the same suite and limits together into a baseline file, which is small and meant to be committed.",
    )
    .argument("<run...>", "runs: folders, or names below --results")
    .option("--file <file>", "the baseline", DEFAULT_BASELINE_FILE)
    .option(
      "--min-attempts <n>",
      "scored attempts that every task must have: a shallow baseline cannot tell a regression from luck",
      toCount,
      DEFAULT_MIN_ATTEMPTS,
    );
  addDepthOptions(set).action(setCommand);
  const show = command
    .command("show")
    .summary("show a baseline, and which drops it lets a night see")
    .description(
      "Shows what a baseline was made of, and the drop that nights of so many attempts would show.",
    )
    .argument("[file]", "the baseline", DEFAULT_BASELINE_FILE);
  addDepthOptions(show).action(showCommand);
}

function addDepthOptions(command: Command): Command {
  return addResultsOption(command)
    .option(
      "--night-attempts <n>",
      "attempts of each task in a night, to say which drop it would show",
      toCount,
      DEFAULT_NIGHT_ATTEMPTS,
    )
    .option("--json", "as JSON");
}

async function setCommand(runs: readonly string[], flags: BaselineFlags): Promise<void> {
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

async function showCommand(file: string, flags: BaselineFlags): Promise<void> {
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
