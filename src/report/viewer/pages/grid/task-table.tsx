import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useMemo, useRef } from "react";
import { hrefs } from "../../data/router.ts";
import { DataText } from "../../parts/data-text.tsx";
import { Cell } from "./cell.tsx";
import type { ShownProps } from "./shown.ts";
import { type TaskRow, toTaskGrid } from "./task-rows.ts";
import { useRoving } from "./use-roving.ts";

const ROW_HEIGHT = { withPictures: 176, without: 72 };
/** Rows beyond the edges, so that a key that goes down finds the next one. */
const OVERSCAN = 2;

/** Tasks by configurations. Only the rows in sight are on the page. */
export function TaskTable({ run, shown, view, flips }: ShownProps) {
  const { groups, rows } = useMemo(() => toTaskGrid(run, shown, view.sort), [run, shown, view.sort]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (view.hasPictures ? ROW_HEIGHT.withPictures : ROW_HEIGHT.without),
    getItemKey: (place) => `${rows[place]!.task} ${view.hasPictures}`,
    overscan: OVERSCAN,
  });
  const roving = useRoving({
    scroller,
    rows: rows.length,
    scrollTo: (row) => virtualizer.scrollToIndex(row),
  });
  const style = { "--columns": groups.length } as CSSProperties;
  return (
    <div className="grid-scroll" ref={scroller}>
      <div
        role="grid"
        aria-label="Trials by task and configuration"
        aria-rowcount={rows.length + 1}
        aria-colcount={groups.length + 1}
        className="grid-table"
        style={style}
        {...roving}
      >
        <div role="rowgroup" className="grid-head">
          <div role="row" aria-rowindex={1} className="grid-row">
            <span role="columnheader" className="grid-name">
              Task
            </span>
            {groups.map((group) => (
              <span role="columnheader" key={group}>
                <DataText>{run.summary.groups[group]!.configuration.name}</DataText>
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="grid-body" style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              data-index={item.index}
              ref={virtualizer.measureElement}
              className="grid-row"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <TaskCells {...{ run, view, flips }} row={rows[item.index]!} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function TaskCells({ run, row, view, flips }: Pick<ShownProps, "run" | "view" | "flips"> & { row: TaskRow }) {
  const task = run.tasks[row.task]!;
  const hasLanguages = run.trials.languages.length > 1;
  return (
    <>
      <div role="rowheader" className="grid-name">
        <a href={hrefs.task(run.runId, task.id)} tabIndex={-1}>
          <DataText>{task.title}</DataText>
        </a>
        <span className="dim">{`${task.category} · ${task.difficulty}`}</span>
      </div>
      {row.cells.map((places, column) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column is its place
        <div role="gridcell" key={column}>
          <Cell
            run={run}
            places={places}
            flips={flips}
            hasPictures={view.hasPictures}
            hasLanguages={hasLanguages}
          />
        </div>
      ))}
    </>
  );
}
