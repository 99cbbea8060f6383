import { isDay } from "../dates.ts";
import { parseAmount } from "../money.ts";

/** A line of a statement; the header is line 1. */
export interface StatementLine {
  readonly line: number;
  readonly date: string;
  readonly payee: string;
  readonly amount: number;
}

export interface Statement {
  readonly lines: readonly StatementLine[];
  readonly problems: readonly string[];
}

/** Reads a bank's CSV file; null where a column is missing that is needed. */
export function parseStatement(text: string): Statement | null {
  const [header, ...rows] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const names = readRecord(header ?? "").map((name) => name.trim());
  const columns = ["Date", "Description", "Amount"].map((name) => names.indexOf(name));
  if (columns.includes(-1)) return null;

  const lines: StatementLine[] = [];
  const problems: string[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.trim() === "") continue;
    const line = index + 2;
    const record = readRecord(row);
    const [date, payee, amount] = columns.map((column) => (record[column] ?? "").trim());
    const read = { line, date: readDate(date!), payee: payee!, amount: readAmount(amount!) };
    const problem = findProblem(read);
    if (problem === null) lines.push(read as StatementLine);
    else problems.push(`Line ${line}: ${problem}`);
  }
  return { lines, problems };
}

function findProblem({
  date,
  payee,
  amount,
}: { [Key in "date" | "payee" | "amount"]: unknown }): string | null {
  if (date === null) return "the date cannot be read.";
  if (payee === "") return "the description is missing.";
  return amount === null ? "the amount cannot be read." : null;
}

/** Values between commas; one in quotes may hold commas, and quotes that are doubled. */
function readRecord(row: string): string[] {
  return [...row.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}

/** `12/31/2025` to `2025-12-31`. */
function readDate(text: string): string | null {
  const match = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  if (match === null) return null;
  const day = `${match[3]}-${match[1]}-${match[2]}`;
  return isDay(day) ? day : null;
}

/** `-1,234.50` to cents; zero is no amount. */
function readAmount(text: string): number | null {
  const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text);
  return parseAmount(isGrouped ? text.replaceAll(",", "") : text) || null;
}
