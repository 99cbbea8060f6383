import { element } from "../dom.js";
import { capitalize, isStaff, writeDay } from "../words.js";

export const listColumns = (user) =>
  isStaff(user)
    ? ["Ticket", "Subject", "Status", "Priority", "Customer", "Assignee"]
    : ["Ticket", "Subject", "Status", "Opened"];

/** A ticket's row; on a phone it is laid out as a card. */
export function createTicketRow(ticket, user) {
  const { number, subject, status, priority, customer, assignee, createdAt } = ticket;
  const cells = [
    element("td", { class: "number" }, `#${number}`),
    element("td", { class: "subject" }, element("a", { href: `/tickets/${number}` }, subject)),
    element("td", {}, createStatusBadge(status)),
    ...(isStaff(user)
      ? [
          element("td", {}, element("span", { class: `priority ${priority}` }, capitalize(priority))),
          element("td", {}, customer.name),
          element(
            "td",
            { class: assignee === null ? "assignee muted" : "assignee" },
            assignee?.name ?? "Unassigned",
          ),
        ]
      : [element("td", { class: "muted" }, writeDay(createdAt))]),
  ];
  return element("tr", { "data-testid": "ticket" }, ...cells);
}

export const createStatusBadge = (status) =>
  element("span", { class: `badge ${status}` }, capitalize(status));
