export const NO_FILTER = { text: "", label: "" };

/** A function of a board's card: whether it is shown. */
export function createMatcher({ text, label }) {
  const wanted = text.trim().toLowerCase();
  return (card) =>
    (label === "" || card.labels.includes(label)) &&
    (card.title.toLowerCase().includes(wanted) || card.notes.toLowerCase().includes(wanted));
}

/** Every label that a card of the board has, by alphabet. */
export const listLabels = ({ cards }) =>
  [...new Set(Object.values(cards).flatMap(({ labels }) => labels))].toSorted((a, b) => a.localeCompare(b));
