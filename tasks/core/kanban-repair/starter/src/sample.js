/** What a new user finds. */
export function createSampleBoard() {
  const cards = [
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
  return {
    version: 2,
    title: "Website relaunch",
    columns: [
      { id: "todo", title: "To do", limit: null, cardIds: ["c1", "c2", "c3", "c4"] },
      { id: "doing", title: "Doing", limit: 3, cardIds: ["c5", "c6"] },
      { id: "review", title: "Review", limit: 2, cardIds: ["c7", "c8"] },
      { id: "done", title: "Done", limit: null, cardIds: ["c9", "c10"] },
    ],
    cards: Object.fromEntries(cards.map((each) => [each.id, each])),
  };
}

function card(id, title, given) {
  return { id, title, notes: "", labels: [], due: null, created: "2025-12-01T09:00:00.000Z", ...given };
}
