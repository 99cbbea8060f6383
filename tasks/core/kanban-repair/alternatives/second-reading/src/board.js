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

/**
 * The place that a card had in an earlier board: below the card that was above it then, or, if that one is no
 * longer there, the nearest one that is.
 */
export function findFormerPlace(board, cardId, earlier) {
  const { columnId, index } = locate(earlier, cardId);
  const before = findColumn(earlier, columnId).cardIds;
  const now = findColumn(board, columnId).cardIds.filter((id) => id !== cardId);
  const above = before.slice(0, index).findLast((id) => now.includes(id));
  const below = before.slice(index + 1).find((id) => now.includes(id));
  if (above !== undefined) return { columnId, index: now.indexOf(above) + 1 };
  return { columnId, index: below === undefined ? now.length : now.indexOf(below) };
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

/** Changes members of a card; those that are undefined are taken away. */
export function changeCard(board, cardId, changes) {
  const members = Object.entries({ ...board.cards[cardId], ...changes });
  const card = Object.fromEntries(members.filter(([, value]) => value !== undefined));
  return { ...board, cards: { ...board.cards, [cardId]: card } };
}

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
