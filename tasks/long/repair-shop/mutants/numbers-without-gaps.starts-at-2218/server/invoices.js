import { sumUp } from "./money.js";
import { Problem } from "./problems.js";

const SELECT = `
  SELECT number, job, customer, phone, bicycle, issued AS issuedOn, lines, cancels,
    (SELECT other.number FROM invoices AS other WHERE other.cancels = invoices.number) AS cancelledBy
  FROM invoices`;

function toInvoice({ lines: text, ...row }) {
  const [lines, kind] = [JSON.parse(text), row.cancels === null ? "invoice" : "credit-note"];
  const sums = kind === "invoice" ? sumUp(lines) : negate(sumUp(lines.map(negateLine)));
  return { ...row, kind, lines, ...sums };
}

const negateLine = (line) => ({ ...line, amount: -line.amount });
const negate = ({ net, vat, total }) => ({ net: -net, vat: -vat, total: -total });

/** All invoices and credit notes, newest number first. */
export const listInvoices = (book) => book.all(`${SELECT} ORDER BY number DESC`).map(toInvoice);

/** Those of one job, oldest first. */
export const listInvoicesOf = (book, job) =>
  book.all(`${SELECT} WHERE job = ? ORDER BY number`, job).map(toInvoice);

/** @throws Problem where there is no such invoice */
export function findInvoice(book, number) {
  const row = book.get(`${SELECT} WHERE number = ?`, number);
  if (row === undefined) throw new Problem("not_found", "There is no such invoice.");
  return toInvoice(row);
}

/** Writes the invoice of a job that is handed over. Within a transaction: a number is used or it is not. */
export function issueInvoice(book, job) {
  if (job.lines.length === 0) return;
  if (!job.agreed) throw new Problem("not_agreed", "The customer has not agreed to the estimate.");
  const lines = job.lines.map(({ id: _, ...line }) => line);
  write(book, { ...job, job: job.number, lines, cancels: null });
}

/** Writes the credit note for the invoice of a job that comes back, where it has one. */
export function cancelInvoice(book, { invoice }) {
  if (invoice === null) return;
  const cancelled = findInvoice(book, invoice);
  write(book, { ...cancelled, lines: cancelled.lines.map(negateLine), cancels: invoice });
}

function write(book, { job, customer, phone, bicycle, lines, cancels }) {
  book.run(
    `INSERT INTO invoices (number, job, customer, phone, bicycle, issued, lines, cancels)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[nextNumber(book), job, customer, phone, bicycle],
    ...[new Date().toISOString().slice(0, 10), JSON.stringify(lines), cancels],
  );
}

/** One more than the last, which at first is the old program's. */
function nextNumber(book) {
  const sql = `SELECT coalesce(
    (SELECT max(number) FROM invoices), 2217
  ) + 1 AS number`;
  return book.get(sql).number;
}
