import { changeCard, findColumn, insertCard, locate, moveCard, removeCard } from "./board.js";
import { fullMessage, hasRoom, mayStandIn } from "./limits.js";
import { describePosition, locateShown, toIndex } from "./positions.js";

/*
 * What users do to a board. A command is a function of the board. It returns the new board, the command that
 * takes it back, and what to tell the user; or why it is refused. Where the board stays as it is, it returns
 * the message alone.
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
  return ofCard(cardId, (board) => {
    if (changes.title?.trim() === "") return { refused: "Enter a title." };
    if (place !== null && !mayStandIn(board, cardId, place.columnId))
      return { refused: fullMessage(board, place.columnId) };
    return setCard(cardId, changes, place ?? locate(board, cardId))(board);
  });
}

/** Moves a card to a position among the cards that are shown; see positions.js. */
export function placeCard(cardId, place, matches) {
  return ofCard(cardId, (board, { title }) => {
    const { columnId, position } = place;
    if (!mayStandIn(board, cardId, columnId)) return { refused: fullMessage(board, columnId) };
    const message = `Dropped ${quote(title)}: ${describePosition(board, cardId, place, matches)}.`;
    const from = locateShown(board, cardId, matches);
    if (from.columnId === columnId && from.position === position) return { message };
    const index = toIndex(board, cardId, place, matches);
    return { ...setCard(cardId, {}, { columnId, index })(board), message };
  });
}

export function deleteCard(cardId) {
  return ofCard(cardId, (board, card) => ({
    board: removeCard(board, cardId),
    inverse: restoreCard(card, locate(board, cardId)),
    message: `Deleted ${quote(card.title)}.`,
  }));
}

function setCard(cardId, changes, place) {
  return ofCard(cardId, (board, card) => {
    return {
      board: moveCard(changeCard(board, cardId, changes), cardId, place),
      inverse: setCard(cardId, card, locate(board, cardId)),
      message: `Saved ${quote(changes.title ?? card.title)}.`,
    };
  });
}

function restoreCard(card, place) {
  return (board) => ({ board: insertCard(board, card, place) });
}

/** A command on a card, which another tab may have deleted. */
const ofCard = (cardId, command) => (board) => {
  const card = board.cards[cardId];
  return card === undefined ? { refused: "This card is no longer there." } : command(board, card);
};

export const quote = (title) => `“${title}”`;
