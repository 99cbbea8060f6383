import type { Estimate } from "../core/estimate.ts";
import type { BoardDifference, BoardRow, BoardSlice, Metric } from "../core/leaderboard.ts";
import type { Summary } from "../core/summary.ts";
import { type Entry, poolRuns } from "./leaderboard/entries.ts";
import { type Figures, toFigures } from "./leaderboard/figures.ts";
import { toLabels } from "./leaderboard/labels.ts";
import { findFront } from "./leaderboard/pareto.ts";
import { type Contender, findPlacing, findPlacings } from "./leaderboard/placings.ts";
import { rankByInterval } from "./leaderboard/rank.ts";
import { type Facets, fitsModels, fitsTasks, slicesTasks } from "./leaderboard/slice.ts";
import { findUnlike, findUntried } from "./leaderboard/unlike.ts";
import { chooseK, estimatePassAt } from "./pass-at.ts";

/** Runs as far as every slice of them has it in common. */
export interface Board {
  readonly entries: readonly Entry[];
  readonly labels: ReadonlyMap<Entry, string>;
  readonly facets: Facets;
  readonly differences: readonly BoardDifference[];
  readonly metric: Metric;
}

/** @param metric null: the suite's headline */
export function toBoard(summaries: readonly Summary[], metric: Metric | null): Board {
  const entries = poolRuns(summaries);
  const labels = toLabels(entries);
  return {
    entries,
    labels,
    facets: Object.assign({}, ...summaries.map(({ facets }) => facets)) as Facets,
    differences: [...findUnlike(summaries), ...findUntried(entries, labels)],
    metric: metric ?? entries[0]?.runs[0]?.headline ?? "score",
  };
}

export interface BoardView {
  /** Each must fit; none: everything. */
  readonly slices: readonly BoardSlice[];
  /** Of pass@k and pass^k; null: the largest that all have. */
  readonly k: number | null;
  readonly onlyFront: boolean;
}

/** The rows of a slice, the best first, each with its rank in the slice and overall. */
export function toRows(
  board: Board,
  view: BoardView,
): { readonly k: number | null; readonly rows: BoardRow[] } {
  const measured = new Map(board.entries.map((entry) => [entry, measure(board, entry, [])]));
  const overall = [...measured.values()];
  const shown = board.entries
    .filter(({ configuration }) => fitsModels(configuration, view.slices))
    .map((entry) => (slicesTasks(view.slices) ? measure(board, entry, view.slices) : measured.get(entry)!));
  const k = view.k ?? chooseK(shown.map(({ tallies }) => tallies));
  const ranks = rankByInterval(shown.map(({ estimate }) => estimate));
  const front = findFront(shown.map(toOffer));
  const rows = shown.map((measured, index): BoardRow => {
    const { entry, tallies, figures } = measured;
    const placings = findPlacings(overall, entry);
    const inSlice = view.slices.length === 0 ? null : findPlacing(shown, entry);
    return {
      rank: ranks[index]!,
      overallRank: placings.find(({ among }) => among === "overall")?.rank ?? null,
      isOnParetoFront: front[index]!,
      label: board.labels.get(entry)!,
      configuration: entry.configuration,
      suite: entry.suite,
      ...figures,
      passAt: k === null ? null : estimatePassAt(tallies, k),
      ...describeRuns(entry),
      placings:
        inSlice === null
          ? placings
          : [...placings, { among: "slice", value: describeSlices(view.slices), ...inSlice }],
    };
  });
  const kept = view.onlyFront ? rows.filter(({ isOnParetoFront }) => isOnParetoFront) : rows;
  return { k, rows: kept.toSorted(byRank(board.metric)) };
}

interface Measured extends Contender {
  readonly tallies: Entry["tallies"];
  readonly figures: Figures;
}

function measure({ facets, metric }: Board, entry: Entry, slices: readonly BoardSlice[]): Measured {
  const tallies = entry.tallies.filter((tally) => fitsTasks(tally, slices, facets));
  const figures = toFigures(entry, tallies, metric);
  const estimate: Estimate =
    figures.unranked === null ? figures[metric] : { ...figures[metric], interval: null };
  return { entry, tallies, figures, estimate };
}

/** What is not ranked is no offer: a reference costs nothing and beats everybody. */
const toOffer = ({ figures: { unranked, perTrial, score } }: Measured) => ({
  costUsd: unranked === "no-model" ? null : perTrial.costUsd,
  score: score.value,
});

function describeRuns({ runs }: Entry): Pick<BoardRow, "runs" | "firstRunAt" | "lastRunAt" | "buildoff"> {
  return {
    runs: runs.map(({ runId }) => runId),
    firstRunAt: runs[0]!.startedAt,
    lastRunAt: runs.at(-1)!.startedAt,
    buildoff: [...new Set(runs.map(({ buildoff }) => buildoff))].toSorted(),
  };
}

/** `category dashboard or game, agent loop`. */
export const describeSlices = (slices: readonly BoardSlice[]): string =>
  slices.map(({ by, values }) => `${FACET_WORDS[by] ?? by} ${values.join(" or ")}`).join(", ");

const FACET_WORDS: Readonly<Partial<Record<BoardSlice["by"], string>>> = {
  organisationRegion: "organisation's region",
  endpointRegion: "endpoint's region",
};

/** By rank; then what has a model before what has none, the better figure first, and the name. */
function byRank(metric: Metric): (a: BoardRow, b: BoardRow) => number {
  const keys = (row: BoardRow): readonly number[] => [
    row.rank ?? Number.MAX_SAFE_INTEGER,
    Number(row.unranked === "no-model"),
    -(row[metric].value ?? -1),
  ];
  return (a, b) => {
    const [left, right] = [keys(a), keys(b)];
    const at = left.findIndex((key, index) => key !== right[index]);
    if (at !== -1) return left[at]! - right[at]!;
    return a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
  };
}
