import { foldCase, inTransaction } from "./database.js";
import { isStaff } from "./rules.js";

const SELECT_TICKET = `
  SELECT
    t.number, t.subject, t.status, t.priority, t.version, t.created_at AS createdAt,
    customer.id AS customerId, customer.name AS customerName,
    assignee.id AS assigneeId, assignee.name AS assigneeName,
    changer.id AS changerId, changer.name AS changerName
  FROM tickets t
  JOIN users customer ON customer.id = t.customer_id
  JOIN users changer ON changer.id = t.changed_by
  LEFT JOIN users assignee ON assignee.id = t.assignee_id
`;

/** Which tickets, and which of their messages, a user may see at all. */
const IS_VISIBLE = "($sees_all OR t.customer_id = $user)";
const IS_READABLE = "($sees_all OR NOT m.internal)";

const SELECT_MESSAGE = `
  SELECT m.id, m.text, m.internal, m.created_at AS createdAt, author.id AS authorId, author.name AS authorName
  FROM messages m JOIN users author ON author.id = m.author_id
`;

/** The tickets and their messages, always as one user may see them. */
export function createTickets(database) {
  const list = database.prepare(`
    ${SELECT_TICKET}
    WHERE ${IS_VISIBLE}
      AND ($status IS NULL OR t.status = $status)
      AND CASE $assignee
        WHEN 'me' THEN t.assignee_id = $user
        WHEN 'none' THEN t.assignee_id IS NULL
        ELSE TRUE
      END
      AND (
        instr(fold_case(t.subject), $text) > 0
        OR EXISTS (
          SELECT 1 FROM messages m
          WHERE m.ticket_number = t.number AND instr(fold_case(m.text), $text) > 0
        )
      )
    ORDER BY t.number DESC
  `);
  const find = database.prepare(`${SELECT_TICKET} WHERE t.number = $number AND ${IS_VISIBLE}`);
  const messages = database.prepare(
    `${SELECT_MESSAGE} WHERE m.ticket_number = $number AND ${IS_READABLE} ORDER BY m.id`,
  );
  const message = database.prepare(`${SELECT_MESSAGE} WHERE m.id = ?`);
  const addTicket = database.prepare(`
    INSERT INTO tickets (subject, status, priority, customer_id, changed_by, created_at)
    VALUES ($subject, 'open', 'normal', $user, $user, $now)
  `);
  const addMessage = database.prepare(`
    INSERT INTO messages (ticket_number, author_id, text, internal, created_at)
    VALUES ($number, $user, $text, $internal, $now)
  `);
  const change = database.prepare(`
    UPDATE tickets
    SET status = $status, priority = $priority, assignee_id = $assigneeId,
      changed_by = $user, version = version + 1
    WHERE number = $number AND version = $version
  `);

  const sight = (user) => ({ sees_all: Number(isStaff(user)), user: user.id });
  const get = (user, number) => {
    const row = find.get({ ...sight(user), number });
    return row === undefined ? null : toTicket(row);
  };

  const store = {
    get,
    list: (user, { status = null, assignee = "any", text }) =>
      list.all({ ...sight(user), status, assignee, text: foldCase(text) }).map(toTicket),
    listMessages: (user, number) => {
      const { sees_all } = sight(user);
      return messages.all({ sees_all, number }).map(toMessage);
    },
    open: (user, { subject, message: text }) =>
      inTransaction(database, () => {
        const now = new Date().toISOString();
        const number = Number(addTicket.run({ subject, user: user.id, now }).lastInsertRowid);
        addMessage.run({ number, user: user.id, text, internal: 0, now });
        return get(user, number);
      }),
    /** Stores the ticket's new values; false, and nothing stored, where `version` is not the current one. */
    change: (user, { number, version, status, priority, assigneeId }) =>
      change.run({ user: user.id, number, version, status, priority, assigneeId }).changes === 1,
    write: (user, ticket, { text, internal }) =>
      inTransaction(database, () => {
        const { number } = ticket;
        const now = new Date().toISOString();
        const { lastInsertRowid } = addMessage.run({
          number,
          user: user.id,
          text,
          internal: Number(internal),
          now,
        });
        if (!isStaff(user) && ticket.status !== "open")
          store.change(user, { ...toValues(ticket), status: "open" });
        return toMessage(message.get(lastInsertRowid));
      }),
  };
  return store;
}

/** What of a ticket is stored by a change. */
export function toValues({ number, version, status, priority, assignee }) {
  return { number, version, status, priority, assigneeId: assignee?.id ?? null };
}

function toTicket(row) {
  const { number, subject, status, priority, version, createdAt } = row;
  return {
    number,
    subject,
    status,
    priority,
    customer: { id: row.customerId, name: row.customerName },
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName },
    version,
    changedBy: { id: row.changerId, name: row.changerName },
    createdAt,
  };
}

function toMessage({ id, text, internal, createdAt, authorId, authorName }) {
  return { id, author: { id: authorId, name: authorName }, text, internal: internal === 1, createdAt };
}
