import { createSampleBoard } from "./sample.js";

const HISTORY_LENGTH = 50;

/**
 * Holds the board and the last message, and tells its subscribers when one of them changes. The board is
 * changed by commands alone (see commands.js).
 */
export function createStore(storage) {
  const subscribers = [];
  const history = [];
  const state = { board: storage.load() ?? createSampleBoard(), message: "", canUndo: false };

  const show = (changes) => {
    Object.assign(state, changes, { canUndo: history.length > 0 });
    for (const notify of subscribers) notify();
  };
  const commit = (board, message) => {
    storage.save(board);
    show({ board, message });
  };

  return {
    state,
    subscribe: (notify) => subscribers.push(notify),

    /** Runs a command. Returns why it was refused, or null. */
    run: (command) => {
      const result = command(state.board);
      if (result.refused !== undefined) {
        show({ message: result.refused });
        return result.refused;
      }
      history.push(result.inverse);
      if (history.length > HISTORY_LENGTH) history.shift();
      commit(result.board, result.message);
      return null;
    },

    /** Takes the last command back. */
    undo: () => {
      const inverse = history.pop();
      if (inverse === undefined) return;
      commit(inverse(state.board).board, "Undid the last change.");
    },
  };
}
