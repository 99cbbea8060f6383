const KEY = "lanes.board";

/** Keeps the board in localStorage, in the format that README.md describes. */
export function createStorage(window) {
  const area = window.localStorage;
  return {
    /** The stored board, or null where there is none that can be read. */
    load: () => {
      try {
        return upgrade(JSON.parse(area.getItem(KEY)));
      } catch {
        return null;
      }
    },
    save: (board) => area.setItem(KEY, JSON.stringify(board)),
    /** Calls back when another tab has stored a board. */
    onChange: (callback) =>
      window.addEventListener("storage", ({ key }) => {
        if (key === KEY) callback();
      }),
  };
}

function upgrade(stored) {
  if (stored === null || stored.version === 2) return stored;
  if (stored.version === 1) return fromVersion1(stored);
  throw new Error(`unknown version ${stored.version}`);
}

/** Version 1 had the cards inside their columns, and little to say about them. */
function fromVersion1({ name, columns }) {
  const cards = columns.flatMap((column) => column.cards);
  return {
    version: 2,
    title: name,
    columns: columns.map((column, index) => ({
      id: `column-${index + 1}`,
      title: column.name,
      limit: column.limit ?? null,
      cardIds: column.cards.map(({ id }) => id),
    })),
    cards: Object.fromEntries(
      cards.map(({ id, text, due }) => [
        id,
        { id, title: text, notes: "", labels: [], due: due ?? null, created: null },
      ]),
    ),
  };
}
