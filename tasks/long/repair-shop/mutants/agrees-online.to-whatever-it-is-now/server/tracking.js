import { parseCode } from "./codes.js";
import { agree } from "./estimates.js";
import { findJob } from "./jobs.js";
import { Problem } from "./problems.js";

function findTracked(book, code) {
  const row = book.get("SELECT number FROM jobs WHERE code = ?", parseCode(code));
  if (row === undefined) throw new Problem("not_found", "We do not know this code.");
  return findJob(book, row.number);
}

/** All that the customer may see of a job, and anybody who has its code. */
const toTracked = ({ bicycle, status, lines, total, agreed }) => ({
  bicycle,
  status,
  total: lines.length > 0 ? total : null,
  agreed,
});

/** @throws Problem where nobody has this code */
export const track = (book, code) => toTracked(findTracked(book, code));

/** The customer agrees to a total that they have seen. @throws Problem where it is not that of the estimate any more */
export function agreeToTotal(book, code, total) {
  const { number } = findTracked(book, code);
  const agreed = agree(book, number, (job) => {
    if (job.lines.length === 0 || typeof total !== "number" || job.status === "collected")
      throw new Problem("changed", "The estimate has changed.");
  });
  return toTracked(agreed);
}
