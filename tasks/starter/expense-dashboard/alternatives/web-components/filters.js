import { model, monthName } from "./model.js";
import { html, Part } from "./part.js";

class ExpenseFilters extends Part {
  static css = `
    form { display: flex; flex-wrap: wrap; gap: 0.8rem; align-items: end; }
    label { flex: 0 1 15rem; }
  `;

  draw() {
    return html`<form>
      <label
        >Filter by category
        <select name="category">
          <option value="">All categories</option>
          ${model.categories.map((name) => html`<option>${name}</option>`)}
        </select>
      </label>
      <label
        >Filter by month
        <select name="month"></select>
      </label>
      <button type="reset">Clear filters</button>
    </form>`;
  }

  update() {
    if (!this.find("form")) {
      super.update();
      const form = this.find("form");
      form.addEventListener("input", ({ target }) => model.setFilter({ [target.name]: target.value }));
      form.addEventListener("reset", (event) => {
        event.preventDefault();
        model.setFilter({ category: "", month: "" });
      });
    }
    const { category, month } = this.find("form").elements;
    month.innerHTML = html`<option value="">All months</option>
      ${[...new Set([...model.months, model.filter.month])].filter(Boolean).map((value) => html`<option value="${value}">${monthName(value)}</option>`)}`.markup;
    category.value = model.filter.category;
    month.value = model.filter.month;
  }
}
customElements.define("expense-filters", ExpenseFilters);
