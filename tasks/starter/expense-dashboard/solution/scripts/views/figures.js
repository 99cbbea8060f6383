import { formatMoney } from "../money.js";

/** The two figures at the top. */
export function createFigures() {
  const total = document.querySelector("[data-testid=total]");
  const count = document.querySelector("[data-testid=count]");
  return {
    render: (_, summary) => {
      total.textContent = formatMoney(summary.total);
      count.textContent = summary.visible.length === 1 ? "1 expense" : `${summary.visible.length} expenses`;
    },
  };
}
