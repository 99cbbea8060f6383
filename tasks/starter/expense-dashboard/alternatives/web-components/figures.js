import { model, money, sum } from "./model.js";
import { html, Part } from "./part.js";

class ExpenseFigures extends Part {
  static css = `
    p { margin: 0.2rem 0 1rem; font-size: 1.15rem; }
    strong { font-size: 1.5rem; }
  `;

  draw() {
    const count = model.shown.length;
    return html`<p>
      <strong data-testid="total">${money(sum(model.shown))}</strong> in
      <span data-testid="count">${count} expense${count === 1 ? "" : "s"}</span>
    </p>`;
  }
}
customElements.define("expense-figures", ExpenseFigures);
