/*
 * Pure functions on a board. None of them changes what it is given: each returns a new board.
 *
 * A place is `{ columnId, index }`. The index is where the card stands in `cardIds` once it is there.
 */

export const findColumn = (board, columnId) => board.columns.find(({ id }) => id === columnId);

/** The place of a card. */
export function locate(board, cardId) {
  const column = board.columns.find(({ cardIds }) => cardIds.includes(cardId)) ?? board.columns.at(-1);
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
  return { ...board, cards: { ...board.cards, [cardId]: { ...board.cards[cardId], ...changes } } };
}

export function moveCard(board, cardId, { columnId, index }) {
  const from = locate(board, cardId);
  // Everything below the card moves up by one when it is taken out.
  const place = from.columnId === columnId && index > from.index ? index - 1 : index;
  const without = changeColumn(board, from.columnId, (cardIds) => cardIds.filter((id) => id !== cardId));
  return changeColumn(without, columnId, (cardIds) => cardIds.toSpliced(place, 0, cardId));
}

function changeColumn(board, columnId, change) {
  return {
    ...board,
    columns: board.columns.map((column) =>
      column.id === columnId ? { ...column, cardIds: change(column.cardIds) } : column,
    ),
  };
}
