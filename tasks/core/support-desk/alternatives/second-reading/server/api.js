// The JSON API. Each handler answers { status, body } or throws a Refusal. All that a handler reads and writes
// happens without waiting in between, so that two requests can never be half done at once.
import { fold } from "./store.js";

export const COOKIE = "desk_session";
const STATUSES = ["open", "pending", "solved", "closed"];
const PRIORITIES = ["low", "normal", "high", "urgent"];
const NEXT = {
  open: ["pending", "solved"],
  pending: ["open", "solved"],
  solved: ["open", "closed"],
  closed: ["open"],
};

export class Refusal extends Error {
  constructor(status, code, message, more = {}) {
    super(message);
    Object.assign(this, { status, code, ...more });
  }
  get body() {
    return {
      error: { code: this.code, message: this.message, ...(this.fields && { fields: this.fields }) },
      ...(this.ticket && { ticket: this.ticket }),
    };
  }
}
const notFound = (what = "ticket") => new Refusal(404, "not_found", `There is no such ${what}.`);
const forbidden = (sentence) => new Refusal(403, "forbidden", sentence);
const invalid = (fields) => new Refusal(422, "invalid", Object.values(fields)[0], { fields });

const has = (object, key) => Object.hasOwn(object, key);
const isStaff = (user) => user.role !== "customer";

function textOf(value, most, noun, fields, key) {
  const text = typeof value === "string" ? value.trim() : "";
  if (!text) fields[key] = `Enter a ${noun}.`;
  else if ([...text].length > most) fields[key] = `The ${noun} may have at most ${most} characters.`;
  return text;
}

export function makeApi(store) {
  const visible = (user, number) => {
    const ticket = store.ticket(number);
    if (!ticket || (!isStaff(user) && ticket.customer.id !== user.id)) throw notFound();
    return ticket;
  };

  const routes = [
    ["GET", /^\/api\/session$/, ({ user }) => ({ status: 200, body: { user } }), { open: true }],

    [
      "POST",
      /^\/api\/session$/,
      async ({ body }) => {
        const fields = {};
        if (typeof body.email !== "string") fields.email = "Enter your email.";
        if (typeof body.password !== "string") fields.password = "Enter your password.";
        if (Object.keys(fields).length) throw invalid(fields);
        const session = await store.signIn(body.email.trim().toLowerCase(), body.password);
        if (!session) throw new Refusal(401, "unauthenticated", "Email or password is wrong.");
        return { status: 200, body: { user: session.user }, token: session.token };
      },
      { open: true },
    ],

    [
      "DELETE",
      /^\/api\/session$/,
      ({ token }) => {
        store.endSession(token);
        return { status: 204, token: "" };
      },
      { open: true },
    ],

    // What the forms of the staff are made of.
    [
      "GET",
      /^\/api\/desk$/,
      ({ user }) => {
        if (!isStaff(user)) throw forbidden("Only the staff may read this.");
        return { status: 200, body: { staff: store.staff, cannedReplies: store.cannedReplies } };
      },
    ],

    [
      "GET",
      /^\/api\/tickets$/,
      ({ user, query }) => {
        const status = query.get("status") || null;
        const assignee = isStaff(user) ? query.get("assignee") || null : null;
        const words = fold(query.get("q") ?? "");
        const fields = {};
        if (status && !STATUSES.includes(status)) fields.status = "There is no such status.";
        if (assignee && assignee !== "me" && assignee !== "none") fields.assignee = "Ask for “me” or “none”.";
        if (Object.keys(fields).length) throw invalid(fields);
        const tickets = store
          .tickets(isStaff(user) ? null : user.id)
          .filter(
            (t) =>
              (!status || t.status === status) &&
              (!assignee || (assignee === "me" ? t.assignee?.id === user.id : t.assignee === null)) &&
              (!words ||
                fold(t.subject).includes(words) ||
                store.messages(t.number, isStaff(user)).some((m) => fold(m.text).includes(words))),
          );
        return { status: 200, body: { tickets } };
      },
    ],

    [
      "POST",
      /^\/api\/tickets$/,
      ({ user, body }) => {
        if (isStaff(user)) throw forbidden("Only customers open tickets.");
        const fields = {};
        const subject = textOf(body.subject, 120, "subject", fields, "subject");
        const message = textOf(body.message, 4000, "message", fields, "message");
        if (Object.keys(fields).length) throw invalid(fields);
        return { status: 201, body: { ticket: store.addTicket(user, subject, message) } };
      },
    ],

    [
      "GET",
      /^\/api\/tickets\/([1-9]\d{0,14})$/,
      ({ user, number }) => {
        const ticket = visible(user, number);
        return { status: 200, body: { ticket, messages: store.messages(number, isStaff(user)) } };
      },
    ],

    [
      "PATCH",
      /^\/api\/tickets\/([1-9]\d{0,14})$/,
      ({ user, number, body }) => {
        const ticket = visible(user, number);
        if (!isStaff(user)) throw forbidden("Only the staff may change a ticket.");
        const now = {
          status: ticket.status,
          priority: ticket.priority,
          assigneeId: ticket.assignee?.id ?? null,
        };
        const next = { ...now };
        const fields = {};
        if (!Number.isSafeInteger(body.version) || body.version < 1) {
          fields.version = "Name the version that the change was made from.";
        } else if (body.version !== ticket.version) {
          throw new Refusal(409, "conflict", `${ticket.changedBy.name} changed this ticket meanwhile.`, {
            ticket,
          });
        }
        const named = Object.keys(now).filter((key) => has(body, key));
        for (const key of named) next[key] = body[key];
        if (!named.length)
          for (const key of Object.keys(now)) fields[key] = "Name a status, a priority or an assignee.";

        let refusal = null;
        if (next.status !== now.status) {
          if (!STATUSES.includes(next.status)) fields.status = "There is no such status.";
          else if (!NEXT[now.status].includes(next.status)) {
            fields.status = `A ticket that is ${now.status} cannot become ${next.status}.`;
          } else if (now.status === "closed" && user.role !== "lead") {
            refusal = forbidden("Only the lead may open a closed ticket again.");
          }
        }
        if (!PRIORITIES.includes(next.priority)) fields.priority = "There is no such priority.";
        if (next.assigneeId !== now.assigneeId) {
          if (next.assigneeId !== null && !store.staff.some((s) => s.id === next.assigneeId)) {
            fields.assigneeId = "There is nobody of the staff with this id.";
          } else if (user.role !== "lead" && next.assigneeId !== user.id) {
            refusal ??= forbidden("Agents may assign a ticket to themselves only.");
          }
        }
        if (Object.keys(fields).length) throw invalid(fields);
        if (refusal) throw refusal;
        const changed = Object.keys(now).some((key) => next[key] !== now[key]);
        return { status: 200, body: { ticket: changed ? store.changeTicket(user, number, next) : ticket } };
      },
    ],

    [
      "POST",
      /^\/api\/tickets\/([1-9]\d{0,14})\/messages$/,
      ({ user, number, body }) => {
        const ticket = visible(user, number);
        const fields = {};
        let internal = false;
        if (has(body, "internal")) {
          if (!isStaff(user)) {
            if (body.internal !== false) throw forbidden("Only the staff write internal notes.");
          } else if (typeof body.internal !== "boolean") {
            fields.internal = "Say true or false.";
          } else internal = body.internal;
        }
        const text = textOf(body.text, 4000, "message", fields, "text");
        if (Object.keys(fields).length) throw invalid(fields);
        if (ticket.status === "closed") throw new Refusal(409, "closed", "This ticket is closed.");
        return { status: 201, body: { message: store.addMessage(user, ticket, text, internal) } };
      },
    ],
  ];

  return async ({ method, path, query, token, expectedUser, readBody }) => {
    const found = routes
      .map(([verb, pattern, handler, options]) => ({
        match: verb === method && pattern.exec(path),
        handler,
        open: options?.open,
      }))
      .find((r) => r.match);
    if (!found) {
      if (!store.userOfSession(token)) throw new Refusal(401, "unauthenticated", "Please sign in.");
      throw notFound("address");
    }
    const body = method === "POST" || method === "PATCH" ? await readBody() : null;
    const user = store.userOfSession(token);
    if (!found.open) {
      if (!user) throw new Refusal(401, "unauthenticated", "Please sign in.");
      // A page of one user must not act for another who has signed in meanwhile in the same browser.
      if (expectedUser && expectedUser !== String(user.id)) {
        throw new Refusal(401, "unauthenticated", "Somebody else is signed in now.");
      }
    }
    if (body !== null && (typeof body !== "object" || Array.isArray(body))) {
      throw new Refusal(400, "bad_request", "The body must be a JSON object.");
    }
    return found.handler({ user, token, query, body, number: found.match[1] && Number(found.match[1]) });
  };
}
