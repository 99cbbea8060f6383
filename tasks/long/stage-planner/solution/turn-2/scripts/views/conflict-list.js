import { h } from "../dom.js";
import { formatDuration } from "../time.js";

export function conflictList({ conflicts, words }) {
  return h(
    "section",
    { class: conflicts.length === 0 ? "conflicts none" : "conflicts", "aria-labelledby": "conflict-count" },
    h("h2", { id: "conflict-count", "data-testid": "conflict-count" }, words.conflicts(conflicts.length)),
    h(
      "ul",
      {},
      conflicts.map((conflict) => h("li", { "data-testid": "conflict" }, describe(conflict, words))),
    ),
  );
}

function describe({ kind, subject, between, minutes, needed }, words) {
  return kind === "overlap"
    ? words.overlap(subject, between, formatDuration(minutes))
    : words.shortChangeover(subject, between, formatDuration(minutes), formatDuration(needed));
}
