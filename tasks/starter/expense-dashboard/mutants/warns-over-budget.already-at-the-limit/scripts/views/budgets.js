import { element } from "../dom.js";
import { showFieldError } from "../field-error.js";
import { formatMoney, parseAmount } from "../money.js";
import { monthName } from "../months.js";

/** A budget a month for each category, how much of it is spent, and a warning where it is exceeded. */
export function createBudgetView(store) {
  const month = document.querySelector("[data-testid=budget-month]");
  const warnings = document.querySelector("#warnings");
  const rows = store.state.categories.map((category, index) => createRow(store, category, index));
  document.querySelector("#budgets").append(...rows.map(({ node }) => node));

  return {
    render: (_, { budgetMonth, budgets }) => {
      month.textContent = budgetMonth === null ? "no month yet" : monthName(budgetMonth);
      for (const [index, row] of rows.entries()) row.update(budgets[index]);
      const over = budgets
        .filter(isOver)
        .map(({ category, spent, budget }) => `${category} is over budget by ${formatMoney(spent - budget)}`);
      // A live region that is written anew is read out anew: leave it alone where nothing changed.
      if (over.join() === [...warnings.children].map(({ textContent }) => textContent).join()) return;
      warnings.replaceChildren(...over.map((text) => element("p", { "data-testid": "over-budget" }, text)));
    },
  };
}

const isOver = ({ budget, spent }) => budget !== null && spent >= budget;

function createRow(store, category, index) {
  const id = `budget-${index}`;
  const input = element("input", {
    id,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    placeholder: "No budget",
    "aria-describedby": `${id}-error ${id}-state`,
  });
  const error = element("p", { class: "error", id: `${id}-error`, hidden: true });
  const state = element("p", { class: "budget-state", id: `${id}-state` });
  const fill = element("span");

  input.addEventListener("change", () => {
    const cents = parseAmount(input.value);
    const isWrong = cents === null && input.value.trim() !== "";
    showFieldError(input, error, isWrong ? "Enter an amount above zero, or leave it empty." : null);
    if (!isWrong) store.setBudget(category, cents);
  });
  const start = store.state.budgets[category];
  if (start !== undefined) input.value = (start / 100).toFixed(2);

  return {
    node: element(
      "li",
      {},
      element("label", { for: id }, `Budget for ${category}`),
      input,
      error,
      element("div", { class: "meter", "aria-hidden": "true" }, fill),
      state,
    ),
    update: ({ budget, spent }) => {
      const over = isOver({ budget, spent });
      fill.style.width = budget === null ? "0" : `${Math.min(100, (spent / budget) * 100)}%`;
      fill.classList.toggle("over", over);
      state.textContent =
        budget === null
          ? `${formatMoney(spent)} spent`
          : `${formatMoney(spent)} of ${formatMoney(budget)} spent`;
    },
  };
}
