import { findColumn, locate } from "../board.js";
import { deleteCard, updateCard } from "../commands.js";
import { html } from "../html.js";

/** The dialog that changes, moves and deletes a card. */
export function createCardDialog(store) {
  const dialog = document.querySelector("#card-dialog");
  const form = document.querySelector("#card-form");
  const problem = dialog.querySelector("[data-testid=dialog-message]");
  const fields = form.elements;
  let cardId = null;

  const offerPositions = () => {
    const { board } = store.state;
    const from = locate(board, cardId);
    const columnId = fields.column.value;
    const isOwn = columnId === from.columnId;
    const count = findColumn(board, columnId).cardIds.length + (isOwn ? 0 : 1);
    fields.position.innerHTML = html`${Array.from(
      { length: count },
      (_, index) => html`<option value="${index}">${index + 1}</option>`,
    )}`;
    fields.position.value = isOwn ? from.index : count - 1;
  };

  fields.column.addEventListener("change", offerPositions);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const changes = {
      title: fields.title.value.trim(),
      notes: fields.notes.value,
      labels: parseLabels(fields.labels.value),
      due: fields.due.value === "" ? null : fields.due.value,
    };
    const place = { columnId: fields.column.value, index: Number(fields.position.value) };
    const refused = store.run(updateCard(cardId, changes, place));
    problem.textContent = refused ?? "";
    if (refused === null) dialog.close();
  });
  dialog.querySelector("[data-action=cancel]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-action=delete]").addEventListener("click", () => {
    store.run(deleteCard(cardId));
    dialog.close();
  });

  return {
    open: (id) => {
      cardId = id;
      const { board } = store.state;
      const card = board.cards[id];
      problem.textContent = "";
      fields.title.value = card.title;
      fields.notes.value = card.notes;
      fields.labels.value = card.labels.join(", ");
      fields.due.value = card.due ?? "";
      fields.column.innerHTML = html`${board.columns.map(
        (column) => html`<option value="${column.id}">${column.title}</option>`,
      )}`;
      fields.column.value = locate(board, id).columnId;
      offerPositions();
      dialog.showModal();
    },
  };
}

const parseLabels = (text) => [
  ...new Set(
    text
      .split(",")
      .map((label) => label.trim())
      .filter(Boolean),
  ),
];
