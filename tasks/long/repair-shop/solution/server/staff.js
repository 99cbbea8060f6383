import { createHash, randomBytes } from "node:crypto";

const hash = (token) => createHash("sha256").update(token).digest("hex");

/** Who has this name and PIN: `{ name, role }`, or null. */
export function findStaff(book, name, pin) {
  return (
    book.get("SELECT name, role FROM staff WHERE name = ? AND pin = ?", String(name), String(pin)) ?? null
  );
}

/** Begins a session and returns its token; the book knows it by its hash alone. */
export function startSession(book, staff) {
  const token = randomBytes(32).toString("base64url");
  book.run("INSERT INTO sessions (token_hash, staff) VALUES (?, ?)", hash(token), staff.name);
  return token;
}

export function findSession(book, token) {
  const sql = "SELECT name, role FROM sessions JOIN staff ON name = staff WHERE token_hash = ?";
  return book.get(sql, hash(token)) ?? null;
}

export function endSession(book, token) {
  book.run("DELETE FROM sessions WHERE token_hash = ?", hash(token));
}
