import { svg } from "./dom.js";

const PATHS = {
  Harbour:
    "M8 4.6a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8ZM8 4.6V14M5.2 7.4h5.6M3 9.6c.3 2.6 2.3 4.4 5 4.4s4.7-1.8 5-4.4",
  Beach: "M2 6.5c1.5-1.6 3-1.6 4 0s2.5 1.6 4 0 3-1.6 4 0M2 10.5c1.5-1.6 3-1.6 4 0s2.5 1.6 4 0 3-1.6 4 0",
  Café: "M3 5h8v4a3.5 3.5 0 0 1-3.5 3.5h-1A3.5 3.5 0 0 1 3 9ZM11 6h1a1.5 1.5 0 0 1 0 3.5h-1",
  Inn: "M2 4v9M2 10.5h12V13M14 10.5V9a2 2 0 0 0-2-2H6v3.5",
  Museum: "M2.5 13.5h11M3.5 6.5h9L8 3ZM5 7v6M8 7v6M11 7v6",
  Shop: "M4 5.5h8l.7 8H3.3ZM6 5.5V5a2 2 0 0 1 4 0v.5",
  Viewpoint: "M1.5 12.5 6 5l3 4.5 1.5-2 4 5Z",
};

/** A drawing for those who see it; the name of the kind stands beside it. */
export function drawKind(kind) {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", "aria-hidden": "true", class: "kind-icon" },
    svg("path", { d: PATHS[kind] ?? "" }),
  );
}

/** The kind's colour, by its place in the list; white reads well on each. */
export const colourOf = (kinds, kind) => `var(--kind-${(kinds.indexOf(kind) % 7) + 1})`;
