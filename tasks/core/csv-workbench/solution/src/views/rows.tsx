import { useDeferredValue, useMemo, useState } from "react";
import { arrangeRows, type Filter, nextSort, type Sort } from "../analysis/arrange-rows.ts";
import type { ColumnSummary } from "../analysis/summarise.ts";
import type { Table } from "../table.ts";
import { formatCount } from "../words.ts";
import { DataTable } from "./data-table.tsx";
import { FilterFields } from "./filter-fields.tsx";

interface RowsProps {
  readonly table: Table;
  readonly summaries: readonly ColumnSummary[];
}

/** The table with what chooses and orders its rows. */
export function Rows({ table, summaries }: RowsProps) {
  const [sort, setSort] = useState<Sort | null>(null);
  const [filter, setFilter] = useState<Filter>({ column: null, text: "" });
  const filterInForce = useDeferredValue(filter);
  const rows = useMemo(() => {
    const types = summaries.map(({ type }) => type);
    return arrangeRows(table, types, { sort, filter: filterInForce });
  }, [table, summaries, sort, filterInForce]);
  const isFilteredAway = rows.length === 0 && table.rows.length > 0;
  return (
    <section className="card" aria-label="Rows">
      <div className="table-tools">
        <FilterFields columns={table.columns} filter={filter} onChange={setFilter} />
        <p className="row-count" data-testid="row-count" role="status">
          {formatCount(rows.length)} of {formatCount(table.rows.length)} rows
        </p>
      </div>
      <DataTable
        columns={table.columns}
        rows={rows}
        sort={sort}
        arrangement={JSON.stringify([sort, filterInForce])}
        onSort={(column) => setSort(nextSort(sort, column))}
      />
      {isFilteredAway && <p className="nothing">No rows match this filter.</p>}
    </section>
  );
}
