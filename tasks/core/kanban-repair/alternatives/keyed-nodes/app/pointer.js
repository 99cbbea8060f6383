import { h } from "./dom.js";

const THRESHOLD_PX = 4;

/** Drags cards by pointer events: a ghost follows the pointer, a line shows where the card would land. */
export function followPointer(board, model) {
  let drag = null;
  const line = h("div", { class: "landing" });

  const end = () => {
    drag?.ghost?.remove();
    line.remove();
    drag = null;
  };

  board.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-card]");
    if (card === null || event.button !== 0 || event.pointerType !== "mouse") return;
    if (event.target.closest("button") !== null) return;
    drag = { id: card.dataset.card, x: event.clientX, y: event.clientY, ghost: null };
  });

  addEventListener("pointermove", ({ clientX, clientY }) => {
    if (drag === null) return;
    if (drag.ghost === null) {
      if (Math.hypot(clientX - drag.x, clientY - drag.y) < THRESHOLD_PX) return;
      drag.ghost = h("div", { class: "ghost" }, model.board.cards[drag.id]?.title ?? "");
      document.body.append(drag.ghost);
    }
    drag.ghost.style.left = `${clientX + 8}px`;
    drag.ghost.style.top = `${clientY + 8}px`;
    const target = findTarget(clientX, clientY, drag.id);
    if (target === null) line.remove();
    else showLine(line, target);
  });

  addEventListener("pointerup", ({ clientX, clientY }) => {
    const done = drag;
    end();
    if (done === null || done.ghost === null) return;
    const target = findTarget(clientX, clientY, done.id);
    if (target !== null) model.place(done.id, target.lane.dataset.lane, target.at);
  });
  addEventListener("pointercancel", end);
}

function findTarget(x, y, id) {
  const lane = document.elementFromPoint(x, y)?.closest("[data-lane]") ?? null;
  if (lane === null) return null;
  const others = [...lane.querySelectorAll("[data-card]:not([hidden])")].filter(
    ({ dataset }) => dataset.card !== id,
  );
  const boxes = others.map((card) => card.getBoundingClientRect());
  const at = boxes.filter(({ top, height }) => top + height / 2 <= y).length;
  return { lane, at, boxes };
}

function showLine(line, { lane, at, boxes }) {
  const list = lane.querySelector(".cards").getBoundingClientRect();
  const y = boxes[at] === undefined ? (boxes.at(-1)?.bottom ?? list.top) + 4 : boxes[at].top - 7;
  line.style.left = `${list.left + scrollX}px`;
  line.style.width = `${list.width}px`;
  line.style.top = `${y + scrollY}px`;
  document.body.append(line);
}
