import { findColumn, locate } from "./board.js";

/*
 * A position counts, from 0, the cards of a column that the filter shows. An index counts all of them. Between
 * the two stand the hidden cards, which never change their order.
 */

/** The ids of a column's cards that are shown. */
export const listShown = (board, columnId, matches) =>
  findColumn(board, columnId).cardIds.filter((id) => matches(board.cards[id]));

/** Where a shown card stands: `{ columnId, position }`. */
export function locateShown(board, cardId, matches) {
  const { columnId } = locate(board, cardId);
  return { columnId, position: listShown(board, columnId, matches).indexOf(cardId) };
}

/** The index that brings a card to a position: next to the shown card above, or else to the one below. */
export function toIndex(board, cardId, { columnId, position }, matches) {
  return Math.min(position, findColumn(board, columnId).cardIds.length);
}

/** A position as users read it. */
export function describePosition(board, cardId, { columnId, position }, matches) {
  const others = listShown(board, columnId, matches).filter((id) => id !== cardId);
  return `${findColumn(board, columnId).title}, position ${position + 1} of ${others.length + 1}`;
}
