import { type CSSProperties, useEffect, useRef } from "react";
import type { Sort } from "../analysis/arrange-rows.ts";
import type { Row } from "../table.ts";
import { HeaderCell } from "./header-cell.tsx";
import { ROW_HEIGHT, useVisibleRange } from "./use-visible-range.ts";

interface DataTableProps {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly sort: Sort | null;
  /** Differs whenever the rows were chosen or ordered anew; the table then shows its first ones. */
  readonly arrangement: string;
  readonly onSort: (column: string) => void;
}

/** A table of any length, of which only the rows near the visible ones are in the document. */
export function DataTable({ columns, rows, sort, arrangement, onSort }: DataTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last } = useVisibleRange(scroller, rows.length);

  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [arrangement]);

  return (
    <div
      ref={scroller}
      className="scroller"
      data-testid="scroller"
      role="region"
      aria-label="Scrollable rows"
      tabIndex={0}
    >
      <div
        role="table"
        aria-label="Data"
        aria-rowcount={rows.length + 1}
        data-testid="table"
        className="table"
        style={{ "--columns": columns.length } as CSSProperties}
      >
        <div role="rowgroup" className="table-head">
          <div role="row" aria-rowindex={1} className="table-row">
            {columns.map((column) => (
              <HeaderCell
                key={column}
                column={column}
                direction={sort?.column === column ? sort.direction : null}
                onSort={() => onSort(column)}
              />
            ))}
          </div>
        </div>
        <div role="rowgroup" className="table-body" style={{ height: rows.length * ROW_HEIGHT }}>
          {rows.slice(first, last).map((row, offset) => {
            const index = first + offset;
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                data-testid="row"
                className={index % 2 === 0 ? "table-row" : "table-row odd"}
                style={{ top: index * ROW_HEIGHT }}
              >
                {row.map((value, column) => (
                  <div key={column} role="cell" data-testid="cell" className="table-cell">
                    {value}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
