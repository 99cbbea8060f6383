import { colourOf, element, svg, watchWidth } from "../dom.js";
import { formatMoney } from "../money.js";

const ROW = 38;
const BAR = 20;

/** A bar for each category, and the same figures as text beside it. */
export function createCategoryChart() {
  const box = document.querySelector("#category-chart");
  const list = document.querySelector("#category-totals");
  let data = [];
  let width = 0;

  const draw = () => {
    if (width === 0) return;
    const highest = Math.max(1, ...data.map(({ cents }) => cents));
    box.replaceChildren(
      svg(
        "svg",
        {
          role: "img",
          "aria-label": nameOf(data),
          width,
          height: data.length * ROW,
          viewBox: `0 0 ${width} ${data.length * ROW}`,
        },
        ...data.flatMap(({ cents }, index) => {
          const y = index * ROW + (ROW - BAR) / 2;
          return [
            svg("rect", { class: "track", x: 0, y, width, height: BAR, rx: 4 }),
            svg("rect", {
              x: 0,
              y,
              width: (cents / highest) * width,
              height: BAR,
              rx: 4,
              style: `fill: ${colourOf(index)}`,
            }),
          ];
        }),
      ),
    );
  };
  watchWidth(box, (found) => {
    width = found;
    draw();
  });

  return {
    render: (_, { byCategory, total }) => {
      data = byCategory.filter(({ cents }) => cents > 0);
      draw();
      list.replaceChildren(...data.map((entry, index) => row(entry, index, total)));
    },
  };
}

const nameOf = (data) =>
  `Spending by category: ${data.map(({ category, cents }) => `${category} ${formatMoney(cents)}`).join(", ")}`;

function row({ category, cents }, index, total) {
  const share = total === 0 ? 0 : Math.round((cents / total) * 100);
  return element(
    "li",
    { "data-testid": "category-total" },
    element("span", { class: "dot", style: `background: ${colourOf(index)}` }),
    element("span", {}, category),
    " ",
    element("strong", {}, formatMoney(cents)),
    " ",
    element("span", { class: "share" }, `${share}%`),
  );
}
