import { makeCode } from "../codes.js";

/** Version 3: a code for each job, by which its customer looks it up. */
export function addCodes(book) {
  book.script("ALTER TABLE jobs ADD COLUMN code TEXT");
  const taken = new Set();
  for (const { number } of book.all("SELECT number FROM jobs")) {
    const code = makeCode((one) => taken.has(one));
    taken.add(code);
    book.run("UPDATE jobs SET code = ? WHERE number = ?", code, number);
  }
  book.script("CREATE UNIQUE INDEX job_of_code ON jobs (code)");
}
