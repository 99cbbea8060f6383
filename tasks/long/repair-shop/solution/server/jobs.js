import { createReader, parsePhone, parseText } from "./input.js";
import { Problem } from "./problems.js";
import { checkMove } from "./statuses.js";

const SELECT = "SELECT number, customer, phone, bicycle, fault, status, received AS receivedOn FROM jobs";

const fold = (text) => text.toLocaleLowerCase("en");

/** Jobs of these statuses that hold `text`, newest number first. */
export function listJobs(book, { statuses, text = "" }) {
  const wanted = fold(text.trim());
  return book
    .all(`${SELECT} ORDER BY number DESC`)
    .filter(({ status }) => statuses.includes(status))
    .filter((job) => [job.customer, job.phone, job.bicycle].some((value) => fold(value).includes(wanted)));
}

/** @throws Problem where there is no such job */
export function findJob(book, number) {
  const job = book.get(`${SELECT} WHERE number = ?`, number);
  if (job === undefined) throw new Problem("not_found", "There is no such job.");
  return job;
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
    const sql =
      "INSERT INTO jobs (number, customer, phone, bicycle, fault, status, received) VALUES (?, ?, ?, ?, ?, ?, ?)";
    book.run(sql, number, customer, phone, bicycle, fault, "received", new Date().toISOString().slice(0, 10));
    return findJob(book, number);
  });
}

export function moveJob(book, staff, number, status) {
  return book.transact(() => {
    checkMove(staff, findJob(book, number), status);
    book.run("UPDATE jobs SET status = ? WHERE number = ?", status, number);
    return findJob(book, number);
  });
}
