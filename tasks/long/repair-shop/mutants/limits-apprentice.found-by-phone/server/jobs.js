import { makeCode } from "./codes.js";
import { noteCustomer } from "./customers.js";
import { createReader, parsePhone, parseText } from "./input.js";
import { cancelInvoice, issueInvoice } from "./invoices.js";
import { sumUp } from "./money.js";
import { Problem } from "./problems.js";
import { showJob } from "./rights.js";
import { checkMove } from "./statuses.js";

const SELECT = `
  SELECT number, customer_id AS customerId, name AS customer, phone, bicycle, fault, status, received AS receivedOn,
    agreed, code, (
      SELECT max(number) FROM invoices WHERE job = jobs.number AND cancels IS NULL
        AND number NOT IN (SELECT cancels FROM invoices WHERE cancels IS NOT NULL)
    ) AS invoice
  FROM jobs JOIN customers ON customers.id = customer_id`;

/** A row with its estimate. */
function toJob(book, row) {
  const sql = "SELECT id, sku, description, quantity, amount FROM lines WHERE job = ? ORDER BY id";
  const lines = book
    .all(sql, row.number)
    .map(({ sku, ...line }) => ({ ...line, kind: sku === null ? "work" : "part" }));
  return { ...row, agreed: row.agreed === 1, lines, ...sumUp(lines) };
}

const fold = (text) => text.toLocaleLowerCase("en");

/** Jobs of these statuses that hold `text` in something that this member of staff may see, newest number first. */
export function listJobs(book, staff, { statuses, text = "" }) {
  const wanted = fold(text.trim());
  return book
    .all(`${SELECT} ORDER BY number DESC`)
    .filter(({ status }) => statuses.includes(status))
    .filter((job) => {
      const { customer, bicycle, phone } = job;
      return [customer, bicycle, phone].some((value) => fold(value).includes(wanted));
    })
    .map((row) => toJob(book, row));
}

/** All jobs of a customer, newest number first. */
export const listJobsOf = (book, customerId) =>
  book.all(`${SELECT} WHERE customer_id = ? ORDER BY number DESC`, customerId).map((row) => toJob(book, row));

/** @throws Problem where there is no such job */
export function findJob(book, number) {
  const row = book.get(`${SELECT} WHERE number = ?`, number);
  if (row === undefined) throw new Problem("not_found", "There is no such job.");
  return toJob(book, row);
}

/** Takes a bicycle in. */
export function addJob(book, input) {
  const reader = createReader(input);
  const customer = reader.read("customer", parseText, "Enter a customer.");
  const phone = reader.read("phone", parsePhone, "Enter a phone number.");
  const bicycle = reader.read("bicycle", parseText, "Enter a bicycle.");
  const fault = reader.read("fault", parseText, "Enter a fault.");
  reader.finish();
  return book.transact(() => {
    const { number } = book.get("SELECT coalesce(max(number), 0) + 1 AS number FROM jobs");
    const code = makeCode((one) => book.get("SELECT 1 FROM jobs WHERE code = ?", one) !== undefined);
    const today = new Date().toISOString().slice(0, 10);
    book.run(
      `INSERT INTO jobs (number, customer_id, bicycle, fault, status, received, code)
       VALUES (?, ?, ?, ?, 'received', ?, ?)`,
      ...[number, noteCustomer(book, customer, phone), bicycle, fault, today, code],
    );
    return findJob(book, number);
  });
}

/** Moves a job on or back. What is collected gets its invoice in the same breath; what comes back has it cancelled. */
export function moveJob(book, staff, number, status) {
  return book.transact(() => {
    const job = findJob(book, number);
    checkMove(staff, job, status);
    if (status === "collected") issueInvoice(book, job);
    if (job.status === "collected") cancelInvoice(book, job);
    book.run("UPDATE jobs SET status = ? WHERE number = ?", status, number);
    return findJob(book, number);
  });
}
