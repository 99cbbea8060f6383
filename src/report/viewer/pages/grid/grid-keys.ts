/** Where one is in a grid: a row, a column, and a stop in that cell. */
export interface Spot {
  readonly row: number;
  readonly column: number;
  readonly stop: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Stops of a cell; at least one. */
  readonly stops: (column: number) => number;
}

const PAGE_ROWS = 4;

/** Where a key leads; null: it is none of the grid's. */
export function moveSpot(
  { row, column, stop }: Spot,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { rows, columns, stops }: GridSize,
): Spot | null {
  const toRow = (next: number): Spot => ({ row: Math.max(0, Math.min(rows - 1, next)), column, stop: 0 });
  switch (key) {
    case "ArrowRight":
      if (!ctrlKey && stop + 1 < stops(column)) return { row, column, stop: stop + 1 };
      return column + 1 < columns ? { row, column: column + 1, stop: 0 } : { row, column, stop };
    case "ArrowLeft":
      if (!ctrlKey && stop > 0) return { row, column, stop: stop - 1 };
      if (column === 0) return { row, column, stop: 0 };
      return { row, column: column - 1, stop: ctrlKey ? 0 : stops(column - 1) - 1 };
    case "ArrowDown":
      return toRow(row + 1);
    case "ArrowUp":
      return toRow(row - 1);
    case "PageDown":
      return toRow(row + PAGE_ROWS);
    case "PageUp":
      return toRow(row - PAGE_ROWS);
    case "Home":
      return { row: ctrlKey ? 0 : row, column: 0, stop: 0 };
    case "End":
      return { row: ctrlKey ? rows - 1 : row, column: columns - 1, stop: 0 };
    default:
      return null;
  }
}
