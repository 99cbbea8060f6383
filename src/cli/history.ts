import { resolve } from "node:path";
import Table from "cli-table3";
import { estimatePassRate, estimateScore } from "../analysis/estimates.ts";
import { byTask } from "../analysis/by-task.ts";
import type { Night } from "../core/baseline.ts";
import type { Estimate } from "../core/estimate.ts";
import type { Summary } from "../core/summary.ts";
import { formatCost, formatDuration } from "../core/format.ts";
import { readHistory } from "../store/history.ts";
import { findSummary, listRuns, loadSummary } from "../store/run-store.ts";
import { formatEstimate } from "./statistics-text.ts";

interface HistoryFlags {
  readonly results: string;
  readonly history?: string;
  readonly suite?: string;
  readonly last: number;
  readonly json?: boolean;
}

/** What one configuration came to in one run, or at one moment of it. */
interface Line {
  readonly when: string;
  readonly run: string;
  readonly configuration: string;
  readonly trials: number;
  readonly passRate: Estimate;
  readonly score: Estimate;
  readonly costUsd: number | null;
}

export async function historyCommand(run: string | undefined, flags: HistoryFlags): Promise<void> {
  const lines =
    run === undefined ? await readNights(flags) : toMoments(await loadSummary(run, resolve(flags.results)));
  process.stdout.write(flags.json === true ? `${JSON.stringify(lines, null, 2)}\n` : render(lines, flags));
}

async function readNights(flags: HistoryFlags): Promise<Line[]> {
  if (flags.history !== undefined)
    return (await readHistory(flags.history)).slice(-flags.last).flatMap(ofNight);
  const results = resolve(flags.results);
  const summaries = await Promise.all(
    (await listRuns(results)).map((name) => findSummary(name, results, warn)),
  );
  return (
    summaries
      .filter((summary) => summary !== null)
      // The run that was merged of them stands for the parts.
      .filter(({ shard }) => shard === null)
      .filter(({ conditions }) => flags.suite === undefined || conditions.suite.name === flags.suite)
      .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
      .slice(-flags.last)
      .flatMap(ofRun)
  );
}

const warn = (message: string): void => void process.stderr.write(`warning: ${message}\n`);

const ofRun = ({ runId, startedAt, groups }: Summary): Line[] =>
  groups.map(({ configuration, scored, passRate, score, perTrial }) => ({
    when: toMinute(startedAt),
    run: runId,
    configuration: configuration.name,
    trials: scored,
    passRate,
    score,
    costUsd: perTrial.costUsd,
  }));

const ofNight = ({ runId, startedAt, configurations }: Night): Line[] =>
  configurations.map(({ name, tasks }) => {
    const pooled = byTask(tasks);
    const costs = tasks.filter(({ scored }) => scored > 0);
    const trials = costs.reduce((sum, { scored }) => sum + scored, 0);
    const isKnown = costs.length > 0 && costs.every(({ perTrial }) => perTrial.costUsd !== null);
    const spent = costs.reduce((sum, { scored, perTrial }) => sum + scored * (perTrial.costUsd ?? 0), 0);
    return {
      when: toMinute(startedAt),
      run: runId,
      configuration: name,
      trials,
      passRate: estimatePassRate(pooled),
      score: estimateScore(pooled),
      costUsd: isKnown ? spent / trials : null,
    };
  });

/** The checkpoints of a run, and its end. */
function toMoments({ runId, groups }: Summary): Line[] {
  return groups.flatMap(({ configuration, checkpoints, scored, passRate, score, perTrial }) => {
    const head = { run: runId, configuration: configuration.name };
    return [
      ...checkpoints.map((at) => ({
        ...head,
        when: formatDuration(at.agentMs),
        trials: at.trials,
        passRate: at.passRate,
        score: at.score,
        costUsd: at.costUsd,
      })),
      { ...head, when: "end", trials: scored, passRate, score, costUsd: perTrial.costUsd },
    ];
  });
}

const toMinute = (at: string): string => at.slice(0, 16).replace("T", " ");

function render(lines: readonly Line[], { history, results }: HistoryFlags): string {
  if (lines.length === 0) return `no runs in ${history ?? results} yet\n`;
  const table = new Table({
    head: ["when", "configuration", "pass rate", "score", "trials", "cost a trial", "run"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "left", "right", "right", "right", "right", "left"],
  });
  for (const { when, configuration, passRate, score, trials, costUsd, run } of lines)
    table.push([
      when,
      configuration,
      formatEstimate(passRate),
      formatEstimate(score),
      trials,
      formatCost(costUsd),
      run,
    ]);
  return `${table.toString()}\n`;
}
