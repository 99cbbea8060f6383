import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrations } from "./migrations.js";

/** Opens the book at `file`, or a copy of `original` where there is none, and brings its tables up to date. */
export function openBook(file, original) {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(original, `${file}.new`);
    renameSync(`${file}.new`, file);
  }
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  const book = createBook(database);
  migrate(book);
  book.run("DELETE FROM sessions");
  return book;
}

/** Runs each migration that the book has not seen: `user_version` counts them, and is 0 in the old program's book. */
function migrate(book) {
  book.transact(() => {
    const { user_version: done } = book.get("PRAGMA user_version");
    for (const migration of migrations.slice(done)) migration(book);
    book.run(`PRAGMA user_version = ${migrations.length}`);
  });
}

function createBook(database) {
  const statements = new Map();
  const prepare = (sql) => {
    if (!statements.has(sql)) statements.set(sql, database.prepare(sql));
    return statements.get(sql);
  };
  return {
    get: (sql, ...values) => prepare(sql).get(...values),
    all: (sql, ...values) => prepare(sql).all(...values),
    run: (sql, ...values) => prepare(sql).run(...values),
    script: (sql) => database.exec(sql),
    /** All that `work` writes is kept, or nothing of it. */
    transact(work) {
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
  };
}
