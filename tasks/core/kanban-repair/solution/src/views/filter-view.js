import { createMatcher, listLabels, NO_FILTER } from "../filter.js";
import { html } from "../html.js";

/** Search, the filter by label, and how many cards they leave. */
export function createFilterView(store) {
  const search = document.querySelector("#search");
  const label = document.querySelector("#label-filter");
  const clear = document.querySelector("#clear-filters");
  const shown = document.querySelector("[data-testid=shown]");

  search.addEventListener("input", () => store.setFilter({ text: search.value }));
  label.addEventListener("change", () => store.setFilter({ label: label.value }));
  clear.addEventListener("click", () => {
    search.value = "";
    store.setFilter(NO_FILTER);
  });

  return {
    render: ({ board, filter }) => {
      // A label that no card has any more stays in the list for as long as it is chosen.
      const labels = new Set([...listLabels(board), ...(filter.label === "" ? [] : [filter.label])]);
      label.innerHTML = html`<option value="">All labels</option>
        ${[...labels].map((name) => html`<option value="${name}">${name}</option>`)}`;
      label.value = filter.label;
      const cards = Object.values(board.cards);
      shown.textContent = `${cards.filter(createMatcher(filter)).length} of ${cards.length} cards shown`;
    },
  };
}
