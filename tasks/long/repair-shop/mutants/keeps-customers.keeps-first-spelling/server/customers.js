import { toIdentity } from "./identity.js";
import { createReader, parsePhone, parseText } from "./input.js";
import { Problem } from "./problems.js";

const SELECT = `
  SELECT id, name, phone, (SELECT count(*) FROM jobs WHERE customer_id = customers.id) AS jobs FROM customers`;

const compareNames = new Intl.Collator("en").compare;

/** All customers by name. */
export const listCustomers = (book) =>
  book.all(SELECT).toSorted((one, other) => compareNames(one.name, other.name) || one.id - other.id);

/** @throws Problem where there is no such customer */
export function findCustomer(book, id) {
  const customer = book.get(`${SELECT} WHERE id = ?`, id);
  if (customer === undefined) throw new Problem("not_found", "There is no such customer.");
  return customer;
}

/** The id of who brings a bicycle: somebody known is from now on written as here, somebody new is noted. */
export function noteCustomer(book, name, phone) {
  const sql = `INSERT INTO customers (name, phone, identity) VALUES (?, ?, ?)
    ON CONFLICT (identity) DO UPDATE SET name = name RETURNING id`;
  return book.get(sql, name, phone, toIdentity(name, phone)).id;
}

/** Changes the name, the phone or both. */
export function changeCustomer(book, id, changes) {
  return book.transact(() => {
    const reader = createReader({ ...findCustomer(book, id), ...changes });
    const name = reader.read("name", parseText, "Enter a name.");
    const phone = reader.read("phone", parsePhone, "Enter a phone number.");
    reader.finish();
    const identity = toIdentity(name, phone);
    const other = book.get("SELECT 1 FROM customers WHERE identity = ? AND id <> ?", identity, id);
    if (other !== undefined) throw new Problem("duplicate", "There is already such a customer.");
    book.run(
      "UPDATE customers SET name = ?, phone = ?, identity = ? WHERE id = ?",
      name,
      phone,
      identity,
      id,
    );
    return findCustomer(book, id);
  });
}
