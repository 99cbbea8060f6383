/** Version 2: the lines of a job's estimate, and whether its customer has agreed to them. */
export function addEstimates(book) {
  book.script(`
    CREATE TABLE lines (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job INTEGER NOT NULL REFERENCES jobs (number),
      sku TEXT REFERENCES parts (sku),
      description TEXT NOT NULL,
      quantity INTEGER NOT NULL,
      amount INTEGER NOT NULL
    );
    CREATE INDEX lines_of_job ON lines (job);
    ALTER TABLE jobs ADD COLUMN agreed INTEGER NOT NULL DEFAULT 0;
  `);
}
