import {
  changeCard,
  findColumn,
  findFormerPlace,
  insertCard,
  locate,
  moveCard,
  removeCard,
} from "./board.js";
import { fullMessage, hasRoom } from "./limits.js";
import { clampSpot, describeSpot, moveToSpot } from "./moves.js";

/*
 * What users do to a board. A command is a function of the board. It returns the new board, the command that
 * takes it back, and what to tell the user; or why it is refused. A command that changes nothing returns the
 * board that it was given.
 *
 * Another tab may change the board at any time. So a command changes no more than what the user did, and its
 * inverse leaves alone what has been changed since.
 */

export function addCard(columnId, title) {
  return (board) => {
    if (title.trim() === "") return { refused: "Enter a title." };
    if (!hasRoom(board, columnId)) return { refused: fullMessage(board, columnId) };
    const column = findColumn(board, columnId);
    const card = {
      id: crypto.randomUUID(),
      title: title.trim(),
      notes: "",
      labels: [],
      due: null,
      created: new Date().toISOString(),
    };
    return {
      board: insertCard(board, card, { columnId, index: column.cardIds.length }),
      inverse: deleteCard(card.id),
      message: `Added ${quote(card.title)} to ${column.title}.`,
    };
  };
}

/** Changes what a card says and, unless the place is null, where it stands. */
export function updateCard(cardId, changes, place) {
  return (board) => {
    const card = board.cards[cardId];
    if (card === undefined) return { refused: GONE };
    if (changes.title?.trim() === "") return { refused: "Enter a title." };
    const from = locate(board, cardId);
    const to = place ?? from;
    if (to.columnId !== from.columnId && !hasRoom(board, to.columnId)) {
      return { refused: fullMessage(board, to.columnId) };
    }
    const isUnchanged =
      isSame(to, from) && Object.entries(changes).every(([name, value]) => isSame(card[name], value));
    const changed = isUnchanged ? board : moveCard(changeCard(board, cardId, changes), cardId, to);
    return {
      board: changed,
      inverse: restoreChanges(cardId, board, changed),
      message: `Saved ${quote(changed.cards[cardId].title)}.`,
    };
  };
}

/** Moves a card to a spot among the cards that the filter shows (see moves.js). */
export function dropCard(cardId, spot, filter) {
  return (board) => {
    const card = board.cards[cardId];
    if (card === undefined) return { refused: GONE };
    if (spot.columnId !== locate(board, cardId).columnId && !hasRoom(board, spot.columnId)) {
      return { refused: fullMessage(board, spot.columnId) };
    }
    const target = clampSpot(board, cardId, spot, filter);
    const moved = moveToSpot(board, cardId, target, filter);
    return {
      board: moved,
      inverse: restoreChanges(cardId, board, moved),
      message: `Dropped ${quote(card.title)}: ${describeSpot(board, cardId, target, filter)}.`,
    };
  };
}

export function deleteCard(cardId) {
  return (board) => {
    const card = board.cards[cardId];
    if (card === undefined) return { board, refused: GONE };
    return {
      board: removeCard(board, cardId),
      inverse: restoreCard(cardId, board),
      message: `Deleted ${quote(card.title)}.`,
    };
  };
}

/** Takes back what changed a card, as far as it is still what it was changed to. */
function restoreChanges(cardId, before, after) {
  return (board) => {
    const card = board.cards[cardId];
    if (card === undefined) return { board };
    const [old, changed] = [before.cards[cardId], after.cards[cardId]];
    const names = Object.keys({ ...old, ...changed }).filter(
      (name) => !isSame(old[name], changed[name]) && isSame(card[name], changed[name]),
    );
    const restored = changeCard(board, cardId, Object.fromEntries(names.map((name) => [name, old[name]])));
    const to = locate(after, cardId);
    const isMoved = !isSame(locate(before, cardId), to);
    const isStillThere = locate(board, cardId).columnId === to.columnId;
    if (!isMoved || !isStillThere) return { board: restored };
    return { board: moveCard(restored, cardId, findFormerPlace(restored, cardId, before)) };
  };
}

/** Brings back a card that has been deleted. */
function restoreCard(cardId, before) {
  return (board) => {
    if (board.cards[cardId] !== undefined) return { board };
    return { board: insertCard(board, before.cards[cardId], findFormerPlace(board, cardId, before)) };
  };
}

const GONE = "This card is no longer on the board.";

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const quote = (title) => `“${title}”`;
