import type { Table } from "../table.ts";
import { writeCsv } from "./write.ts";

/** Saves the table beside the file that it comes from: `stock.csv` gives `stock-cleaned.csv`. */
export function downloadCsv(table: Table, originalName: string): void {
  const url = URL.createObjectURL(new Blob([writeCsv(table)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${originalName.replace(/\.[^.]*$/, "")}-cleaned.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
