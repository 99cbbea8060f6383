// Everything that the desk keeps: an SQLite file that is filled from desk.json once.
import { DatabaseSync } from "node:sqlite";
import { mkdirSync, readFileSync } from "node:fs";
import { createHash, randomBytes, randomInt, scrypt, scryptSync, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";

const scryptAsync = promisify(scrypt);
const SCHEMA = `
  CREATE TABLE users (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE,
    salt BLOB NOT NULL, hash BLOB NOT NULL, role TEXT NOT NULL
  ) STRICT;
  CREATE TABLE sessions (
    token BLOB PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id), created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE canned_replies (position INTEGER PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL) STRICT;
  CREATE TABLE tickets (
    number INTEGER PRIMARY KEY, subject TEXT NOT NULL, status TEXT NOT NULL, priority TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES users(id), assignee_id INTEGER REFERENCES users(id),
    version INTEGER NOT NULL, changed_by INTEGER NOT NULL REFERENCES users(id), created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE messages (
    position INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,
    ticket INTEGER NOT NULL REFERENCES tickets(number), author_id INTEGER NOT NULL REFERENCES users(id),
    text TEXT NOT NULL, internal INTEGER NOT NULL, created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX messages_by_ticket ON messages (ticket, position);
`;

const digest = (token) => createHash("sha256").update(token).digest();

/** Capital and small letters alike; every other difference stays. */
export function fold(text) {
  let out = "";
  for (const c of text.normalize("NFC")) {
    const up = c.toUpperCase();
    const one = [...up].length === 1 ? up : c;
    const low = one.toLowerCase();
    out += [...low].length === 1 ? low : one;
  }
  return out;
}

export function openStore(root) {
  mkdirSync(join(root, "data"), { recursive: true });
  const db = new DatabaseSync(join(root, "data", "desk.sqlite"));
  db.exec("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;");

  const transaction = (work) => {
    db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      db.exec("COMMIT");
      return result;
    } catch (error) {
      db.exec("ROLLBACK");
      throw error;
    }
  };

  // Ids grow with the time but say nothing of what else was written in between (such as internal notes).
  let lastId = 0;
  const newMessageId = (time) =>
    (lastId = Math.max(lastId + 1 + randomInt(500), Date.parse(time) * 1000 + randomInt(1000)));

  transaction(() => {
    if (db.prepare("PRAGMA user_version").get().user_version) return;
    db.exec(SCHEMA);
    const seed = JSON.parse(readFileSync(join(root, "assets", "desk.json"), "utf8"));
    const addUser = db.prepare("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)");
    for (const u of seed.users) {
      const salt = randomBytes(16);
      addUser.run(u.id, u.name, u.email, salt, scryptSync(u.password, salt, 32), u.role);
    }
    seed.cannedReplies.forEach((r, i) =>
      db.prepare("INSERT INTO canned_replies VALUES (?, ?, ?)").run(i + 1, r.title, r.text),
    );
    const messages = [];
    for (const t of seed.tickets) {
      db.prepare("INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)").run(
        t.number,
        t.subject,
        t.status,
        t.priority,
        t.customerId,
        t.assigneeId,
        t.customerId,
        t.messages[0].createdAt,
      );
      for (const m of t.messages) messages.push({ ...m, ticket: t.number });
    }
    messages.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
    for (const m of messages) addMessageRow(m.ticket, m.authorId, m.text, m.internal, m.createdAt);
    db.exec("PRAGMA user_version = 1");
  });
  lastId = db.prepare("SELECT coalesce(max(id), 0) AS id FROM messages").get().id;

  function addMessageRow(ticket, author, text, internal, time) {
    const id = newMessageId(time);
    db.prepare(
      "INSERT INTO messages (id, ticket, author_id, text, internal, created_at) VALUES (?, ?, ?, ?, ?, ?)",
    ).run(id, ticket, author, text, internal ? 1 : 0, time);
    return id;
  }

  const users = new Map(
    db
      .prepare("SELECT id, name, email, role FROM users ORDER BY id")
      .all()
      .map((u) => [u.id, { ...u }]),
  );
  const person = (id) => (id === null ? null : { id, name: users.get(id).name });

  const ticketOf = (r) => ({
    number: r.number,
    subject: r.subject,
    status: r.status,
    priority: r.priority,
    customer: person(r.customer_id),
    assignee: person(r.assignee_id),
    version: r.version,
    changedBy: person(r.changed_by),
    createdAt: r.created_at,
  });
  const messageOf = (r) => ({
    id: r.id,
    author: person(r.author_id),
    text: r.text,
    internal: r.internal === 1,
    createdAt: r.created_at,
  });

  const q = {
    userByEmail: db.prepare("SELECT id, salt, hash FROM users WHERE lower(email) = ?"),
    addSession: db.prepare("INSERT INTO sessions VALUES (?, ?, ?)"),
    session: db.prepare("SELECT user_id FROM sessions WHERE token = ?"),
    endSession: db.prepare("DELETE FROM sessions WHERE token = ?"),
    ticket: db.prepare("SELECT * FROM tickets WHERE number = ?"),
    tickets: db.prepare("SELECT * FROM tickets ORDER BY number DESC"),
    ticketsOf: db.prepare("SELECT * FROM tickets WHERE customer_id = ? ORDER BY number DESC"),
    messages: db.prepare("SELECT * FROM messages WHERE ticket = ? ORDER BY position"),
    message: db.prepare("SELECT * FROM messages WHERE id = ?"),
    change: db.prepare(`UPDATE tickets SET status = ?, priority = ?, assignee_id = ?, version = version + 1,
      changed_by = ? WHERE number = ?`),
    addTicket: db.prepare(`INSERT INTO tickets
      SELECT coalesce(max(number), 1000) + 1, ?, 'open', 'normal', ?, NULL, 1, ?, ? FROM tickets RETURNING number`),
  };
  const noSalt = randomBytes(16);

  return {
    users,
    staff: [...users.values()].filter((u) => u.role !== "customer").map((u) => person(u.id)),
    cannedReplies: db
      .prepare("SELECT title, text FROM canned_replies ORDER BY position")
      .all()
      .map((r) => ({ ...r })),

    async signIn(email, password) {
      const row = q.userByEmail.get(email);
      const hash = await scryptAsync(password, row ? row.salt : noSalt, 32);
      if (!row || !timingSafeEqual(hash, row.hash)) return null;
      const token = randomBytes(32).toString("base64url");
      q.addSession.run(digest(token), row.id, new Date().toISOString());
      return { token, user: users.get(row.id) };
    },
    userOfSession(token) {
      const row = token && q.session.get(digest(token));
      return row ? users.get(row.user_id) : null;
    },
    endSession(token) {
      if (token) q.endSession.run(digest(token));
    },

    ticket(number) {
      const row = q.ticket.get(number);
      return row ? ticketOf(row) : null;
    },
    tickets: (customerId) => (customerId ? q.ticketsOf.all(customerId) : q.tickets.all()).map(ticketOf),
    messages: (number, withInternal) =>
      q.messages
        .all(number)
        .filter((m) => withInternal || !m.internal)
        .map(messageOf),

    addTicket: (user, subject, text) =>
      transaction(() => {
        const time = new Date().toISOString();
        const { number } = q.addTicket.get(subject, user.id, user.id, time);
        addMessageRow(number, user.id, text, false, time);
        return ticketOf(q.ticket.get(number));
      }),
    changeTicket: (user, number, { status, priority, assigneeId }) =>
      transaction(() => {
        q.change.run(status, priority, assigneeId, user.id, number);
        return ticketOf(q.ticket.get(number));
      }),
    addMessage: (user, ticket, text, internal) =>
      transaction(() => {
        const id = addMessageRow(ticket.number, user.id, text, internal, new Date().toISOString());
        if (user.role === "customer" && (ticket.status === "pending" || ticket.status === "solved")) {
          q.change.run("open", ticket.priority, ticket.assignee?.id ?? null, user.id, ticket.number);
        }
        return messageOf(q.message.get(id));
      }),
  };
}
