import { useMemo } from "react";
import type { Boards } from "../../../model/boards.ts";
import { hrefs, replacePlace } from "../../data/router.ts";
import { DataText } from "../../parts/data-text.tsx";
import { countOf } from "../../parts/words.ts";
import { BoardPlot } from "./board-plot.tsx";
import { BoardTable } from "./board-table.tsx";
import { Controls } from "./controls.tsx";
import { Notes } from "./notes.tsx";
import { toShownRows } from "./shown-rows.ts";
import { type BoardView, isFiltered, toQuery } from "./view.ts";
import { toNoun, toSliceKey } from "./words.ts";

export function BoardPage({ boards, view }: { boards: Boards; view: BoardView }) {
  const { metric } = boards;
  const board = boards.boards.find((one) => toSliceKey(one) === (view.slice ?? "")) ?? boards.boards[0];
  const shown = useMemo(() => toShownRows(board?.rows ?? [], view, metric), [board, view, metric]);
  if (board === undefined) return <p>There is nothing to rank.</p>;
  const change = (after: BoardView): void => replacePlace(hrefs.leaderboard(toQuery(after)));
  const isPart = isFiltered(view) || board.slice !== null;
  const ranked = shown.filter(({ rank }) => rank !== null).length;
  return (
    <>
      <Unlike lines={boards.unlike} />
      <Controls boards={boards} board={board} view={view} change={change} />
      <p role="status" className="dim">
        {`${shown.length} of ${countOf(board.rows.length, "configuration")}, ${ranked} ranked by ${metric === "score" ? "score" : "pass rate"}`}
        {board.slice !== null && (
          <>
            {`, on tasks of ${board.slice.by} `}
            <DataText>{board.slice.value}</DataText>
          </>
        )}
        .
      </p>
      {shown.length === 0 ? (
        <p>No configuration fits these filters.</p>
      ) : (
        <BoardTable
          shown={shown}
          k={board.k}
          view={view}
          change={change}
          isPart={isPart}
          noun={toNoun(board.rows)}
          metric={metric}
        />
      )}
      <Notes shown={shown} isPart={isPart} />
      <BoardPlot shown={shown} />
    </>
  );
}

function Unlike({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className="note board-unlike">
      <p>These runs are not alike, so ranks between them may mean nothing. What differs:</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <DataText>{line}</DataText>
          </li>
        ))}
      </ul>
    </div>
  );
}
