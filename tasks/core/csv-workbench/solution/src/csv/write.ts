import type { Row, Table } from "../table.ts";

const LINE_END = "\r\n";

/** Writes by RFC 4180, with quotes only where they are needed. */
export function writeCsv({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => writeRecord(row) + LINE_END).join("");
}

/** An empty line would be no record. */
function writeRecord(row: Row): string {
  return row.map(quoteIfNeeded).join(",") || '""';
}

function quoteIfNeeded(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
