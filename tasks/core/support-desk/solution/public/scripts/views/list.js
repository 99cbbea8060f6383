import { element } from "../dom.js";
import { createRefresher } from "../live.js";
import { count, isStaff } from "../words.js";
import { createFilters } from "./filters.js";
import { createTicketRow, listColumns } from "./ticket-row.js";

/** The tickets that the user may see, under a filter. */
export function createListView({ user, api, navigate, setTitle }) {
  const title = isStaff(user) ? "Tickets" : "My tickets";
  const columns = listColumns(user);
  const total = element("p", { class: "muted", role: "status", "data-testid": "ticket-count" });
  const none = element("p", { class: "card none", hidden: true }, "No tickets match.");
  const body = element("tbody");
  const table = element(
    "table",
    { class: "card tickets", hidden: true },
    element("thead", {}, element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)))),
    body,
  );
  let shown = "";

  const refresh = createRefresher(async () => {
    const { tickets } = await api.listTickets(filters.read());
    const found = JSON.stringify(tickets);
    if (found === shown) return;
    shown = found;
    total.textContent = count(tickets.length, "ticket");
    none.hidden = tickets.length > 0;
    table.hidden = tickets.length === 0;
    keepFocus(body, () => body.replaceChildren(...tickets.map((ticket) => createTicketRow(ticket, user))));
  });
  const filters = createFilters(user, refresh);
  const openForm = () => navigate("/tickets/new");
  setTitle(title);

  return {
    element: element(
      "div",
      { class: "page" },
      element(
        "div",
        { class: "page-head" },
        element("div", {}, element("h1", {}, title), total),
        isStaff(user)
          ? null
          : element("button", { type: "button", class: "primary", onclick: openForm }, "New ticket"),
      ),
      filters.element,
      none,
      table,
    ),
    refresh,
  };
}

/** Renders anew; a link that had the focus has it again. */
function keepFocus(box, render) {
  const { activeElement } = document;
  const href = box.contains(activeElement) ? activeElement.getAttribute("href") : null;
  render();
  if (href !== null) box.querySelector(`a[href="${href}"]`)?.focus({ preventScroll: true });
}
