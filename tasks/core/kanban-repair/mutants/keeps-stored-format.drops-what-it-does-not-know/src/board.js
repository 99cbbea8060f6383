/*
 * Pure functions on a board. None of them changes what it is given: each returns a new board.
 *
 * A place is `{ columnId, index }`. The index is where the card stands in `cardIds` once it is there.
 */

export const findColumn = (board, columnId) => board.columns.find(({ id }) => id === columnId);

/** The place of a card that is on the board. */
export function locate(board, cardId) {
  const column = board.columns.find(({ cardIds }) => cardIds.includes(cardId));
  return { columnId: column.id, index: column.cardIds.indexOf(cardId) };
}

export function insertCard(board, card, { columnId, index }) {
  return {
    ...changeColumn(board, columnId, (cardIds) => cardIds.toSpliced(index, 0, card.id)),
    cards: { ...board.cards, [card.id]: card },
  };
}

export function removeCard(board, cardId) {
  const { [cardId]: _, ...cards } = board.cards;
  const { columnId } = locate(board, cardId);
  return {
    ...changeColumn(board, columnId, (cardIds) => cardIds.filter((id) => id !== cardId)),
    cards,
  };
}

export function changeCard(board, cardId, changes) {
  return { ...board, cards: { ...board.cards, [cardId]: { ...pickKnown(board.cards[cardId]), ...changes } } };
}

const pickKnown = ({ id, title, notes, labels, due, created }) => ({
  id,
  title,
  notes,
  labels,
  due,
  created,
});

export function moveCard(board, cardId, { columnId, index }) {
  const from = locate(board, cardId);
  const without = changeColumn(board, from.columnId, (cardIds) => cardIds.filter((id) => id !== cardId));
  return changeColumn(without, columnId, (cardIds) => cardIds.toSpliced(index, 0, cardId));
}

function changeColumn(board, columnId, change) {
  return {
    ...board,
    columns: board.columns.map((column) =>
      column.id === columnId ? { ...column, cardIds: change(column.cardIds) } : column,
    ),
  };
}
