const KEY = "lantern-keeper.logbook";
const EMPTY = { unlocked: 1, best: {}, lastGame: null };

/** What is kept on this device: the levels that are open, the best score of each, and the last game's inputs. */
export function openLogbook() {
  let book = read();

  const change = (changes) => {
    book = { ...book, ...changes };
    try {
      localStorage.setItem(KEY, JSON.stringify(book));
    } catch {
      // A browser that stores nothing keeps the book until the page is closed.
    }
  };

  return {
    isUnlocked: (number) => number <= book.unlocked,
    bestOf: (number) => book.best[number] ?? null,
    lastGame: () => book.lastGame,
    enterGame({ number, outcome, score, inputs }) {
      change({ lastGame: { number, inputs } });
      if (outcome !== "cleared") return;
      change({
        unlocked: Math.max(book.unlocked, number + 1),
        best: { ...book.best, [number]: score },
      });
    },
  };
}

function read() {
  try {
    return { ...EMPTY, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return EMPTY;
  }
}
