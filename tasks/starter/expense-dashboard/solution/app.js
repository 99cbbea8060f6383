import { createStore } from "./scripts/store.js";
import { loadSeed } from "./scripts/seed.js";
import { summarize } from "./scripts/summary.js";
import { createBudgetView } from "./scripts/views/budgets.js";
import { createCategoryChart } from "./scripts/views/category-chart.js";
import { createFigures } from "./scripts/views/figures.js";
import { createFilterView } from "./scripts/views/filters.js";
import { createAddForm } from "./scripts/views/form.js";
import { createExpenseTable } from "./scripts/views/table.js";
import { createMonthChart } from "./scripts/views/month-chart.js";
import { createUndoView } from "./scripts/views/undo.js";

async function start() {
  const seed = await loadSeed("assets/expenses.json");
  const store = createStore(seed, window.localStorage);
  const views = [
    createFigures(),
    createFilterView(store),
    createCategoryChart(),
    createMonthChart(),
    createExpenseTable(store),
    createUndoView(store),
    createAddForm(store),
    createBudgetView(store),
  ];
  const render = () => {
    const summary = summarize(store.state);
    for (const view of views) view.render(store.state, summary);
  };
  store.subscribe(render);
  render();
}

start().catch((error) => {
  const failure = document.querySelector("#failure");
  failure.textContent = `The expenses could not be loaded: ${error.message}`;
  failure.hidden = false;
});
