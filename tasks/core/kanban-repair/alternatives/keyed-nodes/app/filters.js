import { h } from "./dom.js";

export function createFilterBar(model) {
  const search = h("input", { type: "text", oninput: () => model.set({ search: search.value }) });
  const label = h("select", { id: "by-label", onchange: () => model.set({ label: label.value }) });
  const shown = h("p", { "data-testid": "shown" });
  const clear = () => {
    search.value = "";
    model.set({ search: "", label: "" });
  };
  let offered = "";

  return {
    node: h(
      "div",
      { class: "filter-bar", role: "search" },
      h("label", { class: "field" }, "Search cards", search),
      h("div", { class: "field" }, h("label", { for: "by-label" }, "Filter by label"), label),
      h("button", { type: "button", class: "quiet", onclick: clear }, "Clear filters"),
      shown,
    ),
    draw: () => {
      const cards = Object.values(model.board.cards);
      const names = [...new Set([...cards.flatMap(({ labels }) => labels), model.label])]
        .filter(Boolean)
        .sort();
      if (JSON.stringify(names) !== offered) {
        offered = JSON.stringify(names);
        label.replaceChildren(new Option("All labels", ""), ...names.map((name) => new Option(name, name)));
      }
      label.value = model.label;
      shown.textContent = `${cards.filter(({ id }) => model.isShown(id)).length} of ${cards.length} cards shown`;
    },
  };
}
