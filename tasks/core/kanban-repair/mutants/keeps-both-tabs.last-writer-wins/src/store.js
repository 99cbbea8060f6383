import { NO_FILTER } from "./filter.js";
import { createSampleBoard } from "./sample.js";

const HISTORY_LENGTH = 50;

/**
 * Holds the board, the last message, the filter and the card that is picked up, and tells its subscribers when
 * one of them changes. The board is changed by commands alone (see commands.js), and always from what is stored:
 * another tab may have changed it meanwhile.
 */
export function createStore(storage) {
  const subscribers = [];
  const history = [];
  const state = {
    board: storage.load() ?? createSampleBoard(),
    message: "",
    canUndo: false,
    filter: NO_FILTER,
    lift: null,
  };

  const show = (changes) => {
    Object.assign(state, changes, { canUndo: history.length > 0 });
    if (state.lift !== null && state.board.cards[state.lift.cardId] === undefined) state.lift = null;
    for (const notify of subscribers) notify();
  };
  const current = () => state.board;

  return {
    state,
    subscribe: (notify) => subscribers.push(notify),

    /** Runs a command. Returns why it was refused, or null. */
    run: (command) => {
      const before = current();
      const { board = before, inverse, message, refused = null } = command(before);
      if (board !== before) {
        storage.save(board);
        history.push(inverse);
        if (history.length > HISTORY_LENGTH) history.shift();
      }
      show({ board, message: refused ?? message, lift: null });
      return refused;
    },

    /** Takes back the last command of this tab. */
    undo: () => {
      const inverse = history.pop();
      if (inverse === undefined) return;
      const before = current();
      const { board = before, refused } = inverse(before);
      storage.save(board);
      show({ board, message: refused ?? "Undid the last change.", lift: null });
    },

    setFilter: (changes) => show({ filter: { ...state.filter, ...changes } }),

    /** Shows a card at a place where it is not stored yet, or none if null; see lift.js. */
    setLift: (lift, message) => show({ lift, message }),
  };
}
