import { element } from "../dom.js";
import { monthName } from "../months.js";

export function createFilterView(store) {
  const category = document.querySelector("#filter-category");
  const month = document.querySelector("#filter-month");
  const clear = document.querySelector("#clear-filters");

  category.append(
    element("option", { value: "" }, "All categories"),
    ...store.state.categories.map((name) => element("option", { value: name }, name)),
  );
  category.addEventListener("change", () => store.setFilter({ category: category.value }));
  month.addEventListener("change", () => store.setFilter({ month: month.value }));
  clear.addEventListener("click", () => store.clearFilter());

  return {
    render: ({ filter }, { months }) => {
      // A month whose last expense was deleted stays in the list for as long as it is chosen.
      const offered = [...new Set([...months, ...(filter.month === "" ? [] : [filter.month])])]
        .sort()
        .reverse();
      month.replaceChildren(
        element("option", { value: "" }, "All months"),
        ...offered.map((value) => element("option", { value }, monthName(value))),
      );
      category.value = filter.category;
      month.value = filter.month;
      clear.disabled = filter.category === "" && filter.month === "";
    },
  };
}
