import type { ListColumn, ListOrder } from "./view.ts";

const HEADS: readonly { readonly column: ListColumn; readonly label: string; readonly isNumber: boolean }[] =
  [
    { column: "plan", label: "No.", isNumber: true },
    { column: "task", label: "Trial", isNumber: false },
    { column: "state", label: "State", isNumber: false },
    { column: "group", label: "Configuration", isNumber: false },
    { column: "score", label: "Score", isNumber: true },
    { column: "failed", label: "Failed checks", isNumber: false },
    { column: "cost", label: "Cost", isNumber: true },
    { column: "time", label: "Time", isNumber: true },
  ];

interface ListHeadProps {
  readonly order: ListOrder;
  readonly change: (order: ListOrder) => void;
}

/** Heads that sort: once more turns the order round. */
export function ListHead({ order, change }: ListHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {HEADS.map(({ column, label, isNumber }) => {
          const isSorted = order.column === column;
          const direction = order.isDescending ? "descending" : "ascending";
          return (
            <th
              key={column}
              scope="col"
              className={`${column}${isNumber ? " n" : ""}`}
              aria-sort={isSorted ? direction : undefined}
            >
              <button
                type="button"
                onClick={() => change({ column, isDescending: isSorted && !order.isDescending })}
              >
                {label}
                <span aria-hidden="true">{isSorted ? (order.isDescending ? " ↓" : " ↑") : ""}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
