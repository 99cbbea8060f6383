import { createReader, parseCount, parseText } from "./input.js";
import { findJob } from "./jobs.js";
import { priceWork } from "./money.js";
import { invalid, Problem } from "./problems.js";

const NOT_A_COUNT = "Enter a whole number from 1 to 999.";

/** Puts a part out of the stock on a job. */
export function addPart(book, number, input) {
  return book.transact(() => {
    findJob(book, number);
    const part = typeof input.sku === "string" && book.get("SELECT * FROM parts WHERE sku = ?", input.sku);
    const reader = createReader(input);
    reader.read("sku", () => part || null, "Choose a part.");
    const quantity = reader.read("quantity", parseCount, NOT_A_COUNT);
    reader.finish();
    if (quantity > part.stock) throw new Problem("out_of_stock", `Only ${part.stock} left.`);
    book.run("UPDATE parts SET stock = stock - ? WHERE sku = ?", quantity, part.sku);
    const { sku, name, price } = part;
    return addLine(book, number, { sku, description: name, quantity, amount: quantity * price });
  });
}

/** Puts minutes of work on a job. */
export function addWork(book, number, input) {
  return book.transact(() => {
    findJob(book, number);
    const reader = createReader(input);
    const description = reader.read("work", parseText, "Say what the work is.");
    const quantity = reader.read("minutes", parseCount, NOT_A_COUNT);
    reader.finish();
    return addLine(book, number, { sku: null, description, quantity, amount: priceWork(quantity) });
  });
}

function addLine(book, number, { sku, description, quantity, amount }) {
  const sql = "INSERT INTO lines (job, sku, description, quantity, amount) VALUES (?, ?, ?, ?, ?)";
  book.run(sql, number, sku, description, quantity, amount);
  return endAgreement(book, number);
}

/** Takes a line off a job; a part goes back into the stock. */
export function removeLine(book, number, id) {
  return book.transact(() => {
    findJob(book, number);
    const line = book.get("DELETE FROM lines WHERE id = ? AND job = ? RETURNING sku, quantity", id, number);
    if (line === undefined) throw new Problem("not_found", "There is no such line.");
    book.run("UPDATE parts SET stock = stock + ? WHERE sku = ?", line.quantity, line.sku);
    return endAgreement(book, number);
  });
}

/** What has changed has to be agreed to anew. */
function endAgreement(book, number) {
  book.run("UPDATE jobs SET agreed = 0 WHERE number = ?", number);
  return findJob(book, number);
}

/** Notes that the customer has agreed to the estimate as it is. */
export function agree(book, number) {
  return book.transact(() => {
    if (findJob(book, number).lines.length === 0) throw invalid({ agreed: "There is nothing to agree to." });
    book.run("UPDATE jobs SET agreed = 1 WHERE number = ?", number);
    return findJob(book, number);
  });
}

export const listParts = (book) => book.all("SELECT sku, name, price, stock FROM parts ORDER BY name");
