import { daysBetween, parseDay } from "./dates.ts";
import { type Ledger, listTransactions, type Transaction } from "./ledger.ts";
import { parseAmount } from "./money.ts";

/** A line of a statement that can be imported; the first line of the file is line 1. */
export interface StatementLine {
  readonly number: number;
  readonly date: string;
  readonly description: string;
  readonly amount: number;
}

export interface Problem {
  readonly number: number;
  readonly text: string;
}

export interface Statement {
  readonly lines: readonly StatementLine[];
  readonly problems: readonly Problem[];
}

/** A line with what the ledger says about it. */
export interface JudgedLine extends StatementLine {
  readonly category: string | null;
  readonly isDuplicate: boolean;
}

/** How many days a bank may be earlier or later than the ledger. */
const NEAR = 3;

/** What a bank's CSV file holds, or null where a column is missing. */
export function readStatement(text: string): Statement | null {
  const [head = "", ...rows] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const columns = splitValues(head);
  const dateAt = columns.indexOf("Date");
  const descriptionAt = columns.indexOf("Description");
  const amountAt = columns.indexOf("Amount");
  if (dateAt < 0 || descriptionAt < 0 || amountAt < 0) return null;

  const lines: StatementLine[] = [];
  const problems: Problem[] = [];
  rows.forEach((row, index) => {
    if (row.trim() === "") return;
    const number = index + 2;
    const values = splitValues(row);
    const date = parseDay(values[dateAt] ?? "");
    const description = values[descriptionAt] ?? "";
    const amount = parseBankAmount(values[amountAt] ?? "");
    if (date === null) problems.push({ number, text: `Line ${number}: the date cannot be read.` });
    else if (description === "")
      problems.push({ number, text: `Line ${number}: the description is missing.` });
    else if (amount === null) problems.push({ number, text: `Line ${number}: the amount cannot be read.` });
    else lines.push({ number, date, description, amount });
  });
  return { lines, problems };
}

/** What the lines would be in an account: each gets the category of its payee, and is compared with what is there. */
export function judgeLines(ledger: Ledger, accountId: string, lines: readonly StatementLine[]): JudgedLine[] {
  const categories = new Map<string, string>();
  for (const { payee, category } of listTransactions(ledger, { accountId: null, search: "" })) {
    const key = payee.toLowerCase();
    if (category !== null && !categories.has(key)) categories.set(key, category);
  }
  const free = new Set(ledger.transactions.filter((transaction) => transaction.accountId === accountId));
  return lines.map((line) => {
    const known = findNearest(free, line);
    if (known !== null) free.delete(known);
    const category = categories.get(line.description.toLowerCase()) ?? null;
    return { ...line, category, isDuplicate: known !== null };
  });
}

export function toTransaction(line: JudgedLine, accountId: string): Omit<Transaction, "id"> {
  const { date, description, amount, category } = line;
  return { date, accountId, payee: description, category, amount };
}

/** The transaction of the nearest day that a line may stand for; the earlier one of two that are equally near. */
function findNearest(free: Iterable<Transaction>, { date, amount }: StatementLine): Transaction | null {
  let nearest: Transaction | null = null;
  let best = Infinity;
  for (const transaction of free) {
    if (transaction.amount !== amount) continue;
    const days = daysBetween(date, transaction.date);
    const isNearer = Math.abs(days) < Math.abs(best) || (Math.abs(days) === Math.abs(best) && days < best);
    if (Math.abs(days) > NEAR || !isNearer) continue;
    nearest = transaction;
    best = days;
  }
  return nearest;
}

/** The cents of an amount such as `-58.95` or `2,650.00`; null for zero and for what is no amount. */
function parseBankAmount(text: string): number | null {
  const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text);
  const cents = parseAmount(isGrouped ? text.replaceAll(",", "") : text);
  return cents === 0 ? null : cents;
}

/** The values of a line of a CSV file: between commas, perhaps in double quotes, without white space around them. */
function splitValues(row: string): string[] {
  const values: string[] = [];
  let value = "";
  let isQuoted = false;
  for (let at = 0; at < row.length; at += 1) {
    const char = row[at]!;
    if (isQuoted) {
      if (char !== '"') value += char;
      else if (row[at + 1] === '"') {
        value += char;
        at += 1;
      } else isQuoted = false;
    } else if (char === '"' && value.trim() === "") {
      value = "";
      isQuoted = true;
    } else if (char === ",") {
      values.push(value.trim());
      value = "";
    } else value += char;
  }
  return [...values, value.trim()];
}
