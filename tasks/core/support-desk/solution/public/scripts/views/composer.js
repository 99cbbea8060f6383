import { element, field, showErrors } from "../dom.js";
import { isStaff } from "../words.js";
import { createCannedReplies } from "./canned-replies.js";

/** The form that writes a message, or for the staff an internal note. Gone while the ticket is closed; what was typed stays. */
export function createComposer({ user, api, onSent }) {
  const text = field("Reply", element("textarea", { rows: "5" }));
  const internal = element("input", { type: "checkbox", onchange: () => markInternal() });
  const failure = element("p", { role: "alert", class: "notice bad", hidden: true });
  const canned = isStaff(user) ? createCannedReplies({ user, api, onChosen: insert }) : null;
  const closed = element("p", { class: "card none", hidden: true }, "This ticket is closed.");
  const form = element(
    "form",
    { class: "card stack composer", novalidate: true, onsubmit: send },
    failure,
    canned?.element ?? null,
    text.element,
    element(
      "div",
      { class: "actions" },
      isStaff(user) ? element("label", { class: "check" }, internal, "Internal note") : null,
      element("button", { class: "primary" }, "Send"),
    ),
  );
  let ticket = null;
  let isSending = false;

  function markInternal() {
    form.classList.toggle("internal", internal.checked);
  }

  function insert(reply) {
    const { control } = text;
    control.value = control.value === "" ? reply : `${control.value}\n${reply}`;
    control.focus();
  }

  async function send(event) {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    const message = { text: text.control.value, ...(internal.checked ? { internal: true } : {}) };
    try {
      await api.writeMessage(ticket.number, message);
      text.control.value = "";
      internal.checked = false;
      markInternal();
      showErrors({ text }, {});
      failure.hidden = true;
    } catch (error) {
      showErrors({ text }, error.fields);
      failure.hidden = error.code === "invalid";
      failure.textContent = error.message;
    } finally {
      isSending = false;
      onSent();
    }
  }

  return {
    element: element("div", {}, closed, form),
    update(current) {
      ticket = current;
      canned?.update(ticket);
      closed.hidden = ticket.status !== "closed";
      form.hidden = ticket.status === "closed";
    },
  };
}
