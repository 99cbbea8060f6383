import { inTransaction } from "./database.js";
import { hashPassword } from "./passwords.js";

/** Fills an empty database with the desk's first users and tickets; leaves any other alone. */
export async function seedOnce(database, { users, tickets }) {
  if (database.prepare("SELECT 1 FROM users").get() !== undefined) return;
  const hashes = await Promise.all(users.map(({ password }) => hashPassword(password)));
  const addUser = database.prepare(
    "INSERT INTO users (id, name, email, role, password_hash) VALUES (?, ?, ?, ?, ?)",
  );
  const addTicket = database.prepare(`
    INSERT INTO tickets (number, subject, status, priority, customer_id, assignee_id, changed_by, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  `);
  const addMessage = database.prepare(
    "INSERT INTO messages (ticket_number, author_id, text, internal, created_at) VALUES (?, ?, ?, ?, ?)",
  );
  inTransaction(database, () => {
    for (const [n, { id, name, email, role }] of users.entries())
      addUser.run(id, name, email, role, hashes[n]);
    for (const { number, subject, status, priority, customerId, assigneeId, messages } of tickets) {
      const { createdAt } = messages[0];
      addTicket.run(number, subject, status, priority, customerId, assigneeId, customerId, createdAt);
      for (const { authorId, text, internal, createdAt: writtenAt } of messages)
        addMessage.run(number, authorId, text, Number(internal), writtenAt);
    }
  });
}
