import { resolve } from "node:path";
import { type Board, toBoard, toRows } from "../analysis/leaderboard.ts";
import { addRatings } from "../analysis/leaderboard/ratings.ts";
import { findValue, listValues } from "../analysis/leaderboard/slice.ts";
import { byStart } from "../analysis/leaderboard/entries.ts";
import type { BoardRow, BoardRun, BoardSlice, Leaderboard } from "../core/leaderboard.ts";
import { noSuchValue, unlikeRuns } from "../core/result-errors.ts";
import { invalidSetting } from "../core/setting-errors.ts";
import type { Summary } from "../core/summary.ts";
import { unknownName } from "../core/user-errors.ts";
import { suggest } from "../loader/suggest.ts";
import { findMetadata, loadCatalog } from "../models/catalog.ts";
import { writeAtomic } from "../store/atomic-file.ts";
import type { VoteFlags } from "./arena/load-ratings.ts";
import { type ChosenRun, chooseRuns } from "./leaderboard/choose-runs.ts";
import { renderCsv } from "./leaderboard/csv.ts";
import { findLeftOut } from "./leaderboard/left-out.ts";
import { renderMarkdown } from "./leaderboard/markdown.ts";
import { flagOf, type LeaderboardFlags, PUBLIC_SLICE, toAskedSlices } from "./leaderboard/options.ts";
import { renderTable } from "./leaderboard/table.ts";
import { describePlacings, toOneLine } from "./leaderboard/words.ts";

/** Width of what is no terminal. */
const DEFAULT_COLUMNS = 100;

export async function leaderboardCommand(names: readonly string[], flags: LeaderboardFlags): Promise<void> {
  const results = resolve(flags.results);
  const chosen = await chooseRuns({ names, results, suite: flags.suite ?? null });
  const summaries = await relabel(
    chosen.runs.map(({ summary }) => summary),
    flags.modelsFile,
  );
  const board = toBoard(summaries, flags.metric ?? null);
  const isUnlike = board.differences.some(({ severity }) => severity === "refuses");
  if (isUnlike && flags.force !== true)
    throw unlikeRuns(board.differences.filter(({ severity }) => severity === "refuses"));
  const asked = toAskedSlices(flags).map((slice) => requireKnown(slice, board));
  const slices = flags.publiclyAvailable === true ? [PUBLIC_SLICE, ...asked] : asked;
  const view = { slices, k: flags.attempts ?? null, onlyFront: flags.pareto === true };
  if (flags.placing !== undefined) {
    const warning = isUnlike ? "FORCED: of unlike runs\n" : "";
    return print(`${warning}${renderPlacings(board, slices, flags.placing)}`, flags);
  }
  const { k, rows } = toRows(board, view);
  const leaderboard: Leaderboard = {
    schema: 1,
    metric: board.metric,
    k,
    slices,
    onlyFront: view.onlyFront,
    isForced: isUnlike,
    differences: [...board.differences],
    runs: chosen.runs.toSorted((a, b) => byStart(a.summary, b.summary)).map(toBoardRun),
    leftOut: await findLeftOut(chosen, results),
    rows,
  };
  await print(RENDERERS[flags.format](await withRatings(leaderboard, board, flags)), flags);
}

async function withRatings(leaderboard: Leaderboard, board: Board, flags: VoteFlags): Promise<Leaderboard> {
  if (flags.votes === undefined && flags.judgeVotes === undefined) return leaderboard;
  const { loadRatings } = await import("./arena/load-ratings.ts");
  return addRatings(leaderboard, board, await loadRatings(flags));
}

const RENDERERS: Readonly<Record<LeaderboardFlags["format"], (board: Leaderboard) => string>> = {
  table: (board) => renderTable(board, process.stdout.columns ?? DEFAULT_COLUMNS),
  markdown: renderMarkdown,
  csv: renderCsv,
  json: (board) => `${JSON.stringify(board, null, 2)}\n`,
};

async function print(text: string, { out }: LeaderboardFlags): Promise<void> {
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  await writeAtomic(resolve(out), text).catch((error: unknown) => {
    throw invalidSetting("--out", out, (error as Error).message);
  });
}

/** What is known of models may be told anew: what a run says of them is its maker's word. */
async function relabel(
  summaries: readonly Summary[],
  files: readonly string[] | undefined,
): Promise<Summary[]> {
  if (files === undefined) return [...summaries];
  const catalog = await loadCatalog(files.map((file) => resolve(file)));
  return summaries.map((summary) => ({
    ...summary,
    groups: summary.groups.map((group) => {
      const { model } = group.configuration;
      if (model === null) return group;
      const metadata = findMetadata(catalog, model.name);
      return { ...group, configuration: { ...group.configuration, model: { ...model, metadata } } };
    }),
  }));
}

/** The slice with each value as the runs spell it. @throws UserError `no-such-value` for what none of them has */
export function requireKnown({ by, values }: BoardSlice, { entries, facets }: Board): BoardSlice {
  const known = listValues(by, entries, facets);
  const spelt = values.map((value) => {
    const found = findValue(value, known);
    if (found === null) throw noSuchValue(flagOf(by), { value, known, suggestion: suggest(value, known) });
    return found;
  });
  return { by, values: spelt };
}

function toBoardRun({ summary, sha256 }: ChosenRun): BoardRun {
  const { runId, derivedFrom, startedAt, finishedAt, buildoff, planned, finished, infraErrors } = summary;
  return { runId, derivedFrom, startedAt, finishedAt, buildoff, planned, finished, infraErrors, sha256 };
}

/** A sentence for each configuration of the model, or for the one that was named. @throws UserError `unknown-name` */
function renderPlacings(board: Board, slices: readonly BoardSlice[], name: string): string {
  const { rows } = toRows(board, { slices: [], k: 1, onlyFront: false });
  const inSlice = new Map(
    toRows(board, { slices, k: 1, onlyFront: false }).rows.map((row) => [row.label, row]),
  );
  const named = rows.filter((row) => namesOf(row).includes(name));
  if (named.length === 0) {
    const known = [...new Set(rows.map(({ configuration, label }) => configuration.model?.name ?? label))];
    throw unknownName("model or configuration", name, known, suggest(name, known));
  }
  const models = rows.flatMap(({ configuration: { model } }) => (model === null ? [] : [model.name]));
  const noun = new Set(models).size === models.length ? "models" : "configurations";
  return named
    .map((row) => {
      const subject = noun === "models" ? (row.configuration.model?.name ?? row.label) : row.label;
      return `${toOneLine(describePlacings(subject, inSlice.get(row.label) ?? row, noun))}\n`;
    })
    .join("");
}

const namesOf = ({ label, configuration: { name, model } }: BoardRow): string[] =>
  [label, name, model?.name].filter((one) => one !== undefined);
