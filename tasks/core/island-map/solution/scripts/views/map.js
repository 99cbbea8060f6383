import { byId, onPress, setDisabled } from "../dom.js";
import { chooseScale, pixelsPerUnit, zoomBy, ZOOMS } from "../view.js";
import { describeView, formatLength } from "../wording.js";
import { listenToGestures } from "./gestures.js";
import { createLand } from "./land.js";
import { createMarkers } from "./markers.js";

/** With so many pixels to a map unit there is room for the names of places. */
const ROOM_FOR_NAMES = 2;

export function createMap(store, island) {
  const box = byId("map");
  const drawLand = createLand(byId("land"), island);
  const drawMarkers = createMarkers(store, island, byId("markers"));
  const zoomIn = byId("zoom-in");
  const zoomOut = byId("zoom-out");
  onPress(zoomIn, () => store.look(zoomBy(store.state.view, 1)));
  onPress(zoomOut, () => store.look(zoomBy(store.state.view, -1)));
  listenToGestures(box, store);

  const render = (state) => {
    const { width, height } = box.getBoundingClientRect();
    const unit = pixelsPerUnit(state.view, width);
    const frame = { width, height, unit };
    drawLand(state, frame);
    drawMarkers(state, frame);
    showScale(unit);
    box.classList.toggle("map--near", unit >= ROOM_FOR_NAMES);
    byId("view").textContent = describeView(state.view);
    setDisabled(zoomIn, state.view.zoom === ZOOMS.at(-1));
    setDisabled(zoomOut, state.view.zoom === ZOOMS[0]);
  };
  new ResizeObserver(() => render(store.state)).observe(box);
  return render;
}

function showScale(unit) {
  const { metres, pixels } = chooseScale(unit);
  byId("scale").textContent = formatLength(metres);
  byId("scale-bar").style.width = `${pixels}px`;
}
