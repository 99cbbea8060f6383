import { addCard } from "../commands.js";
import { matches } from "../filters.js";
import { html } from "../html.js";
import { countLabel } from "../limits.js";
import { moveToSpot } from "../moves.js";
import { watchDragging } from "./card-drag.js";
import { renderCard } from "./card-view.js";

const DIRECTIONS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** The columns with their cards, and a field for a new card in each. */
export function createBoardView(store, { editCard }) {
  const root = document.querySelector("#board");
  const cards = new Map();
  let columnIds = null;
  let isRendering = false;

  const findSection = (columnId) => root.querySelector(`section[data-column-id="${CSS.escape(columnId)}"]`);
  const findButton = (cardId, action) => cards.get(cardId)?.element.querySelector(`[data-action=${action}]`);
  const cardIdOf = (element) => element.closest("[data-card-id]")?.dataset.cardId;

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const { columnId } = event.target.dataset;
    const refused = store.run(addCard(columnId, event.target.elements.title.value));
    if (refused !== null) return;
    const field = findSection(columnId).querySelector("input");
    field.value = "";
    field.focus();
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button === null) return;
    const cardId = cardIdOf(button);
    if (button.dataset.action === "edit") {
      const heading = button.closest("section").querySelector("h2");
      editCard(cardId, () => {
        const edit = findButton(cardId, "edit");
        (edit?.isConnected ? edit : heading).focus();
      });
    } else if (store.state.move === null) {
      button.focus();
      store.pickUp(cardId);
    } else {
      store.drop();
    }
  });

  root.addEventListener("keydown", (event) => {
    const { move } = store.state;
    if (event.target.dataset.action !== "move") return;
    // A key that is held down does not pick up and drop again and again.
    if (event.key === "Enter" && event.repeat) event.preventDefault();
    if (move === null || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") store.putBack(move.cardId);
    else if (event.key in DIRECTIONS) store.step(DIRECTIONS[event.key]);
    else return;
    event.preventDefault();
  });
  root.addEventListener("focusout", (event) => {
    const { move } = store.state;
    // Another window is not another place on the page.
    if (isRendering || move === null || cardIdOf(event.target) !== move.cardId || !document.hasFocus())
      return;
    // Once the focus has arrived: what it goes to may have to move with the card.
    setTimeout(() => {
      if (store.state.move === move) store.putBack(move.cardId);
    });
  });
  watchDragging(root, store);

  const renderColumns = (board) => {
    const ids = JSON.stringify(board.columns.map(({ id }) => id));
    if (ids === columnIds) return;
    columnIds = ids;
    const typed = [...root.querySelectorAll("form")].map((form) => [
      form.dataset.columnId,
      form.elements.title,
    ]);
    const active = document.activeElement;
    root.innerHTML = html`${board.columns.map(renderColumn)}`;
    for (const [columnId, old] of typed) {
      const field = findSection(columnId)?.querySelector("input");
      if (!field) continue;
      field.value = old.value;
      if (old === active) field.focus();
    }
  };

  /** Makes the list hold exactly these cards, and leaves those alone that are as and where they should be. */
  const renderList = (list, wanted) => {
    for (const element of [...list.children]) if (!wanted.includes(element)) element.remove();
    let next = list.firstElementChild;
    for (const element of wanted) {
      if (next !== null && next !== element && next.nextElementSibling === element) {
        next.remove();
        next = element;
      }
      if (next === element) next = next.nextElementSibling;
      else list.insertBefore(element, next);
    }
  };

  const findElement = (card) => {
    const { source } = renderCard(card);
    const known = cards.get(card.id);
    if (known?.source === source) return known.element;
    const template = document.createElement("template");
    template.innerHTML = source;
    const element = template.content.firstElementChild;
    cards.set(card.id, { source, element });
    return element;
  };

  const renderBoard = ({ board: stored, filter, move }) => {
    const board = move === null ? stored : moveToSpot(stored, move.cardId, move.spot, filter);
    renderColumns(board);
    for (const column of board.columns) {
      const section = findSection(column.id);
      setText(section.querySelector("h2"), column.title);
      setText(section.querySelector(".count"), countLabel(column));
      section.querySelector("input").setAttribute("aria-label", `New card in ${column.title}`);
      section.querySelector("form button").setAttribute("aria-label", `Add card to ${column.title}`);
      const shown = column.cardIds
        .map((id) => board.cards[id])
        .filter((card) => card.id === move?.cardId || matches(card, filter));
      renderList(section.querySelector(".cards"), shown.map(findElement));
    }
    for (const cardId of [...cards.keys()]) {
      if (board.cards[cardId] === undefined) cards.delete(cardId);
      else findButton(cardId, "move").setAttribute("aria-pressed", String(cardId === move?.cardId));
    }
  };

  return {
    render: (state) => {
      const active = document.activeElement;
      const cardId = root.contains(active) ? cardIdOf(active) : undefined;
      isRendering = true;
      renderBoard(state);
      if (cardId !== undefined && document.activeElement !== active) {
        const { action } = active.dataset;
        findButton(cardId, action)?.focus();
      }
      isRendering = false;
      const { move } = state;
      if (move !== null) cards.get(move.cardId).element.scrollIntoView({ block: "nearest" });
    },
  };
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A column without what changes; its field for a new card stays when the board changes. */
function renderColumn({ id }, index) {
  return html`
    <section class="column" data-column-id="${id}" aria-labelledby="column-title-${index}">
      <header class="column-head">
        <h2 id="column-title-${index}" tabindex="-1"></h2>
        <span class="count" data-testid="count"></span>
      </header>
      <ul class="cards" role="list"></ul>
      <form class="new-card" data-column-id="${id}">
        <input name="title" type="text" autocomplete="off" placeholder="New card" />
        <button type="submit" class="quiet">Add</button>
      </form>
    </section>
  `;
}
