import { element, field, setOptions } from "../dom.js";
import { capitalize } from "../words.js";

const toValues = ({ status, priority, assignee }) => ({
  status,
  priority,
  assigneeId: String(assignee?.id ?? ""),
});

/**
 * Status, priority and assignee. The form remembers the version that its values are from: with changes of its own it leaves
 * that only by saving, or when the server refuses them because someone else was first.
 */
export function createDetails({ api, onSaved }) {
  const fields = {
    status: field("Status", element("select")),
    priority: field("Priority", element("select")),
    assigneeId: field("Assignee", element("select")),
  };
  const warning = element("p", { role: "alert", class: "notice bad" });
  const success = element("p", { role: "status", class: "saved" });
  let base = null;

  const listTouched = () =>
    Object.entries(toValues(base))
      .filter(([name, value]) => fields[name].control.value !== value)
      .map(([name]) => name);

  /** Takes over a ticket's values; the named fields keep what is chosen in them. */
  function rebase(ticket, choices, kept = []) {
    base = ticket;
    const offered = {
      status: choices.status.map((name) => [name, capitalize(name)]),
      priority: choices.priority.map((name) => [name, capitalize(name)]),
      assigneeId: choices.assignee.map((member) => [String(member?.id ?? ""), member?.name ?? "Unassigned"]),
    };
    for (const [name, value] of Object.entries(toValues(ticket))) {
      const { control } = fields[name];
      const chosen = control.selectedOptions[0];
      const isKept = kept.includes(name) && chosen !== undefined;
      const isOffered = !isKept || offered[name].some(([option]) => option === chosen.value);
      setOptions(control, isOffered ? offered[name] : [...offered[name], [chosen.value, chosen.label]]);
      control.value = isKept ? chosen.value : value;
    }
  }

  async function save(event) {
    event.preventDefault();
    const touched = listTouched();
    say({});
    try {
      if (touched.length > 0) {
        const { ticket, choices } = await api.changeTicket(base.number, readChange(touched));
        rebase(
          ticket,
          choices,
          listTouched().filter((name) => !touched.includes(name)),
        );
      }
      say({ success: "Changes saved." });
    } catch (error) {
      if (error.code === "conflict") {
        const { ticket, choices } = error.body;
        rebase(ticket, choices, listTouched());
        say({ warning: `${ticket.changedBy.name} changed this ticket while you were editing.` });
      } else {
        say({ warning: error.message });
      }
    }
    onSaved();
  }

  function readChange(names) {
    const { assigneeId, ...change } = Object.fromEntries(
      names.map((name) => [name, fields[name].control.value]),
    );
    return {
      version: base.version,
      ...change,
      ...(assigneeId === undefined ? {} : { assigneeId: assigneeId === "" ? null : Number(assigneeId) }),
    };
  }

  function say(words) {
    warning.textContent = words.warning ?? "";
    success.textContent = words.success ?? "";
  }

  return {
    element: element(
      "form",
      { class: "card stack details", onsubmit: save, onchange: () => (success.textContent = "") },
      element("h2", {}, "Details"),
      warning,
      ...Object.values(fields).map((one) => one.element),
      element("button", { class: "primary" }, "Save changes"),
      success,
    ),
    update(ticket, choices) {
      if (base !== null && ticket.version < base.version) return;
      rebase(ticket, choices, base === null ? [] : listTouched());
    },
  };
}
