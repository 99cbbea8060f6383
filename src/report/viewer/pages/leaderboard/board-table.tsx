import type { ReactNode } from "react";
import { formatCost } from "../../../../core/format.ts";
import type { Metric } from "../../../../core/leaderboard.ts";
import { DataText } from "../../parts/data-text.tsx";
import { formatPercent } from "../../parts/words.ts";
import { RangeBar } from "../../parts/range-bar.tsx";
import { WideTable } from "../../parts/table.tsx";
import { type ShownRow, sortsDown } from "./shown-rows.ts";
import { type BoardView, type Column, sortBy } from "./view.ts";
import { describePlacings, explainUnranked, formatRank } from "./words.ts";

export interface BoardTableProps {
  readonly shown: readonly ShownRow[];
  readonly k: number | null;
  readonly view: BoardView;
  readonly change: (after: BoardView) => void;
  /** Whether ranks here may be other ones than overall. */
  readonly isPart: boolean;
  readonly noun: string;
  /** What ranks. */
  readonly metric: Metric;
}

const METRIC_WORDS: Readonly<Record<Metric, string>> = { score: "Score", passRate: "Pass rate" };

/** The one that ranks stands first. */
const toColumns = (metric: Metric): readonly Metric[] =>
  metric === "score" ? ["score", "passRate"] : ["passRate", "score"];

export function BoardTable({ shown, k, view, change, isPart, noun, metric }: BoardTableProps) {
  const head = (column: Column, label: ReactNode, isNumber: boolean) => (
    <SortableHead key={column} column={column} view={view} change={change} isNumber={isNumber}>
      {label}
    </SortableHead>
  );
  return (
    <WideTable label="Leaderboard">
      <thead>
        <tr>
          {head("rank", isPart ? "Rank here" : "Rank", true)}
          {isPart && (
            <th scope="col" className="n">
              Overall
            </th>
          )}
          {head("configuration", "Configuration", false)}
          {toColumns(metric).map((name) => head(name, METRIC_WORDS[name], false))}
          {k !== null && k > 1 && head("allOf", `pass^${k}`, true)}
          {head("costUsd", "Cost a trial", true)}
          {head("costPerPassedUsd", "Cost a pass", true)}
          {head("tasks", "Tasks", true)}
          {head("scored", "Scored of trials", true)}
        </tr>
      </thead>
      <tbody>
        {shown.map((one) => (
          <Row
            key={`${one.row.configuration.key} ${one.row.suite.hash}`}
            shown={one}
            {...{ k, isPart, noun, metric }}
          />
        ))}
      </tbody>
    </WideTable>
  );
}

interface SortableHeadProps extends Pick<BoardTableProps, "view" | "change"> {
  readonly column: Column;
  readonly isNumber: boolean;
  readonly children: ReactNode;
}

function SortableHead({ column, view, change, isNumber, children }: SortableHeadProps) {
  const isSorted = view.sort === column;
  const isDown = isSorted && sortsDown(view);
  return (
    <th
      scope="col"
      className={isNumber ? "n" : undefined}
      aria-sort={isSorted ? (isDown ? "descending" : "ascending") : undefined}
    >
      <button type="button" className="board-sort" onClick={() => change(sortBy(view, column))}>
        {children}
        <span aria-hidden="true">{isSorted ? (isDown ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}

interface RowProps extends Pick<BoardTableProps, "k" | "isPart" | "noun" | "metric"> {
  readonly shown: ShownRow;
}

function Row({ shown: { row, rank, isShared, isOnFront }, k, isPart, noun, metric }: RowProps) {
  const { configuration, perTrial, costPerPassedUsd, passed, passAt } = row;
  // Its rank among all stands in a column of its own.
  const placings = row.placings.filter(({ among }) => among !== "overall");
  const about = [configuration.model?.metadata.organisation, describePlacings({ placings }, noun)].filter(
    Boolean,
  );
  const isOffer = row.unranked !== "no-model" && row.scored > 0;
  return (
    <tr>
      <td className="n">
        <span aria-hidden="true">{formatRank(rank, isShared)}</span>
        <span className="visually-hidden">
          {rank === null ? "not ranked" : `${isShared ? "joint " : ""}${rank}`}
        </span>
      </td>
      {isPart && <td className="n">{row.overallRank ?? "–"}</td>}
      <th scope="row" className="board-name">
        <DataText>{row.label}</DataText>
        {isOnFront && <span className="board-front">Pareto front</span>}
        {about.length > 0 && (
          <span className="board-about">
            <DataText>{about.join(" · ")}</DataText>
          </span>
        )}
        {row.unranked !== null && <span className="board-about">{explainUnranked(row.unranked)}</span>}
      </th>
      {toColumns(metric).map((name) => (
        <td key={name}>
          <RangeBar estimate={row[name]} />
        </td>
      ))}
      {k !== null && k > 1 && <td className="n">{passAt == null ? "–" : formatPercent(passAt.allOf)}</td>}
      <td className="n">{isOffer ? formatCost(perTrial.costUsd) : "–"}</td>
      <td className="n">{!isOffer ? "–" : passed === 0 ? "none passed" : formatCost(costPerPassedUsd)}</td>
      <td className="n">{row.tasks}</td>
      <td className="n">{`${row.scored} of ${row.trials}`}</td>
    </tr>
  );
}
