import { findColumn, locate, moveCard } from "./board.js";
import { matches } from "./filters.js";
import { hasRoom } from "./limits.js";

/*
 * Moving a card among those that are shown.
 *
 * A spot is `{ columnId, position }`. The position counts, from 1, the cards that are shown in the column,
 * the moved one included, wherever it is and whether it matches the filter or not.
 */

const isSameSpot = (one, other) => one.columnId === other.columnId && one.position === other.position;

/** The other cards that are shown in a column. */
function listOthers(board, cardId, columnId, filter) {
  const { cardIds } = findColumn(board, columnId);
  return cardIds.filter((id) => id !== cardId && matches(board.cards[id], filter));
}

/** The spot where a card is. */
export function findSpot(board, cardId, filter) {
  const { columnId, index } = locate(board, cardId);
  const above = findColumn(board, columnId).cardIds.slice(0, index);
  return { columnId, position: above.filter((id) => matches(board.cards[id], filter)).length + 1 };
}

/** The spot, or the last one of its column if there are fewer. */
export function clampSpot(board, cardId, { columnId, position }, filter) {
  return { columnId, position: Math.min(position, listOthers(board, cardId, columnId, filter).length + 1) };
}

/** The spot next to the given one, or null if there is none. */
export function findNextSpot(board, cardId, { columnId, position }, direction, filter) {
  if (direction === "up" || direction === "down") {
    const next = { columnId, position: direction === "up" ? position - 1 : position + 1 };
    return next.position < 1 || !isSameSpot(next, clampSpot(board, cardId, next, filter)) ? null : next;
  }
  const own = locate(board, cardId).columnId;
  const index = board.columns.findIndex(({ id }) => id === columnId);
  const onThatSide =
    direction === "right" ? board.columns.slice(index + 1) : board.columns.slice(0, index).reverse();
  const column = onThatSide.find(({ id }) => id === own || hasRoom(board, id));
  return column === undefined ? null : clampSpot(board, cardId, { columnId: column.id, position }, filter);
}

/** The board with the card at the spot; the given board itself if the card is there already. */
export function moveToSpot(board, cardId, spot, filter) {
  if (isSameSpot(spot, findSpot(board, cardId, filter))) return board;
  const { columnId, position } = spot;
  const cardIds = findColumn(board, columnId).cardIds.filter((id) => id !== cardId);
  const others = listOthers(board, cardId, columnId, filter);
  const above = others[position - 2];
  const below = others[position - 1];
  if (above !== undefined) return moveCard(board, cardId, { columnId, index: cardIds.indexOf(above) + 1 });
  const index = below === undefined ? cardIds.length : cardIds.indexOf(below);
  return moveCard(board, cardId, { columnId, index });
}

/** How a spot reads. */
export function describeSpot(board, cardId, { columnId, position }, filter) {
  const count = listOthers(board, cardId, columnId, filter).length + 1;
  return `${findColumn(board, columnId).title}, position ${position} of ${count}`;
}
