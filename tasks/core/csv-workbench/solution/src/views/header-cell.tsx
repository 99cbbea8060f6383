import type { Sort } from "../analysis/arrange-rows.ts";

interface HeaderCellProps {
  readonly column: string;
  readonly direction: Sort["direction"] | null;
  readonly onSort: () => void;
}

const ARROWS = { ascending: "▲", descending: "▼" };

export function HeaderCell({ column, direction, onSort }: HeaderCellProps) {
  return (
    <div role="columnheader" aria-sort={direction ?? "none"} className="table-cell">
      <button type="button" className="sorter" onClick={onSort}>
        <span className="sorter-name">{column}</span>
        <span aria-hidden="true" className="sorter-arrow">
          {direction && ARROWS[direction]}
        </span>
      </button>
    </div>
  );
}
