import { model, money, monthName, monthOf, sum } from "./model.js";
import { html, Part } from "./part.js";

class BudgetPanel extends Part {
  static css = `
    li { display: grid; grid-template-columns: minmax(0, 1fr); margin-bottom: 0.5rem; }
    li label { display: grid; grid-template-columns: minmax(0, 1fr) 8rem; gap: 0.6rem; align-items: center; }
    .over { margin: 0; color: #a3160d; font-weight: bold; overflow-wrap: anywhere; }
  `;

  draw() {
    return html`<section>
      <h2>Budgets for <span data-testid="budget-month"></span></h2>
      <ul aria-live="polite">
        ${model.categories.map(
          (category) =>
            html`<li>
              <label
                >Budget for ${category}
                <input
                  type="number"
                  min="0"
                  step="0.01"
                  data-category="${category}"
                  value="${model.budgets[category] ? model.budgets[category] / 100 : ""}"
                />
              </label>
              <div></div>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  update() {
    if (!this.find("section")) {
      super.update();
      this.find("ul").addEventListener("change", ({ target }) => {
        const cents = Math.round(Number(target.value) * 100);
        model.setBudget(target.dataset.category, cents > 0 ? cents : null);
      });
    }
    const month = model.budgetMonth;
    this.find("[data-testid]").textContent = month ? monthName(month) : "";
    for (const input of this.shadowRoot.querySelectorAll("input")) {
      const { category } = input.dataset;
      const spent = sum(
        model.expenses.filter((entry) => entry.category === category && monthOf(entry) === month),
      );
      const over = spent - (model.budgets[category] ?? Infinity);
      input.closest("li").querySelector("div").innerHTML =
        over > 0
          ? html`<p class="over" data-testid="over-budget">${category} is over budget by ${money(over)}</p>`
              .markup
          : "";
    }
  }
}
customElements.define("budget-panel", BudgetPanel);
