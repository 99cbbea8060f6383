const MOST_SUGGESTIONS = 6;

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Places whose name contains the text: first those that begin with it. */
export function suggest(places, text) {
  const wanted = fold(text);
  if (wanted === "") return [];
  const matches = places.filter(({ name }) => fold(name).includes(wanted));
  const isFirst = ({ name }) => fold(name).startsWith(wanted);
  return [...matches.filter(isFirst), ...matches.filter((place) => !isFirst(place))].slice(
    0,
    MOST_SUGGESTIONS,
  );
}

export function isShown({ kinds }, place) {
  return kinds.has(place.kind);
}
