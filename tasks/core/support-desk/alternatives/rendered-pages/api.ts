import * as store from "./store.ts";
import type { Message, Ticket, User } from "./store.ts";

export const STATUSES = ["open", "pending", "solved", "closed"];
export const PRIORITIES = ["low", "normal", "high", "urgent"];
const NEXT: Record<string, string[]> = {
  open: ["pending", "solved"],
  pending: ["open", "solved"],
  solved: ["open", "closed"],
  closed: ["open"],
};

export interface Answer {
  status: number;
  body: unknown;
}
type Fields = Record<string, string>;

export const ok = (body: unknown, status = 200): Answer => ({ status, body });
export const refuse = (status: number, code: string, message: string, more: object = {}): Answer => ({
  status,
  body: { error: { code, message }, ...more },
});
const invalid = (fields: Fields): Answer => ({
  status: 422,
  body: { error: { code: "invalid", message: "Please check what you have entered.", fields } },
});
export const missing = () => refuse(404, "not_found", "There is no such ticket.");

const person = (id: number) => ({ id, name: store.nameOf(id) });
export const writeTicket = ({ messages: _, customerId, assigneeId, changedById, ...ticket }: Ticket) => ({
  ...ticket,
  customer: person(customerId),
  assignee: assigneeId === null ? null : person(assigneeId),
  changedBy: person(changedById),
});
const writeMessage = ({ authorId, ...message }: Message) => ({ ...message, author: person(authorId) });

export const statusChoices = (user: User, { status }: Ticket) =>
  STATUSES.filter(
    (to) => to === status || (NEXT[status]!.includes(to) && (status !== "closed" || user.role === "lead")),
  );

export const assigneeChoices = (user: User, { assigneeId }: Ticket) =>
  [null, ...store.staff.map(({ id }) => id)].filter(
    (id) => user.role === "lead" || id === assigneeId || id === user.id,
  );

function checkText(value: unknown, name: string, most: number): string | null {
  if (typeof value !== "string" || value.trim() === "") return `Enter a ${name}.`;
  return value.trim().length > most ? `At most ${most} characters.` : null;
}

const collect = (checks: Record<string, string | null>): Fields | null => {
  const wrong = Object.entries(checks).filter((pair): pair is [string, string] => pair[1] !== null);
  return wrong.length === 0 ? null : Object.fromEntries(wrong);
};

export function listTickets(user: User, query: URLSearchParams): Answer {
  const filter = readFilter(query);
  const fields = collect({
    status: ["", ...STATUSES].includes(filter.status) ? null : "There is no such status.",
    assignee: ["", "me", "none"].includes(filter.assignee) ? null : "Give me or none.",
  });
  return fields ? invalid(fields) : ok({ tickets: store.listTickets(user, filter).map(writeTicket) });
}

export const readFilter = (query: URLSearchParams): store.Filter => ({
  status: query.get("status") ?? "",
  assignee: query.get("assignee") ?? "",
  q: query.get("q") ?? "",
});

export function readTicket(user: User, number: number): Answer {
  const ticket = store.findTicket(user, number);
  return ticket
    ? ok({ ticket: writeTicket(ticket), messages: ticket.messages.map(writeMessage) })
    : missing();
}

type Body = Record<string, unknown>;

export function openTicket(user: User, { subject, message }: Body): Answer {
  if (store.isStaff(user)) return refuse(403, "forbidden", "Customers open tickets.");
  const fields = collect({
    subject: checkText(subject, "subject", 120),
    message: checkText(message, "message", 4000),
  });
  if (fields) return invalid(fields);
  const ticket = store.openTicket(user, String(subject).trim(), String(message).trim());
  return ok({ ticket: writeTicket(ticket) }, 201);
}

export function addMessage(user: User, number: number, { text, internal = false }: Body): Answer {
  const ticket = store.findTicket(user, number);
  if (!ticket) return missing();
  if (internal === true && !store.isStaff(user)) return refuse(403, "forbidden", "Notes are for the staff.");
  const fields = collect({
    text: checkText(text, "message", 4000),
    internal: typeof internal === "boolean" ? null : "Yes or no?",
  });
  if (fields) return invalid(fields);
  if (ticket.status === "closed") return refuse(409, "closed", "This ticket is closed.");
  return ok(
    { message: writeMessage(store.addMessage(user, number, String(text).trim(), internal === true)) },
    201,
  );
}

export function changeTicket(user: User, number: number, body: Body): Answer {
  const ticket = store.findTicket(user, number);
  if (!ticket) return missing();
  if (!store.isStaff(user)) return refuse(403, "forbidden", "Only the staff may do this.");
  const {
    version,
    status = ticket.status,
    priority = ticket.priority,
    assigneeId = ticket.assigneeId,
  } = body;
  const fields = collect({
    version: Number.isInteger(version) ? null : "Which version?",
    status: STATUSES.includes(status as string) ? null : "There is no such status.",
    priority: PRIORITIES.includes(priority as string) ? null : "There is no such priority.",
    assigneeId:
      assigneeId === null || store.staff.some(({ id }) => id === assigneeId) ? null : "Nobody of the staff.",
  });
  if (fields) return invalid(fields);
  if (version !== ticket.version) {
    return refuse(409, "conflict", "Someone else was first.", { ticket: writeTicket(ticket) });
  }
  const to = status as string;
  if (to !== ticket.status && !NEXT[ticket.status]!.includes(to))
    return invalid({ status: `From ${ticket.status} there is no way to ${to}.` });
  if (!statusChoices(user, ticket).includes(to))
    return refuse(403, "forbidden", "Ask the lead to open this ticket again.");
  if (!assigneeChoices(user, ticket).includes(assigneeId as number | null))
    return refuse(403, "forbidden", "Ask the lead to assign this ticket.");
  const values = { status: to, priority: priority as string, assigneeId: assigneeId as number | null };
  const isSame = Object.entries(values).every(([name, value]) => ticket[name as keyof Ticket] === value);
  return ok({ ticket: writeTicket(isSame ? ticket : store.changeTicket(user, number, values)) });
}
