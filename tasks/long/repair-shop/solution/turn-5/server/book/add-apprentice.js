/** Version 5: Nia starts. */
export function addApprentice(book) {
  book.run("INSERT OR IGNORE INTO staff (name, pin, role) VALUES ('Nia', '7350', 'apprentice')");
}
