import { quote } from "./commands.js";
import { createMatcher } from "./filter.js";
import { mayStandIn } from "./limits.js";
import { describePosition, listShown, locateShown } from "./positions.js";

/*
 * A card that the keyboard has picked up: `{ cardId, columnId, position }`. It is shown there, and stored when
 * it is dropped. These are pure functions of the store's state; each returns the lift to come and what to tell
 * the user.
 */

export function pickUp({ board, filter }, cardId) {
  const matches = createMatcher(filter);
  const lift = { cardId, ...locateShown(board, cardId, matches) };
  return { lift, message: `Picked up ${describe(board, lift, matches)}.` };
}

export function putBack({ board, filter, lift }) {
  const matches = createMatcher(filter);
  const place = describePosition(board, lift.cardId, locateShown(board, lift.cardId, matches), matches);
  return { lift: null, message: `Cancelled: ${quote(board.cards[lift.cardId].title)} is back in ${place}.` };
}

/** Moves it up (-1) or down (1) in its column. */
export function shiftInColumn({ board, filter, lift, message }, step) {
  const matches = createMatcher(filter);
  const position = lift.position + step;
  if (position < 0 || position > countOthers(board, lift, matches)) return { lift, message };
  const shifted = { ...lift, position };
  return { lift: shifted, message: `${describe(board, shifted, matches)}.` };
}

/** Moves it to the next column on the left (-1) or right (1) that may hold it. */
export function shiftAcross({ board, filter, lift }, step) {
  const matches = createMatcher(filter);
  const at = board.columns.findIndex(({ id }) => id === lift.columnId);
  const onThatSide = step < 0 ? board.columns.slice(0, at).toReversed() : board.columns.slice(at + 1);
  const column = onThatSide.find(({ id }) => mayStandIn(board, lift.cardId, id));
  if (column === undefined)
    return { lift, message: `No column with room on the ${step < 0 ? "left" : "right"}.` };
  const moved = { ...lift, columnId: column.id };
  const shifted = { ...moved, position: Math.min(lift.position, countOthers(board, moved, matches)) };
  return { lift: shifted, message: `${describe(board, shifted, matches)}.` };
}

const countOthers = (board, { cardId, columnId }, matches) =>
  listShown(board, columnId, matches).filter((id) => id !== cardId).length;

const describe = (board, lift, matches) =>
  `${quote(board.cards[lift.cardId].title)}: ${describePosition(board, lift.cardId, lift, matches)}`;
