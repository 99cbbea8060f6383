const KEY = "lanes.board";

/** Keeps the board in localStorage, in the format that README.md describes. */
export function createStorage(area) {
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
    subscribe: (notify) => {
      window.addEventListener("storage", (event) => {
        if (event.storageArea === area && event.key === KEY) notify();
      });
    },
  };
}

function upgrade(stored) {
  if (stored === null || stored.version === 2) return stored;
  if (stored.version === 1) return fromVersion1(stored);
  throw new Error(`unknown version ${stored.version}`);
}

/** Version 1 had the cards inside their columns, and little to say about them. */
function fromVersion1({ name, columns, ...others }) {
  const allCards = columns.flatMap((column) => column.cards);
  return {
    ...others,
    version: 2,
    title: name,
    columns: columns.map(({ name: columnName, limit, cards, ...members }, index) => ({
      ...members,
      id: `column-${index + 1}`,
      title: columnName,
      limit: limit ?? null,
      cardIds: cards.map(({ id }) => id),
    })),
    cards: Object.fromEntries(
      allCards.map(({ id, text, due, ...members }) => [
        id,
        { ...members, id, title: text, notes: "", labels: [], due: due ?? null, created: null },
      ]),
    ),
  };
}
