import { dropCard, quote } from "./commands.js";
import { listLabels, NO_FILTER } from "./filters.js";
import { clampSpot, describeSpot, findNextSpot, findSpot } from "./moves.js";
import { createSampleBoard } from "./sample.js";

/**
 * Holds the board, the filter, the card that is picked up and the last message, and tells its subscribers
 * when one of them changes. The board is changed by commands alone (see commands.js), and by other tabs.
 */
export function createStore(storage) {
  const subscribers = [];
  const history = [];
  const state = {
    board: storage.load() ?? createSampleBoard(),
    filter: NO_FILTER,
    // The card that is picked up, and the spot where it is about to go: `{ cardId, spot }`.
    move: null,
    message: "",
    canUndo: false,
  };

  const show = (changes) => {
    Object.assign(state, changes, { canUndo: history.length > 0 });
    for (const notify of subscribers) notify();
  };
  const commit = (board, message) => {
    storage.save(board);
    show({ ...follow(board), message });
  };

  /** What a new board makes of the state. */
  const follow = (board) => {
    const { text, label } = state.filter;
    const filter = { text, label: listLabels(board).includes(label) ? label : "" };
    const { move } = state;
    if (move === null) return { board, filter };
    const { cardId, spot } = move;
    if (board.cards[cardId] === undefined || !board.columns.some(({ id }) => id === spot.columnId)) {
      const { title } = state.board.cards[cardId];
      return { board, filter, move: null, message: `Cancelled: ${quote(title)} was changed in another tab.` };
    }
    return { board, filter, move: { cardId, spot: clampSpot(board, cardId, spot, filter) } };
  };

  /** Takes over what other tabs have stored. */
  const refresh = () => show(follow(storage.load() ?? state.board));
  storage.subscribe(refresh);

  const describe = (cardId, spot) =>
    `${quote(state.board.cards[cardId].title)}: ${describeSpot(state.board, cardId, spot, state.filter)}.`;

  /** Runs a command on the newest board. Returns why it was refused, or null. */
  const run = (command) => {
    const board = storage.load() ?? state.board;
    const result = command(board);
    if (result.refused !== undefined) {
      show({ ...follow(board), message: result.refused });
      return result.refused;
    }
    if (result.board === board) {
      show({ ...follow(board), message: result.message });
      return null;
    }
    history.push(result.inverse);
    commit(result.board, result.message);
    return null;
  };

  return {
    state,
    subscribe: (notify) => subscribers.push(notify),
    run,

    /** Takes the last command of this tab back. */
    undo: () => {
      const inverse = history.pop();
      if (inverse === undefined) return;
      commit(inverse(storage.load() ?? state.board).board, "Undid the last change.");
    },

    setFilter: (changes) => show({ filter: { ...state.filter, ...changes } }),

    pickUp: (cardId) => {
      const spot = findSpot(state.board, cardId, state.filter);
      show({ move: { cardId, spot }, message: `Picked up ${describe(cardId, spot)}` });
    },

    /** Moves the card that is picked up: up, down, left or right. */
    step: (direction) => {
      const { cardId, spot } = state.move;
      const next = findNextSpot(state.board, cardId, spot, direction, state.filter);
      if (next !== null) show({ move: { cardId, spot: next }, message: describe(cardId, next) });
      else if (direction === "left" || direction === "right") {
        show({ message: `No column with room on the ${direction}.` });
      }
    },

    drop: () => {
      const { cardId, spot } = state.move;
      state.move = null;
      run(dropCard(cardId, spot, state.filter));
    },

    /** Ends moving a card, with the mouse too, and leaves it where it was. */
    putBack: (cardId) => {
      const { board, filter } = state;
      const where = describeSpot(board, cardId, findSpot(board, cardId, filter), filter);
      show({ move: null, message: `Cancelled: ${quote(board.cards[cardId].title)} is back in ${where}.` });
    },
  };
}
