import { dayName, model, money } from "./model.js";
import { html, Part } from "./part.js";

class ExpenseList extends Part {
  static css = `
    li { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; align-items: center; padding: 0.5rem 0; border-top: 1px solid #e2d8c8; }
    .what { flex: 1 1 12rem; min-width: 0; overflow-wrap: anywhere; }
    .what b { display: block; font-weight: normal; font-size: 1.05rem; white-space: pre-wrap; }
    small { color: #63584b; font-size: 0.9rem; }
    .undo { overflow-wrap: anywhere; }
  `;

  draw() {
    const { shown, undoable } = model;
    return html`<section>
      <h2>Expenses</h2>
      ${undoable && html`<p class="undo" role="status">“${undoable.description}” is deleted. <button data-undo>Undo</button></p>`}
      ${shown.length === 0 ? html`<p>No expenses match these filters.</p>` : ""}
      <ul>
        ${shown.map(
          ({ id, date, description, category, cents }) =>
            html`<li data-testid="expense">
              <span class="what"><b>${description}</b><small>${category}, ${dayName(date)}</small></span>
              <strong>${money(cents)}</strong>
              <button aria-label="Delete ${description}" data-delete="${id}">✕</button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  connectedCallback() {
    this.shadowRoot.addEventListener("click", ({ target }) => {
      if (target.dataset.delete !== undefined) {
        model.delete(target.dataset.delete);
        this.find("[data-undo]").focus();
      }
      if (target.dataset.undo !== undefined) model.undo();
    });
  }
}
customElements.define("expense-list", ExpenseList);
