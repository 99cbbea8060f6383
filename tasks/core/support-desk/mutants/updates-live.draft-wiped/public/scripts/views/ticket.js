import { element } from "../dom.js";
import { createRefresher } from "../live.js";
import { capitalize, isStaff, writeDay } from "../words.js";
import { createComposer } from "./composer.js";
import { createConversation } from "./conversation.js";
import { createDetails } from "./details.js";

/** One ticket: its conversation, the box to write in, and for the staff its details. */
export function createTicketView(number, { user, api, setTitle }) {
  const page = element("div", { class: "page" });
  const heading = element("h1");
  const status = element("span", { "data-testid": "status" });
  const facts = element("span", { class: "muted" });
  const conversation = createConversation();
  const composers = element("div");
  const details = isStaff(user) ? createDetails({ api, onSaved: () => refresh() }) : null;
  const back = element("a", { href: "/", class: "back" }, isStaff(user) ? "Tickets" : "My tickets");
  const layout = element(
    "div",
    { class: details === null ? "ticket" : "ticket with-details" },
    element("div", { class: "ticket-main" }, conversation.element, composers),
    details?.element ?? null,
  );

  function render({ ticket, messages, choices }) {
    setTitle(`#${ticket.number} ${ticket.subject}`);
    heading.textContent = ticket.subject;
    status.textContent = capitalize(ticket.status);
    status.className = `badge ${ticket.status}`;
    facts.textContent = `by ${ticket.customer.name} on ${writeDay(ticket.createdAt)}`;
    conversation.update(ticket, messages);
    const composer = createComposer({ user, api, onSent: () => refresh() });
    composer.update(ticket);
    composers.replaceChildren(composer.element);
    details?.update(ticket, choices);
  }

  function showMissing() {
    setTitle("No such ticket");
    page.replaceChildren(back, element("p", { class: "card none" }, "There is no such ticket."));
  }

  const refresh = createRefresher(async () => {
    try {
      const found = await api.readTicket(number);
      render(found);
      if (page.childElementCount === 0) {
        const line = element("p", { class: "facts" }, element("strong", {}, `#${number}`), status, facts);
        page.append(back, element("div", { class: "ticket-head" }, heading, line), layout);
      }
    } catch (error) {
      if (error.status !== 404) throw error;
      showMissing();
    }
  });

  setTitle(`Ticket #${number}`);
  return {
    element: page,
    refresh: (changed) => {
      if (changed === null || changed === Number(number)) void refresh();
    },
  };
}
