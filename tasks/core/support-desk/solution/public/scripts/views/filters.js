import { element, field, setOptions } from "../dom.js";
import { capitalize, isStaff, STATUSES } from "../words.js";

/** The list's filter; calls back as it changes. */
export function createFilters(user, onChange) {
  const status = field("Filter by status", element("select", { onchange: onChange }));
  setOptions(status.control, [["", "All statuses"], ...STATUSES.map((name) => [name, capitalize(name)])]);
  const assignee = field("Filter by assignee", element("select", { onchange: onChange }));
  setOptions(assignee.control, [
    ["", "Anyone"],
    ["me", "Me"],
    ["none", "Unassigned"],
  ]);
  const search = field("Search tickets", element("input", { type: "search", oninput: onChange }));

  return {
    element: element(
      "form",
      { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      search.element,
      status.element,
      isStaff(user) ? assignee.element : null,
    ),
    read: () => ({
      q: search.control.value,
      status: status.control.value,
      assignee: assignee.control.value,
    }),
  };
}
