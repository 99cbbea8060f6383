import type { BoardRow, Leaderboard } from "../../core/leaderboard.ts";
import { type Cell, toRecord } from "../../exporters/csv.ts";
import { toRatingColumns } from "./ratings.ts";

/** Lists are joined by spaces and semicolons. What is null is an empty cell. */
const COLUMNS: Readonly<Record<string, (row: BoardRow, board: Leaderboard) => Cell>> = {
  rank: ({ rank }) => rank,
  overallRank: ({ overallRank }) => overallRank,
  unranked: ({ unranked }) => unranked,
  isOnParetoFront: ({ isOnParetoFront }) => isOnParetoFront,
  configuration: ({ label }) => label,
  configurationKey: ({ configuration }) => configuration.key,
  agent: ({ configuration: { agent } }) => agent.name,
  agentVersion: ({ configuration: { agent } }) => agent.version,
  model: ({ configuration: { model } }) => model?.name ?? null,
  organisation: ({ configuration: { model } }) => model?.metadata.organisation ?? null,
  organisationRegion: ({ configuration: { model } }) => model?.metadata.region ?? null,
  endpointRegions: ({ configuration: { model } }) =>
    model === null ? null : joinList(model.endpoints.flatMap(({ region }) => region ?? [])),
  licence: ({ configuration: { model } }) => model?.metadata.licence ?? null,
  availability: ({ configuration: { model } }) => model?.metadata.availability ?? null,
  sizeClass: ({ configuration: { model } }) => model?.metadata.sizeClass ?? null,
  suite: ({ suite }) => suite.name,
  suiteVersion: ({ suite }) => suite.version,
  suiteHash: ({ suite }) => suite.hash,
  score: ({ score }) => score.value,
  scoreLower: ({ score }) => score.interval?.lower ?? null,
  scoreUpper: ({ score }) => score.interval?.upper ?? null,
  scoreMethod: ({ score }) => score.interval?.method ?? null,
  passRate: ({ passRate }) => passRate.value,
  passRateLower: ({ passRate }) => passRate.interval?.lower ?? null,
  passRateUpper: ({ passRate }) => passRate.interval?.upper ?? null,
  passRateMethod: ({ passRate }) => passRate.interval?.method ?? null,
  k: ({ passAt }) => passAt?.k ?? null,
  passHatK: ({ passAt }) => passAt?.allOf ?? null,
  passAtK: ({ passAt }) => passAt?.anyOf ?? null,
  costPerTrialUsd: ({ perTrial }) => perTrial.costUsd,
  costPerPassedUsd: ({ costPerPassedUsd }) => costPerPassedUsd,
  workingMsPerTrial: ({ perTrial }) => perTrial.workingMs,
  wallMsPerTrial: ({ perTrial }) => perTrial.wallMs,
  tokensPerTrial: ({ perTrial }) => perTrial.tokens,
  tasks: ({ tasks }) => tasks,
  scored: ({ scored }) => scored,
  trials: ({ trials }) => trials,
  passed: ({ passed }) => passed,
  infraErrors: ({ infraErrors }) => infraErrors,
  runs: ({ runs }) => joinList(runs),
  firstRunAt: ({ firstRunAt }) => firstRunAt,
  lastRunAt: ({ lastRunAt }) => lastRunAt,
  buildoff: ({ buildoff }) => joinList(buildoff),
  isForced: (_row, { isForced }) => isForced,
  leftOut: (_row, { leftOut }) => leftOut.length,
};

/** What votes say, where the leaderboard has it. A judge that is not calibrated says so in each column's name. */
function toRatings(board: Leaderboard): typeof COLUMNS {
  return Object.fromEntries(
    toRatingColumns(board).flatMap(({ name, isCalibrated, of }) => {
      const head = name === "rating" ? "rating" : `judgeRating${isCalibrated ? "" : "Uncalibrated"}`;
      return [
        [head, (row: BoardRow) => of(row)?.rating ?? null],
        [`${head}Lower`, (row: BoardRow) => of(row)?.lower ?? null],
        [`${head}Upper`, (row: BoardRow) => of(row)?.upper ?? null],
        [`${head}Rank`, (row: BoardRow) => of(row)?.rank ?? null],
        [`${head}Votes`, (row: BoardRow) => of(row)?.votes ?? null],
      ] as const;
    }),
  );
}

const joinList = (items: readonly string[]): string => items.join("; ");

/** CSV (RFC 4180), a row a configuration; a text that a spreadsheet could take for a formula begins with an apostrophe. */
export function renderCsv(board: Leaderboard): string {
  const columns = { ...COLUMNS, ...toRatings(board) };
  const records = board.rows.map((row) => Object.values(columns).map((toCell) => toCell(row, board)));
  return [Object.keys(columns), ...records].map(toRecord).join("");
}
