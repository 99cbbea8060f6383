import { h } from "./dom.js";

/** A form in a dialog; it is built for the card that it changes, and thrown away. */
export function createEditor(model) {
  const node = h("dialog", { "aria-labelledby": "editor-title" });
  return { node, open: (id) => open(node, model, id) };
}

function open(node, model, id) {
  const { board } = model;
  const card = board.cards[id];
  const own = model.columnOf(id);
  const title = h("input", { id: "editor-name", autocomplete: "off" });
  const notes = h("textarea", { id: "editor-notes", rows: 3 });
  const labels = h("input", { id: "editor-labels", autocomplete: "off" });
  const due = h("input", { id: "editor-due", type: "date" });
  const column = h("select", { id: "editor-column", onchange: () => offer() });
  const position = h("select", { id: "editor-position" });
  const problem = h("p", { class: "problem", role: "alert", "data-testid": "dialog-message" });

  const offer = () => {
    const chosen = board.columns.find((each) => each.id === column.value);
    const count = chosen.cardIds.length + (chosen === own ? 0 : 1);
    position.replaceChildren(
      ...Array.from({ length: count }, (_, index) => new Option(String(index + 1), String(index))),
    );
    position.value = String(chosen === own ? own.cardIds.indexOf(id) : count - 1);
  };
  const close = () => {
    node.close();
    node.replaceChildren();
  };
  const save = (event) => {
    event.preventDefault();
    const isMoved = column.value !== own.id || Number(position.value) !== own.cardIds.indexOf(id);
    const refusal = model.edit(
      id,
      {
        title: title.value.trim(),
        notes: notes.value,
        labels: [...new Set(labels.value.split(",").map((each) => each.trim()))].filter(Boolean),
        due: due.value || null,
      },
      isMoved ? { columnId: column.value, index: Number(position.value) } : null,
    );
    if (refusal === null) close();
    else problem.textContent = refusal;
  };
  const remove = () => {
    model.remove(id);
    close();
  };

  title.value = card.title;
  notes.value = card.notes;
  labels.value = card.labels.join(", ");
  due.value = card.due ?? "";
  column.replaceChildren(...board.columns.map((each) => new Option(each.title, each.id)));
  column.value = own.id;
  offer();
  node.replaceChildren(
    h(
      "form",
      { onsubmit: save },
      h("h2", { id: "editor-title" }, "Edit card"),
      problem,
      ...[
        ["Title", title],
        ["Notes", notes],
        ["Labels", labels],
        ["Due date", due],
        ["Column", column],
        ["Position", position],
      ].map(([name, control]) =>
        h("div", { class: "field" }, h("label", { for: control.id }, name), control),
      ),
      h(
        "div",
        { class: "buttons" },
        h("button", {}, "Save"),
        h("button", { type: "button", class: "quiet", onclick: close }, "Cancel"),
        h("button", { type: "button", class: "danger", onclick: remove }, "Delete card"),
      ),
    ),
  );
  node.showModal();
}
