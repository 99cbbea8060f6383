import { model, money, monthName, monthOf, sum } from "./model.js";
import { html, Part } from "./part.js";

class CategoryBars extends Part {
  static css = `
    .bars { display: flex; align-items: end; gap: 4%; height: 150px; border-bottom: 2px solid #7d7060; }
    .bars i { flex: 1; min-height: 2px; background: #a4622a; }
    li { display: flex; justify-content: space-between; padding: 0.15rem 0; }
  `;

  draw() {
    const rows = model.categories.map((category) => ({
      category,
      cents: sum(model.shown.filter((entry) => entry.category === category)),
    }));
    const highest = Math.max(1, ...rows.map(({ cents }) => cents));
    const name = `Spending by category: ${rows.map(({ category, cents }) => `${category} ${money(cents)}`).join(", ")}`;
    return html`<section>
      <h2>Categories</h2>
      <div class="bars" role="img" aria-label="${name}">
        ${rows.map(({ cents }) => html`<i style="height: ${(cents / highest) * 100}%"></i>`)}
      </div>
      <ul>
        ${rows.map(({ category, cents }) => html`<li data-testid="category-total"><span>${category}</span> <b>${money(cents)}</b></li>`)}
      </ul>
    </section>`;
  }
}
customElements.define("category-bars", CategoryBars);

const WIDTH = 480;
const HEIGHT = 300;

class MonthColumns extends Part {
  static css = `canvas { display: block; width: 100%; height: auto; }`;

  draw() {
    const name = `Spending by month: ${this.#rows()
      .map(({ month, cents }) => `${monthName(month)} ${money(cents)}`)
      .join(", ")}`;
    return html`<section>
      <h2>Months</h2>
      <canvas role="img" aria-label="${name}" width="${WIDTH * 2}" height="${HEIGHT * 2}"></canvas>
    </section>`;
  }

  update() {
    super.update();
    const rows = this.#rows();
    const pen = this.find("canvas").getContext("2d");
    pen.scale(2, 2);
    pen.font = "15px Georgia, serif";
    pen.textAlign = "center";
    const highest = Math.max(1, ...rows.map(({ cents }) => cents));
    const step = WIDTH / rows.length;
    for (const [index, { month, cents }] of rows.entries()) {
      const height = (cents / highest) * (HEIGHT - 60);
      const middle = (index + 0.5) * step;
      pen.fillStyle = "#3f6b57";
      pen.fillRect(middle - step * 0.3, HEIGHT - 30 - height, step * 0.6, height);
      pen.fillStyle = "#2a2420";
      pen.fillText(monthName(month).slice(0, 3), middle, HEIGHT - 8);
      pen.fillText(money(cents).split(".")[0], middle, HEIGHT - 36 - height);
    }
  }

  #rows() {
    return model.months.map((month) => ({
      month,
      cents: sum(model.shown.filter((entry) => monthOf(entry) === month)),
    }));
  }
}
customElements.define("month-columns", MonthColumns);
