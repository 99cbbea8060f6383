import { findColumn, locate } from "../board.js";
import { deleteCard, updateCard } from "../commands.js";
import { html } from "../html.js";

/** What the fields hold, and what they mean to a card. */
const FIELDS = {
  title: { show: (title) => title, read: (text) => text.trim() },
  notes: { show: (notes) => notes, read: (text) => text },
  labels: { show: (labels) => labels.join(", "), read: parseLabels },
  due: { show: (due) => due ?? "", read: (text) => (text === "" ? null : text) },
};

/** The dialog that changes, moves and deletes a card. */
export function createCardDialog(store) {
  const dialog = document.querySelector("#card-dialog");
  const form = document.querySelector("#card-form");
  const problem = dialog.querySelector("[data-testid=dialog-message]");
  const fields = form.elements;
  let cardId = null;
  // What the fields would hold if the user had changed nothing.
  let untouched = {};
  let isPlaced = false;
  let onClose = null;

  const offerColumns = () => {
    const { board } = store.state;
    const chosen = isPlaced ? fields.column.value : locate(board, cardId).columnId;
    fields.column.innerHTML = html`${board.columns.map(
      (column) => html`<option value="${column.id}">${column.title}</option>`,
    )}`;
    fields.column.value = chosen;
  };

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

  /** Shows the card as it is now; what the user has changed in the dialog stays. */
  const showCard = (card) => {
    for (const [name, { show }] of Object.entries(FIELDS)) {
      const field = fields[name];
      const isTouched = field.value !== untouched[name];
      const entered = field.value;
      field.value = show(card[name]);
      untouched[name] = field.value;
      if (isTouched) field.value = entered;
    }
  };

  fields.column.addEventListener("change", () => {
    isPlaced = true;
    offerPositions();
  });
  fields.position.addEventListener("change", () => {
    isPlaced = true;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const changed = Object.entries(FIELDS).filter(([name]) => fields[name].value !== untouched[name]);
    const changes = Object.fromEntries(changed.map(([name, { read }]) => [name, read(fields[name].value)]));
    const place = { columnId: fields.column.value, index: Number(fields.position.value) };
    const refused = store.run(updateCard(cardId, changes, isPlaced ? place : null));
    problem.textContent = refused ?? "";
    if (refused === null) dialog.close();
  });
  dialog.querySelector("[data-action=cancel]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-action=delete]").addEventListener("click", () => {
    store.run(deleteCard(cardId));
    dialog.close();
  });
  dialog.addEventListener("close", () => onClose());

  return {
    open: (id, whenClosed) => {
      cardId = id;
      onClose = whenClosed;
      isPlaced = false;
      problem.textContent = "";
      for (const name of Object.keys(FIELDS)) untouched[name] = fields[name].value;
      showCard(store.state.board.cards[id]);
      offerColumns();
      offerPositions();
      dialog.showModal();
    },

    /** Another tab may change the card while the dialog is open. */
    render: ({ board }) => {
      if (!dialog.open || board.cards[cardId] === undefined) return;
      showCard(board.cards[cardId]);
      offerColumns();
      const position = fields.position.value;
      offerPositions();
      if (isPlaced) fields.position.value = Math.min(position, fields.position.options.length - 1);
    },
  };
}

function parseLabels(text) {
  return [
    ...new Set(
      text
        .split(",")
        .map((label) => label.trim())
        .filter(Boolean),
    ),
  ];
}
