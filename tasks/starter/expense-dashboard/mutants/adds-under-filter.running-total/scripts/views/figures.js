import { formatMoney } from "../money.js";

/** The two figures at the top. */
export function createFigures() {
  const total = document.querySelector("[data-testid=total]");
  const count = document.querySelector("[data-testid=count]");
  const all = ({ expenses }) => expenses.reduce((sum, { cents }) => sum + cents, 0);
  let running = null;
  let filter = null;
  let before = 0;
  return {
    render: (state, summary) => {
      running ??= summary.total;
      if (state.filter !== filter) running = summary.total;
      else running += all(state) - before;
      filter = state.filter;
      before = all(state);
      total.textContent = formatMoney(running);
      count.textContent = summary.visible.length === 1 ? "1 expense" : `${summary.visible.length} expenses`;
    },
  };
}
