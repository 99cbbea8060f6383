import { MAP, METRES_PER_UNIT } from "./geometry.js";

/** A view is the point of the map that stands in the middle of its box, in map units, and a zoom. */
export const START = { x: MAP.width / 2, y: MAP.height / 2, zoom: 1 };
export const ZOOMS = [1, 1.5, 2, 3, 4, 6, 8];

const SCALE_LENGTHS = [5000, 2000, 1000, 500, 200, 100, 50];
const LONGEST_SCALE_BAR = 120;

const clamp = (value, most) => Math.min(Math.max(value, 0), most);

export function centreOn(view, { x, y }) {
  return { ...view, x: clamp(x, MAP.width), y: clamp(y, MAP.height) };
}

export function moveBy(view, dx, dy) {
  return centreOn(view, { x: view.x + dx, y: view.y + dy });
}

/** Goes some steps in (or out, where negative), as far as there are any; the anchor stays at its place in the box. */
export function zoomBy(view, steps, anchor = view) {
  const index = Math.min(Math.max(ZOOMS.indexOf(view.zoom) + steps, 0), ZOOMS.length - 1);
  const zoom = ZOOMS[index];
  const share = view.zoom / zoom;
  const centre = {
    x: anchor.x + (view.x - anchor.x) * share,
    y: anchor.y + (view.y - anchor.y) * share,
  };
  return centreOn({ ...view, zoom }, centre);
}

/** Pixels of one map unit. */
export function pixelsPerUnit({ zoom }, boxWidth) {
  return (boxWidth * zoom) / MAP.width;
}

/** The longest round length whose bar fits: in metres, and in pixels. */
export function chooseScale(unit) {
  const toPixels = (metres) => (metres / METRES_PER_UNIT) * unit;
  const metres =
    SCALE_LENGTHS.find((length) => toPixels(length) <= LONGEST_SCALE_BAR) ?? SCALE_LENGTHS.at(-1);
  return { metres, pixels: toPixels(metres) };
}

const FRAGMENT = /^#map=(\d+),(\d+),(\d+(?:\.\d+)?)(?:&place=(.+))?$/;

export function toFragment({ x, y, zoom }, placeId) {
  const place = placeId === null ? "" : `&place=${placeId}`;
  return `#map=${Math.round(x)},${Math.round(y)},${zoom}${place}`;
}

/** Null where the fragment is no address of a view. */
export function parseFragment(fragment, isPlace) {
  const match = FRAGMENT.exec(fragment);
  if (match === null) return null;
  const [x, y, zoom] = match.slice(1, 4).map(Number);
  const placeId = match[4] ?? null;
  const isValid =
    x <= MAP.width && y <= MAP.height && ZOOMS.includes(zoom) && (placeId === null || isPlace(placeId));
  return isValid ? { view: { x, y, zoom }, openId: placeId } : null;
}
