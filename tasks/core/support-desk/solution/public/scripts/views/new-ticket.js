import { element, field, showErrors } from "../dom.js";

/** The form by which a customer opens a ticket. */
export function createNewTicketView({ api, navigate, setTitle }) {
  const subject = field("Subject", element("input", { type: "text", autocomplete: "off" }));
  const message = field("Message", element("textarea", { rows: "8" }));
  const failure = element("p", { role: "alert", class: "notice bad", hidden: true });
  let isSending = false;

  async function submit(event) {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    try {
      const { ticket } = await api.openTicket({
        subject: subject.control.value,
        message: message.control.value,
      });
      navigate(`/tickets/${ticket.number}`);
    } catch (error) {
      showErrors({ subject, message }, error.fields);
      failure.hidden = error.code === "invalid";
      failure.textContent = error.message;
    } finally {
      isSending = false;
    }
  }

  setTitle("New ticket");
  return {
    element: element(
      "div",
      { class: "page narrow" },
      element("a", { href: "/", class: "back" }, "My tickets"),
      element("h1", {}, "What can we do for you?"),
      element(
        "form",
        { class: "card stack", novalidate: true, onsubmit: submit },
        failure,
        subject.element,
        message.element,
        element("button", { class: "primary" }, "Open ticket"),
      ),
    ),
  };
}
