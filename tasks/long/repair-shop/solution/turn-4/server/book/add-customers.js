import { toIdentity } from "../identity.js";

/** Version 4: customers of their own, out of what stands on the jobs. The newest job says how a customer is written. */
export function addCustomers(book) {
  book.script(`
    CREATE TABLE customers (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      phone TEXT NOT NULL,
      identity TEXT NOT NULL UNIQUE
    );
    ALTER TABLE jobs ADD COLUMN customer_id INTEGER REFERENCES customers (id);
  `);
  for (const { number, customer, phone } of book.all(
    "SELECT number, customer, phone FROM jobs ORDER BY number",
  )) {
    const sql = `INSERT INTO customers (name, phone, identity) VALUES (?, ?, ?)
      ON CONFLICT (identity) DO UPDATE SET name = excluded.name, phone = excluded.phone RETURNING id`;
    const { id } = book.get(sql, customer, phone, toIdentity(customer, phone));
    book.run("UPDATE jobs SET customer_id = ? WHERE number = ?", id, number);
  }
  book.script(`
    ALTER TABLE jobs DROP COLUMN customer;
    ALTER TABLE jobs DROP COLUMN phone;
    CREATE INDEX jobs_of_customer ON jobs (customer_id);
  `);
}
