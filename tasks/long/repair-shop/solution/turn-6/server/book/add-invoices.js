/** Version 6: invoices and credit notes, which nothing changes once they are written. */
export function addInvoices(book) {
  book.script(`
    CREATE TABLE invoices (
      number INTEGER PRIMARY KEY,
      job INTEGER NOT NULL REFERENCES jobs (number),
      customer TEXT NOT NULL,
      phone TEXT NOT NULL,
      bicycle TEXT NOT NULL,
      issued TEXT NOT NULL,
      lines TEXT NOT NULL,
      cancels INTEGER UNIQUE REFERENCES invoices (number)
    );
    CREATE INDEX invoices_of_job ON invoices (job);
  `);
}
