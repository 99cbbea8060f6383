/** Map units. */
export const MAP = { width: 1000, height: 600 };
export const METRES_PER_UNIT = 10;

const WINDS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/** Metres east and north to map units, whose y points down. */
export function project([east, north]) {
  return { x: (east + 4200) / METRES_PER_UNIT, y: (2900 - north) / METRES_PER_UNIT };
}

/** Whether a point lies in a polygon: whether a ray to its right crosses the border an odd number of times. */
export function contains(corners, { x, y }) {
  let isInside = false;
  corners.forEach((a, index) => {
    const b = corners[(index + 1) % corners.length];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isInside = !isInside;
  });
  return isInside;
}

export function middleOf(corners) {
  const middle = (key) => {
    const values = corners.map((corner) => corner[key]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  return { x: middle("x"), y: middle("y") };
}

/** Metres in a straight line. */
export function distanceBetween(from, to) {
  return Math.hypot(to.east - from.east, to.north - from.north);
}

export function directionBetween(from, to) {
  const turn = Math.atan2(to.east - from.east, from.north - to.north) / (2 * Math.PI);
  return WINDS[(Math.round(turn * WINDS.length) + WINDS.length) % WINDS.length];
}

/** Metres of each leg of a way along places. */
export function legsOf(places) {
  return places.slice(1).map((place, index) => distanceBetween(places[index], place));
}
