/** `640 m`, from 1000 m on `1.24 km`; rounded to tens of metres first. */
export function formatDistance(metres) {
  const rounded = Math.round(metres / 10) * 10;
  return rounded < 1000 ? `${rounded} m` : `${(rounded / 1000).toFixed(2)} km`;
}

/** A length of the scale bar: `500 m`, `2 km`. */
export function formatLength(metres) {
  return metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
}

export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

export function describeView({ x, y, zoom }) {
  return `Centre ${Math.round(x)}, ${Math.round(y)}, zoom ${zoom}×`;
}

export function nameMarker({ name }, isFavourite) {
  return isFavourite ? `${name}, favourite` : name;
}
