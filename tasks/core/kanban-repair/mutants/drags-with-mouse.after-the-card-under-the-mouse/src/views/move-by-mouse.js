import { placeCard } from "../commands.js";
import { createMatcher } from "../filter.js";

/** Moves cards by dragging. A line shows where the card would land; nothing moves before it is dropped. */
export function moveByMouse(root, store) {
  let cardId = null;

  const unmark = (...classes) => {
    for (const name of classes) root.querySelector(`.${name}`)?.classList.remove(name);
  };
  const clearLine = () => unmark("drop-above", "drop-below");
  const end = () => {
    unmark("drop-above", "drop-below", "dragged");
    cardId = null;
  };

  root.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.("[data-card-id]") ?? null;
    cardId = card?.dataset.cardId ?? null;
    if (card === null) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector("h3").textContent);
    card.classList.add("dragged");
  });

  root.addEventListener("dragover", (event) => {
    const target = findTarget(event, cardId);
    if (target === null) return;
    event.preventDefault();
    clearLine();
    markLine(target);
  });

  root.addEventListener("dragleave", clearLine);

  root.addEventListener("drop", (event) => {
    const target = findTarget(event, cardId);
    if (target === null) return;
    event.preventDefault();
    const { columnId, position } = target;
    store.run(placeCard(cardId, { columnId, position }, createMatcher(store.state.filter)));
    end();
  });

  root.addEventListener("dragend", end);
}

/** The column under the mouse, and the position in it: above the first card whose middle is lower. */
function findTarget(event, cardId) {
  const column = event.target.closest?.("[data-column-id]");
  if (cardId === null || !column) return null;
  const section = column.closest("section");
  const others = [...section.querySelectorAll("[data-card-id]")].filter(
    ({ dataset }) => dataset.cardId !== cardId,
  );
  const below = others.findIndex((card) => topOf(card) > event.clientY);
  return {
    columnId: section.dataset.columnId,
    position: below === -1 ? others.length : below,
    others,
    list: section.querySelector(".cards"),
  };
}

function markLine({ position, others, list }) {
  if (position < others.length) others[position].classList.add("drop-above");
  else (others.at(-1) ?? list).classList.add("drop-below");
}

const topOf = (card) => card.getBoundingClientRect().top;
