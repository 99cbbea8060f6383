import { findColumn } from "./board.js";

/** Whether a column takes one more card. */
export function hasRoom(board, columnId) {
  const { limit, cardIds } = findColumn(board, columnId);
  return limit === null || cardIds.length < limit;
}

/** How many cards a column holds, and how many it may. */
export function countLabel({ limit, cardIds }) {
  if (limit !== null) return `${cardIds.length} of ${limit}`;
  return cardIds.length === 1 ? "1 card" : `${cardIds.length} cards`;
}

export function fullMessage(board, columnId) {
  const column = findColumn(board, columnId);
  return `${column.title} is full (${countLabel(column)}).`;
}
