import { addCard } from "../commands.js";
import { createMatcher } from "../filter.js";
import { html } from "../html.js";
import { countLabel } from "../limits.js";
import { listShown } from "../positions.js";
import { renderCard } from "./card-view.js";
import { keepFocus } from "./focus.js";

/** The columns with the cards that the filter shows, and a field for a new card in each. */
export function createBoardView(root, store, { editCard }) {
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const { title } = event.target.elements;
    const refused = store.run(addCard(event.target.dataset.columnId, title.value));
    if (refused === null) title.value = "";
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action=edit]");
    if (button !== null) editCard(button.closest("[data-card-id]").dataset.cardId);
  });

  let frame = null;
  return {
    render: (state) => {
      const { columns } = state.board;
      // Columns are drawn anew only where they changed themselves: nobody loses what they are typing into one.
      const wanted = JSON.stringify(columns.map(({ id, title }) => [id, title]));
      if (wanted !== frame) root.innerHTML = html`${columns.map(renderColumn)}`;
      frame = wanted;
      keepFocus(() => {
        for (const [index, column] of columns.entries()) fillColumn(root.children[index], column, state);
      });
    },
  };
}

function fillColumn(section, column, { board, filter, lift }) {
  const shown = listShown(board, column.id, createMatcher(filter)).filter((id) => id !== lift?.cardId);
  if (lift?.columnId === column.id) shown.splice(lift.position, 0, lift.cardId);
  section.querySelector("[data-testid=count]").textContent = countLabel(column);
  section.querySelector(".cards").innerHTML = html`${shown.map((id) =>
    renderCard(board.cards[id], { isLifted: id === lift?.cardId }),
  )}`;
}

function renderColumn({ id, title }) {
  return html`
    <section class="column" data-column-id="${id}" aria-labelledby="title-${id}">
      <header class="column-head">
        <h2 id="title-${id}">${title}</h2>
        <span class="count" data-testid="count"></span>
      </header>
      <ul class="cards" role="list"></ul>
      <form class="new-card" data-column-id="${id}">
        <input
          name="title"
          type="text"
          autocomplete="off"
          placeholder="New card"
          aria-label="New card in ${title}"
        />
        <button type="submit" class="quiet" aria-label="Add card to ${title}">Add</button>
      </form>
    </section>
  `;
}
