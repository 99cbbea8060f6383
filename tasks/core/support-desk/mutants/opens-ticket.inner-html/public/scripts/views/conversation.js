import { element } from "../dom.js";
import { writeTime } from "../words.js";

/** The messages of a ticket, oldest first. New ones are added at the end and announced. */
export function createConversation() {
  const list = element("ol", { class: "conversation" });
  const log = element("section", { role: "log", "aria-label": "Conversation" }, list);
  let lastId = 0;

  return {
    element: log,
    update({ customer }, messages) {
      const added = messages.filter(({ id }) => id > lastId);
      list.append(...added.map((message) => createMessage(message, customer)));
      lastId = messages.at(-1)?.id ?? lastId;
    },
  };
}

function createMessage({ author, text, internal, createdAt }, customer) {
  const kind = internal ? "internal" : author.id === customer.id ? "customer" : "staff";
  const content = element("p", { class: "message-text" });
  content.innerHTML = text;
  return element(
    "li",
    { class: `message ${kind}`, "data-testid": "message" },
    element(
      "p",
      { class: "message-head" },
      element("strong", {}, author.name),
      internal ? element("span", { class: "tag note" }, "Internal note") : null,
      element("time", { datetime: createdAt, class: "muted" }, writeTime(createdAt)),
    ),
    content,
  );
}
