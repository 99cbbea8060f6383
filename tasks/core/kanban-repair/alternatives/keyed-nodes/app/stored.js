const card = (id, title, more = {}) => ({
  id,
  title,
  notes: "",
  labels: [],
  due: null,
  created: "2025-12-01T09:00:00.000Z",
  ...more,
});

const SAMPLE = [
  card("c1", "Write the press release", { labels: ["text"], due: "2026-01-05" }),
  card("c2", "Terms of use page", {
    labels: ["legal"],
    notes: "The lawyer's draft is in the shared folder.",
  }),
  card("c3", "Collect photos of the team", {
    labels: ["design", "text"],
    notes: "Ask Jonas for last summer's pictures.",
  }),
  card("c4", "Set up the newsletter", { labels: ["R&D"] }),
  card("c5", "Redraw the logo", { labels: ["design"], due: "2026-01-02" }),
  card("c6", "Move the mailing list", { labels: ["R&D"] }),
  card("c7", "Opening hours and map", { labels: ["text"], notes: "Mira has the hours for the summer." }),
  card("c8", "Colours for buttons", { labels: ["design"] }),
  card("c9", "Choose a domain", { labels: ["R&D"] }),
  card("c10", "Ask three printers", { notes: "Mira knows one nearby." }),
];

export const sample = () => ({
  version: 2,
  title: "Website relaunch",
  columns: [
    { id: "todo", title: "To do", limit: null, cardIds: ["c1", "c2", "c3", "c4"] },
    { id: "doing", title: "Doing", limit: 3, cardIds: ["c5", "c6"] },
    { id: "review", title: "Review", limit: 2, cardIds: ["c7", "c8"] },
    { id: "done", title: "Done", limit: null, cardIds: ["c9", "c10"] },
  ],
  cards: Object.fromEntries(SAMPLE.map((each) => [each.id, each])),
});

/** A stored text as a board of version 2; null where it is none. */
export function parseBoard(text) {
  try {
    const stored = JSON.parse(text);
    if (stored.version === 2) return stored;
    return stored.version === 1 ? upgrade(stored) : null;
  } catch {
    return null;
  }
}

function upgrade({ name, columns }) {
  const board = { version: 2, title: name, columns: [], cards: {} };
  for (const [index, column] of columns.entries()) {
    board.columns.push({
      id: `column-${index + 1}`,
      title: column.name,
      limit: column.limit ?? null,
      cardIds: column.cards.map(({ id }) => id),
    });
    for (const { id, text, due } of column.cards)
      board.cards[id] = card(id, text, { due: due ?? null, created: null });
  }
  return board;
}
