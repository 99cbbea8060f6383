/** Version 1: statuses have names, and signed-in people stay so. */
export function nameStatuses(book) {
  book.script(`
    CREATE TABLE named_jobs (
      number INTEGER PRIMARY KEY,
      customer TEXT NOT NULL,
      phone TEXT NOT NULL,
      bicycle TEXT NOT NULL,
      fault TEXT NOT NULL,
      status TEXT NOT NULL,
      received TEXT NOT NULL
    );
    INSERT INTO named_jobs
    SELECT number, customer, phone, bicycle, fault,
      CASE status WHEN 0 THEN 'received' WHEN 1 THEN 'in-repair' WHEN 2 THEN 'waiting' WHEN 3 THEN 'ready' ELSE 'collected' END, received
    FROM jobs;
    DROP TABLE jobs;
    ALTER TABLE named_jobs RENAME TO jobs;
    CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, staff TEXT NOT NULL REFERENCES staff (name));
  `);
}
