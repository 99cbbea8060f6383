import { assigneeChoices, PRIORITIES, STATUSES, statusChoices } from "./api.ts";
import { cannedReplies, type Filter, isStaff, listTickets, nameOf, type Ticket, type User } from "./store.ts";

class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A template whose values are escaped, unless they are HTML already. */
function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
  const write = (value: unknown): string => {
    if (value instanceof Html) return value.text;
    if (Array.isArray(value)) return value.map(write).join("");
    return value === null || value === false ? "" : escape(String(value));
  };
  return new Html(parts.reduce((text, part, n) => text + write(values[n - 1]) + part));
}

const title = (word: string) => word[0]!.toUpperCase() + word.slice(1);
const options = (pairs: [unknown, string][], chosen: unknown) =>
  pairs.map(
    ([value, label]) =>
      html`<option value="${value ?? ""}" ${value === chosen ? "selected" : ""}>${label}</option>`,
  );

function layout(user: User | null, name: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name} · Lumen Broadband</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/site/style.css">
<script src="/site/client.js" defer></script>
<body>
${
  user &&
  html`<header><a href="/">Lumen Broadband</a> <b>${user.name}</b>
<form method="post" action="/sign-out"><button>Sign out</button></form></header>`
}
<main>${content}</main>
</body></html>`.text;
}

export const signInPage = (next: string, email: string, failed: boolean): string =>
  layout(
    null,
    "Sign in",
    html`<form class="box small" method="post" action="/sign-in">
<h1>Lumen Broadband support</h1>
${failed && html`<p class="error" role="alert">Email or password is wrong.</p>`}
<input type="hidden" name="next" value="${next}">
<label>Email <input name="email" type="email" autocomplete="username" value="${email}"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Sign in</button></form>`,
  );

/** The part of the list that follows what others do. */
export function listPart(user: User, filter: Filter): Html {
  const tickets = listTickets(user, filter);
  const items = tickets.map(
    ({ number, subject, status, priority, customerId, assigneeId }) => html`<li data-testid="ticket">
<div><span>#${number}</span> <a href="/tickets/${number}">${subject}</a></div>
<p><b class="${status}">${title(status)}</b>${
      isStaff(user) &&
      html` · ${title(priority)} · ${nameOf(customerId)} · ${assigneeId === null ? "Unassigned" : nameOf(assigneeId)}`
    }</p></li>`,
  );
  return html`<p data-testid="ticket-count">${tickets.length} ${tickets.length === 1 ? "ticket" : "tickets"}</p>
${tickets.length === 0 ? html`<p class="box">No tickets match.</p>` : html`<ul class="tickets">${items}</ul>`}`;
}

export function listPage(user: User, filter: Filter): string {
  const heading = isStaff(user) ? "Tickets" : "My tickets";
  const statuses: [string, string][] = [
    ["", "All statuses"],
    ...STATUSES.map((one): [string, string] => [one, title(one)]),
  ];
  const assignees: [string, string][] = [
    ["", "Anyone"],
    ["me", "Me"],
    ["none", "Unassigned"],
  ];
  return layout(
    user,
    heading,
    html`<h1>${heading}</h1>
${!isStaff(user) && html`<button type="button" id="new">New ticket</button>${dialog}`}
<form id="filter" class="row">
<label>Search tickets <input name="q" type="search" value="${filter.q}"></label>
<label>Filter by status <select name="status">${options(statuses, filter.status)}</select></label>
${isStaff(user) && html`<label>Filter by assignee <select name="assignee">${options(assignees, filter.assignee)}</select></label>`}
</form>
<div id="list">${listPart(user, filter)}</div>`,
  );
}

const dialog = html`<dialog aria-label="New ticket"><form id="open" novalidate>
<label>Subject <input name="subject" aria-describedby="subject-error"></label><p class="error" id="subject-error"></p>
<label>Message <textarea name="message" rows="6" aria-describedby="message-error"></textarea></label><p class="error" id="message-error"></p>
<button>Open ticket</button> <button type="button" class="plain" id="cancel">Cancel</button></form></dialog>`;

/** The parts of a ticket that follow what others do, by the id of their place. */
export function ticketParts(user: User, ticket: Ticket): Record<string, string> {
  const messages = ticket.messages.map(
    ({
      authorId,
      text,
      internal,
      createdAt,
    }) => html`<article data-testid="message" class="${internal ? "note" : ""}">
<p><b>${nameOf(authorId)}</b> ${internal && html`<em>Internal note</em>`} <time datetime="${createdAt}">${createdAt.slice(0, 16).replace("T", " ")}</time></p>
<div>${text}</div></article>`,
  );
  return {
    status: title(ticket.status),
    messages: html`${messages}`.text,
    details: isStaff(user) ? detailFields(user, ticket).text : "",
  };
}

function detailFields(user: User, ticket: Ticket): Html {
  const { status, priority, assigneeId, version } = ticket;
  const people = assigneeChoices(user, ticket).map((id): [unknown, string] => [
    id,
    id === null ? "Unassigned" : nameOf(id),
  ]);
  return html`<input type="hidden" name="version" value="${version}">
<label>Status <select name="status">${options(
    statusChoices(user, ticket).map((one) => [one, title(one)]),
    status,
  )}</select></label>
<label>Priority <select name="priority">${options(
    PRIORITIES.map((one) => [one, title(one)]),
    priority,
  )}</select></label>
<label>Assignee <select name="assigneeId">${options(people, assigneeId)}</select></label>`;
}

export function ticketPage(user: User, ticket: Ticket): string {
  const { number, subject, customerId } = ticket;
  const parts = ticketParts(user, ticket);
  const values = { customer: nameOf(customerId), agent: user.name, number: `#${number}`, subject };
  const texts = cannedReplies.map(({ title: name, text }): [unknown, string] => [
    text.replace(/\{(customer|agent|number|subject)\}/g, (_, key: keyof typeof values) => values[key]),
    name,
  ]);
  return layout(
    user,
    `#${number}`,
    html`<div id="ticket" data-number="${number}"><h1>${subject}</h1>
<p>#${number} · <b id="status" data-testid="status">${parts["status"]}</b> · ${nameOf(customerId)}</p>
<div class="columns"><div>
<div id="messages">${new Html(parts["messages"]!)}</div>
<p class="box" id="closed">This ticket is closed.</p>
<form id="reply" class="box" novalidate>
${isStaff(user) && html`<label>Canned reply <select id="canned">${options([["", "Choose a canned reply"], ...texts], "")}</select></label>`}
<label>Reply <textarea name="text" rows="4" aria-describedby="text-error"></textarea></label><p class="error" id="text-error"></p>
${isStaff(user) && html`<label class="check"><input type="checkbox" name="internal"> Internal note</label>`}
<button>Send</button></form></div>
${
  isStaff(user) &&
  html`<form id="change" class="box"><h2>Details</h2><div id="warning" role="alert" class="error"></div>
<div id="details">${new Html(parts["details"]!)}</div><button>Save changes</button><p id="saved" role="status"></p></form>`
}
</div></div>`,
  );
}

export const missingPage = (user: User): string =>
  layout(user, "Not found", html`<p class="box">There is no such ticket.</p>`);
