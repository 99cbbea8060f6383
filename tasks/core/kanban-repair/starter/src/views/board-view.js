import { addCard } from "../commands.js";
import { html } from "../html.js";
import { countLabel } from "../limits.js";
import { renderCard } from "./card-view.js";

/** The columns with their cards, and a field for a new card in each. */
export function createBoardView(store, { editCard }) {
  const root = document.querySelector("#board");

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const { columnId } = event.target.dataset;
    const refused = store.run(addCard(columnId, event.target.elements.title.value));
    if (refused === null) root.querySelector(`form[data-column-id="${columnId}"] input`).focus();
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action=edit]");
    if (button !== null) editCard(button.closest("[data-card-id]").dataset.cardId);
  });

  let shown = null;
  return {
    render: ({ board }) => {
      if (board === shown) return;
      shown = board;
      root.innerHTML = html`${board.columns.map((column) => renderColumn(board, column))}`;
    },
  };
}

function renderColumn(board, column) {
  return html`
    <section class="column" data-column-id="${column.id}" aria-labelledby="title-${column.id}">
      <header class="column-head">
        <h2 id="title-${column.id}">${column.title}</h2>
        <span class="count" data-testid="count">${countLabel(column)}</span>
      </header>
      <ul class="cards" role="list">
        ${column.cardIds.map((id) => renderCard(board.cards[id]))}
      </ul>
      <form class="new-card" data-column-id="${column.id}">
        <input
          name="title"
          type="text"
          autocomplete="off"
          placeholder="New card"
          aria-label="New card in ${column.title}"
        />
        <button type="submit" class="quiet" aria-label="Add card to ${column.title}">Add</button>
      </form>
    </section>
  `;
}
