import { dropCard } from "../commands.js";
import { hasRoom } from "../limits.js";
import { locate } from "../board.js";

/** How far the mouse goes before a pressed title is dragged, in pixels. */
const THRESHOLD = 4;

/** Lets cards be dragged by their titles, with a mouse or a pen; fingers scroll. */
export function watchDragging(root, store) {
  const mark = document.createElement("div");
  mark.className = "drop-mark";
  mark.setAttribute("aria-hidden", "true");
  let drag = null;

  /** Where the card would go: the column, the other cards there, and how many of them are above it. */
  const findTarget = ({ clientX, clientY }) => {
    const section = document.elementFromPoint(clientX, clientY)?.closest(".column");
    if (!section || !root.contains(section)) return null;
    const others = [...section.querySelectorAll("[data-card-id]")].filter(
      (element) => element.dataset.cardId !== drag.cardId,
    );
    const index = others.findIndex((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return (top + bottom) / 2 > clientY;
    });
    return { section, others, above: index === -1 ? others.length : index };
  };

  const showMark = (target) => {
    const { board } = store.state;
    const columnId = target?.section.dataset.columnId;
    const fits =
      target !== null && (columnId === locate(board, drag.cardId).columnId || hasRoom(board, columnId));
    root.classList.toggle("no-room", target !== null && !fits);
    if (!fits) {
      mark.remove();
      return;
    }
    const { section, others, above } = target;
    const edge = (element, side) =>
      element.getBoundingClientRect()[side] - section.getBoundingClientRect().top;
    let top = edge(section.querySelector(".cards"), "top");
    if (above < others.length) top = edge(others[above], "top") - 5;
    else if (others.length > 0) top = edge(others.at(-1), "bottom") + 5;
    mark.style.top = `${top}px`;
    if (mark.parentElement !== section) section.append(mark);
  };

  const begin = () => {
    drag.isMoving = true;
    root.classList.add("dragging");
    drag.element.classList.add("dragged");
    if (store.state.move !== null) store.putBack(store.state.move.cardId);
  };

  const end = () => {
    mark.remove();
    root.classList.remove("dragging", "no-room");
    root.querySelector(".dragged")?.classList.remove("dragged");
    drag = null;
  };

  const cancel = () => {
    const { cardId, isMoving } = drag;
    end();
    if (isMoving && store.state.board.cards[cardId] !== undefined) store.putBack(cardId);
  };

  root.addEventListener("pointerdown", (event) => {
    const title = event.target.closest("[data-testid=card-title]");
    if (title === null || event.button !== 0 || event.pointerType === "touch") return;
    const element = title.closest("[data-card-id]");
    drag = { cardId: element.dataset.cardId, element, from: event, isMoving: false };
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", (event) => {
    if (drag === null) return;
    const { clientX, clientY } = drag.from;
    if (!drag.isMoving && Math.hypot(event.clientX - clientX, event.clientY - clientY) < THRESHOLD) return;
    if (!drag.isMoving) begin();
    showMark(findTarget(event));
  });
  root.addEventListener("pointerup", (event) => {
    if (drag === null) return;
    const { cardId, isMoving } = drag;
    const target = isMoving ? findTarget(event) : null;
    if (target === null) {
      cancel();
      return;
    }
    end();
    const spot = { columnId: target.section.dataset.columnId, position: target.above + 1 };
    store.run(dropCard(cardId, spot, store.state.filter));
  });
  root.addEventListener("pointercancel", () => {
    if (drag !== null) cancel();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag !== null) cancel();
  });
}
