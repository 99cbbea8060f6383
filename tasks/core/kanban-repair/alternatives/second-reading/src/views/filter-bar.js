import { countShown, listLabels, NO_FILTER } from "../filters.js";
import { html } from "../html.js";

/** The line above the board: search, the filter by label, and how many cards are shown. */
export function createFilterBar(store) {
  const root = document.querySelector("#filters");
  const text = root.querySelector("[name=text]");
  const label = root.querySelector("[name=label]");
  const shown = root.querySelector("[data-testid=shown]");

  text.value = "";
  text.addEventListener("input", () => store.setFilter({ text: text.value }));
  label.addEventListener("change", () => store.setFilter({ label: label.value }));
  root.querySelector("[data-action=clear]").addEventListener("click", () => {
    text.value = "";
    store.setFilter(NO_FILTER);
  });

  let options = null;
  return {
    render: ({ board, filter }) => {
      const { source } = html`
        <option value="">All labels</option>
        ${listLabels(board).map((each) => html`<option value="${each}">${each}</option>`)}
      `;
      if (source !== options) label.innerHTML = source;
      options = source;
      label.value = filter.label;
      const count = countShown(board, filter);
      shown.textContent = `${count.shown} of ${count.all} cards shown`;
    },
  };
}
