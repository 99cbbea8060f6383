import { model } from "./model.js";
import { html, Part } from "./part.js";

const RULES = [
  ["description", (value) => value.trim() !== "", "Enter a description."],
  [
    "amount",
    (value) => Number(value) > 0 && Number.isInteger(Number((Number(value) * 100).toFixed(6))),
    "Enter an amount above zero, with at most two decimals.",
  ],
  ["category", (value) => value !== "", "Choose a category."],
  ["date", (value) => value !== "", "Choose a date."],
];

class ExpenseForm extends Part {
  static css = `form { display: grid; gap: 0.6rem; }`;

  draw() {
    const message = (name) => html`<p class="wrong" id="${name}-wrong"></p>`;
    const now = new Date();
    const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    return html`<section>
      <h2>Add an expense</h2>
      <form novalidate>
        <label>Description <input name="description" aria-describedby="description-wrong" /></label>
        ${message("description")}
        <label
          >Amount <input name="amount" type="number" step="0.01" aria-describedby="amount-wrong"
        /></label>
        ${message("amount")}
        <label
          >Category
          <select name="category" aria-describedby="category-wrong">
            <option value=""></option>
            ${model.categories.map((name) => html`<option>${name}</option>`)}
          </select>
        </label>
        ${message("category")}
        <label>Date <input name="date" type="date" value="${today}" aria-describedby="date-wrong" /></label>
        ${message("date")}
        <button>Add expense</button>
      </form>
    </section>`;
  }

  update() {
    if (this.find("form")) return;
    super.update();
    this.find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(event.target.elements);
    });
  }

  submit(fields) {
    let first = null;
    for (const [name, isGood, message] of RULES) {
      const good = isGood(fields[name].value);
      this.find(`#${name}-wrong`).textContent = good ? "" : message;
      fields[name].setAttribute("aria-invalid", String(!good));
      if (!good) first ??= fields[name];
    }
    if (first) return first.focus();
    model.add({
      description: fields.description.value.trim(),
      cents: Math.round(Number(fields.amount.value) * 100),
      category: fields.category.value,
      date: fields.date.value,
    });
    fields.description.value = "";
    fields.amount.value = "";
    fields.description.focus();
  }
}
customElements.define("expense-form", ExpenseForm);
