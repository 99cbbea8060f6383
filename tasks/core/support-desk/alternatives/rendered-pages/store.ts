import { randomUUID, scryptSync, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

export interface User {
  id: number;
  name: string;
  email: string;
  role: "customer" | "agent" | "lead";
}
export interface Message {
  id: number;
  authorId: number;
  text: string;
  internal: boolean;
  createdAt: string;
}
export interface Ticket {
  number: number;
  subject: string;
  status: string;
  priority: string;
  customerId: number;
  assigneeId: number | null;
  version: number;
  changedById: number;
  createdAt: string;
  messages: Message[];
}
interface Desk {
  users: (User & { password: string })[];
  cannedReplies: { title: string; text: string }[];
  tickets: (Omit<Ticket, "version" | "changedById" | "createdAt"> & { messages: Omit<Message, "id">[] })[];
}

const desk: Desk = JSON.parse(readFileSync(new URL("assets/desk.json", import.meta.url), "utf8"));
mkdirSync(new URL("data", import.meta.url), { recursive: true });
const database = new DatabaseSync(new URL("data/documents.db", import.meta.url));

// Every ticket is one document; a write replaces it whole, and is on disk before it is answered for.
database.exec(`
  CREATE TABLE IF NOT EXISTS tickets (number INTEGER PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY, document TEXT NOT NULL, salt TEXT NOT NULL, hash BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, user INTEGER NOT NULL);
`);

const putTicket = database.prepare("INSERT OR REPLACE INTO tickets VALUES (?, ?)");
const toHash = (password: string, salt: string) => scryptSync(password, salt, 32);

if (database.prepare("SELECT count(*) AS n FROM users").get()!.n === 0) {
  database.exec("BEGIN");
  const putUser = database.prepare("INSERT INTO users VALUES (?, ?, ?, ?)");
  for (const { password, ...user } of desk.users) {
    const salt = randomUUID();
    putUser.run(user.id, JSON.stringify(user), salt, toHash(password, salt));
  }
  for (const seed of desk.tickets) {
    const messages = seed.messages.map((message, n) => ({ ...message, id: n + 1 }));
    save({ ...seed, messages, version: 1, changedById: seed.customerId, createdAt: messages[0]!.createdAt });
  }
  database.exec("COMMIT");
}

export const cannedReplies = desk.cannedReplies;
export const users: User[] = database
  .prepare("SELECT document FROM users ORDER BY id")
  .all()
  .map(({ document }) => JSON.parse(document as string));
export const staff = users.filter(({ role }) => role !== "customer");
export const nameOf = (id: number) => users.find((user) => user.id === id)!.name;
export const isStaff = (user: User) => user.role !== "customer";

function save(ticket: Ticket): void {
  putTicket.run(ticket.number, JSON.stringify(ticket));
}

const allTickets = database.prepare("SELECT document FROM tickets ORDER BY number DESC");
const oneTicket = database.prepare("SELECT document FROM tickets WHERE number = ?");

/** A ticket as this user may see it, or null. */
export function findTicket(user: User, number: number): Ticket | null {
  const row = oneTicket.get(number);
  return row === undefined ? null : see(user, JSON.parse(row.document as string));
}

function see(user: User, ticket: Ticket): Ticket | null {
  if (isStaff(user)) return ticket;
  if (ticket.customerId !== user.id) return null;
  return { ...ticket, messages: ticket.messages.filter(({ internal }) => !internal) };
}

export interface Filter {
  status: string;
  assignee: string;
  q: string;
}

export function listTickets(user: User, { status, assignee, q }: Filter): Ticket[] {
  const wanted = q.trim().toLowerCase();
  return allTickets
    .all()
    .map(({ document }) => see(user, JSON.parse(document as string)))
    .filter((ticket) => ticket !== null)
    .filter((ticket) => status === "" || ticket.status === status)
    .filter(
      ({ assigneeId }) =>
        assignee === "" || (assignee === "me" ? assigneeId === user.id : assigneeId === null),
    )
    .filter(({ subject, messages }) =>
      [subject, ...messages.map(({ text }) => text)].some((text) => text.toLowerCase().includes(wanted)),
    );
}

export function openTicket(user: User, subject: string, text: string): Ticket {
  const createdAt = new Date().toISOString();
  const last = database.prepare("SELECT max(number) AS number FROM tickets").get()!.number as number;
  const ticket: Ticket = {
    number: last + 1,
    subject,
    status: "open",
    priority: "normal",
    customerId: user.id,
    assigneeId: null,
    version: 1,
    changedById: user.id,
    createdAt,
    messages: [{ id: 1, authorId: user.id, text, internal: false, createdAt }],
  };
  save(ticket);
  return ticket;
}

/** Reads, alters and stores a ticket at one go. */
function alter(number: number, work: (ticket: Ticket) => void): Ticket {
  const ticket: Ticket = JSON.parse(oneTicket.get(number)!.document as string);
  work(ticket);
  save(ticket);
  return ticket;
}

export function changeTicket(user: User, number: number, values: Partial<Ticket>): Ticket {
  return alter(number, (ticket) => {
    Object.assign(ticket, values, { version: ticket.version + 1, changedById: user.id });
  });
}

export function addMessage(user: User, number: number, text: string, internal: boolean): Message {
  const message = { id: 0, authorId: user.id, text, internal, createdAt: new Date().toISOString() };
  alter(number, (ticket) => {
    message.id = ticket.messages.length + 1;
    ticket.messages.push(message);
    if (isStaff(user) || ticket.status === "open") return;
    Object.assign(ticket, { status: "open", version: ticket.version + 1, changedById: user.id });
  });
  return message;
}

/** Signs in: a new session's token, or null. */
export function createSession(email: string, password: string): { token: string; user: User } | null {
  const user = users.find((one) => one.email === email.trim().toLowerCase());
  const row = user && database.prepare("SELECT salt, hash FROM users WHERE id = ?").get(user.id)!;
  if (!user || !row || !timingSafeEqual(toHash(password, row.salt as string), row.hash as Uint8Array))
    return null;
  const token = randomUUID();
  database.prepare("INSERT INTO sessions VALUES (?, ?)").run(token, user.id);
  return { token, user };
}

export function findSession(token: string): User | null {
  const row = database.prepare("SELECT user FROM sessions WHERE token = ?").get(token);
  return users.find(({ id }) => id === row?.user) ?? null;
}

export function endSession(token: string): void {
  database.prepare("DELETE FROM sessions WHERE token = ?").run(token);
}
