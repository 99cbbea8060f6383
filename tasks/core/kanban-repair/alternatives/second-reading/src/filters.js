/*
 * Which cards are shown. A filter is `{ text, label }`, each of them empty where it lets every card through.
 */

export const NO_FILTER = { text: "", label: "" };

export function matches(card, { text, label }) {
  const wanted = text.trim().toLowerCase();
  return (
    (label === "" || card.labels.includes(label)) &&
    [card.title, card.notes].some((each) => each.toLowerCase().includes(wanted))
  );
}

/** How many cards are shown, of how many. */
export function countShown(board, filter) {
  const cards = listCards(board);
  return { shown: cards.filter((card) => matches(card, filter)).length, all: cards.length };
}

/** Every label that a card has, in alphabetical order. */
export function listLabels(board) {
  const labels = new Set(listCards(board).flatMap((card) => card.labels));
  return [...labels].sort((one, other) => one.localeCompare(other, "en"));
}

const listCards = (board) => board.columns.flatMap(({ cardIds }) => cardIds.map((id) => board.cards[id]));
