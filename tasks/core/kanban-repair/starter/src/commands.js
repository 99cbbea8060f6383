import { changeCard, findColumn, insertCard, locate, moveCard, removeCard } from "./board.js";
import { escapeHtml } from "./html.js";
import { fullMessage, hasRoom } from "./limits.js";

/*
 * What users do to a board. A command is a function of the board. It returns the new board, the command that
 * takes it back, and what to tell the user; or why it is refused.
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

/** Changes what a card says and where it stands. */
export function updateCard(cardId, changes, place) {
  return (board) => {
    if (changes.title.trim() === "") return { refused: "Enter a title." };
    if (!hasRoom(board, place.columnId)) return { refused: fullMessage(board, place.columnId) };
    return setCard(cardId, changes, place)(board);
  };
}

export function deleteCard(cardId) {
  return (board) => {
    const card = board.cards[cardId];
    const without = removeCard(board, cardId);
    return {
      board: without,
      inverse: restoreCard(card, locate(without, cardId)),
      message: `Deleted ${quote(card.title)}.`,
    };
  };
}

function setCard(cardId, changes, place) {
  return (board) => {
    const card = board.cards[cardId];
    const before = Object.fromEntries(Object.keys(changes).map((name) => [name, card[name]]));
    return {
      board: moveCard(changeCard(board, cardId, changes), cardId, place),
      inverse: setCard(cardId, before, locate(board, cardId)),
      message: `Saved ${quote(changes.title)}.`,
    };
  };
}

function restoreCard(card, place) {
  return (board) => ({ board: insertCard(board, card, place) });
}

const quote = (title) => `“${escapeHtml(title)}”`;
