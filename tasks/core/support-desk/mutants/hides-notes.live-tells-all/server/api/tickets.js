import { readChange, readFilter, readMessage, readNewTicket } from "../input.js";
import { closed, conflict, forbidden, invalid, notFound } from "../problems.js";
import { isStaff, isTransition, listChoices, maySetAssignee, maySetStatus } from "../rules.js";
import { toValues } from "../tickets.js";

export function createTicketRoutes({ tickets, users, audience, cannedReplies }) {
  const find = (user, number) => {
    const ticket = tickets.get(user, number);
    if (ticket === null) throw notFound("There is no such ticket.");
    return ticket;
  };
  /** A ticket, and for the staff what they may make of it. */
  const present = (user, ticket) => ({
    ticket,
    ...(isStaff(user) ? { choices: listChoices(user, ticket, users.listStaff()) } : {}),
  });

  return [
    {
      method: "GET",
      path: "/api/tickets",
      handle: ({ user, query }) => ({ body: { tickets: tickets.list(user, readFilter(query)) } }),
    },
    {
      method: "POST",
      path: "/api/tickets",
      takesBody: true,
      handle: ({ user, body }) => {
        if (isStaff(user)) throw forbidden("Only customers open tickets.");
        const ticket = tickets.open(user, readNewTicket(body));
        audience.tell(ticket);
        return { status: 201, body: { ticket } };
      },
    },
    {
      method: "GET",
      path: "/api/tickets/:number",
      handle: ({ user, params }) => {
        const ticket = find(user, params.number);
        return { body: { ...present(user, ticket), messages: tickets.listMessages(user, ticket.number) } };
      },
    },
    {
      method: "PATCH",
      path: "/api/tickets/:number",
      takesBody: true,
      handle: ({ user, params, body }) => {
        const ticket = find(user, params.number);
        if (!isStaff(user)) throw forbidden("Only the staff changes tickets.");
        const { version, change } = readChange(body, users.listStaff());
        if (version !== ticket.version) throw conflict(present(user, ticket));
        const before = toValues(ticket);
        const after = { ...before, ...withoutGaps(change) };
        requireAllowed(user, before, after);
        if (isSame(before, after)) return { body: present(user, ticket) };
        if (!tickets.change(user, after)) throw conflict(present(user, find(user, params.number)));
        const changed = find(user, params.number);
        audience.tell(changed);
        return { body: present(user, changed) };
      },
    },
    {
      method: "POST",
      path: "/api/tickets/:number/messages",
      takesBody: true,
      handle: ({ user, params, body }) => {
        const ticket = find(user, params.number);
        const { text, internal = false } = readMessage(body);
        if (internal && !isStaff(user)) throw forbidden("Only the staff writes internal notes.");
        if (ticket.status === "closed") throw closed();
        const message = tickets.write(user, ticket, { text, internal });
        audience.tell(ticket, message);
        return { status: 201, body: { message } };
      },
    },
    {
      method: "GET",
      path: "/api/canned-replies",
      handle: ({ user }) => {
        if (!isStaff(user)) throw forbidden("Canned replies are for the staff.");
        return { body: { cannedReplies } };
      },
    },
  ];
}

function requireAllowed(user, before, after) {
  if (!isTransition(before.status, after.status))
    throw invalid({ status: `A ticket does not go from ${before.status} to ${after.status}.` });
  if (!maySetStatus(user, before.status, after.status))
    throw forbidden("Only the lead opens closed tickets again.");
  if (!maySetAssignee(user, before.assigneeId, after.assigneeId))
    throw forbidden("You may assign tickets to yourself only.");
}

const withoutGaps = (change) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

const isSame = (before, after) => Object.keys(before).every((name) => before[name] === after[name]);
