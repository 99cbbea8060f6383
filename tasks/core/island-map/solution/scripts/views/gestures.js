import { moveBy, pixelsPerUnit, zoomBy } from "../view.js";

const CLICK_TOLERANCE = 5;
const WHEEL_STEP = 100;
const LINE_HEIGHT = 34;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SIGNS = { "+": 1, "-": -1 };

/** Moves the map by pointer, wheel and keys. */
export function listenToGestures(box, store) {
  listenToDrags(box, store);
  listenToWheel(box, store);
  box.addEventListener("keydown", (event) => {
    const isOnMap = event.target === box || event.target.closest(".marker") !== null;
    if (!isOnMap || event.ctrlKey || event.metaKey || event.altKey) return;
    const { view } = store.state;
    if (event.key in ARROWS) {
      const [dx, dy] = ARROWS[event.key].map((sign) => (sign * 100) / view.zoom);
      store.look(moveBy(view, dx, dy));
    } else if (event.key in SIGNS) store.look(zoomBy(view, SIGNS[event.key]));
    else return;
    event.preventDefault();
  });
}

function unitOf(box, view) {
  return pixelsPerUnit(view, box.getBoundingClientRect().width);
}

/** The pointer is captured only once it drags: until then a click on a marker is still the marker's. */
function listenToDrags(box, store) {
  let drag = null;

  box.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0 || event.target.closest(".zoom") !== null) return;
    drag = { x: event.clientX, y: event.clientY, view: store.state.view, isMoving: false };
  });
  box.addEventListener("pointermove", (event) => {
    if (drag === null || !event.isPrimary) return;
    const dx = event.clientX - drag.x;
    const dy = event.clientY - drag.y;
    if (!drag.isMoving && Math.hypot(dx, dy) <= CLICK_TOLERANCE) return;
    if (!drag.isMoving) box.setPointerCapture(event.pointerId);
    drag.isMoving = true;
    box.classList.add("map--dragged");
    const unit = unitOf(box, drag.view);
    store.look(moveBy(drag.view, -dx / unit, -dy / unit));
  });
  const stop = () => {
    box.classList.remove("map--dragged");
    if (drag?.isMoving) swallowClick(box);
    drag = null;
  };
  box.addEventListener("pointerup", stop);
  box.addEventListener("pointercancel", stop);
}

/** The end of a drag is followed by a click, which means nothing. */
function swallowClick(box) {
  const swallow = (event) => event.stopPropagation();
  box.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => box.removeEventListener("click", swallow, { capture: true }));
}

function listenToWheel(box, store) {
  let rest = 0;
  box.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const delta = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_HEIGHT : event.deltaY;
      if (rest * delta < 0) rest = 0;
      rest += delta;
      const steps = Math.trunc(rest / WHEEL_STEP);
      if (steps === 0) return;
      rest -= steps * WHEEL_STEP;
      const { view } = store.state;
      const { left, top, width, height } = box.getBoundingClientRect();
      const unit = pixelsPerUnit(view, width);
      const pointer = {
        x: view.x + (event.clientX - left - width / 2) / unit,
        y: view.y + (event.clientY - top - height / 2) / unit,
      };
      store.look(zoomBy(view, -steps, pointer));
    },
    { passive: false },
  );
}
