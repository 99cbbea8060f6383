import { resolve } from "node:path";
import { correlate, type Measure } from "../analysis/correlate.ts";
import { toBoard, toRows } from "../analysis/leaderboard.ts";
import { ofAgents, toRatingMeasure, toRunMeasure } from "../analysis/measures.ts";
import type { Correlation } from "../core/correlation.ts";
import { nothingToCorrelate, repeatedTable } from "../core/correlation-errors.ts";
import type { BoardSlice, Metric } from "../core/leaderboard.ts";
import { unlikeRuns } from "../core/result-errors.ts";
import { loadRatings, type VoteFlags } from "./arena/load-ratings.ts";
import { renderCorrelation } from "./correlate/correlation-text.ts";
import { readTable } from "./correlate/read-table.ts";
import { EXIT } from "./exit.ts";
import { requireKnown } from "./leaderboard.ts";
import { chooseRuns } from "./leaderboard/choose-runs.ts";

interface CorrelateFlags extends VoteFlags {
  readonly with?: readonly string[];
  readonly column?: string;
  readonly metric: Metric;
  readonly agent?: readonly string[];
  readonly suite?: string;
  readonly seed: number;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly results: string;
}

export async function correlateCommand(names: readonly string[], flags: CorrelateFlags): Promise<void> {
  const { runs, isForced, agents, measure } = await measureRuns(names, flags);
  const others = [...(await measureVotes(flags)), ...(await readTables(flags))];
  const measures = [
    measure,
    ...(flags.agent === undefined ? others : others.map((other) => ofAgents(other, agents))),
  ];
  if (measures.length < 2) throw nothingToCorrelate();
  const correlation: Correlation = {
    schema: 1,
    seed: flags.seed,
    metric: flags.metric,
    isForced,
    runs,
    measures: measures.map(({ figures, ...about }) => ({ ...about, models: figures.length })),
    comparisons: correlate(measures, flags.seed),
  };
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(correlation, null, 2)}\n` : renderCorrelation(correlation),
  );
  const saysNothing = correlation.comparisons.every(({ verdict }) => verdict === "too-few");
  process.exitCode = saysNothing ? EXIT.belowThreshold : EXIT.ok;
}

interface MeasuredRuns {
  readonly runs: string[];
  readonly isForced: boolean;
  /** Names of the agents that the figures are of. */
  readonly agents: ReadonlySet<string>;
  readonly measure: Measure;
}

/** The runs as a leaderboard puts them together. @throws UserError `unlike-runs`, and as `chooseRuns` */
async function measureRuns(
  names: readonly string[],
  { results, suite, metric, agent, force }: CorrelateFlags,
): Promise<MeasuredRuns> {
  const { runs } = await chooseRuns({ names, results: resolve(results), suite: suite ?? null });
  const board = toBoard(
    runs.map(({ summary }) => summary),
    metric,
  );
  const refused = board.differences.filter(({ severity }) => severity === "refuses");
  if (refused.length > 0 && force !== true) throw unlikeRuns(refused);
  const slices: BoardSlice[] =
    agent === undefined ? [] : [requireKnown({ by: "agent", values: [...agent] }, board)];
  const { rows } = toRows(board, { slices, k: 1, onlyFront: false });
  return {
    runs: runs.map(({ summary }) => summary.runId).toSorted(),
    isForced: refused.length > 0,
    agents: new Set(rows.map(({ configuration }) => configuration.agent.name)),
    measure: toRunMeasure(rows, metric),
  };
}

async function measureVotes(flags: VoteFlags): Promise<Measure[]> {
  const { people, judge } = await loadRatings(flags);
  return [
    ...(people === null ? [] : [toRatingMeasure(people, { kind: "people", name: "people's votes" })]),
    ...(judge === null
      ? []
      : [
          toRatingMeasure(judge.table, {
            kind: "judge",
            name: "the judge's votes",
            sharedPairs: judge.sharedPairs,
            isCalibrated: judge.isCalibrated,
          }),
        ]),
  ];
}

async function readTables({ with: files = [], column }: CorrelateFlags): Promise<Measure[]> {
  const repeated = files.find((file, place) => files.indexOf(file) !== place);
  if (repeated !== undefined) throw repeatedTable(repeated);
  const tables: Measure[] = [];
  for (const file of files) tables.push(await readTable(file, column ?? null));
  return tables;
}
