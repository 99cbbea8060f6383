import { svg, watchWidth } from "../dom.js";
import { formatMoney } from "../money.js";
import { monthLabel, monthName } from "../months.js";

const HEIGHT = 228;
const MARGIN = { top: 26, right: 34, bottom: 28, left: 48 };
const STEPS = [1, 2, 2.5, 5, 10];

/** A line over the months, with the scale on the left. */
export function createMonthChart() {
  const box = document.querySelector("#month-chart");
  let data = [];
  let width = 0;

  const draw = () => {
    if (width === 0) return;
    const { ticks, top } = scaleOf(Math.max(...data.map(({ cents }) => cents), 100));
    const x = (index) =>
      MARGIN.left +
      (width - MARGIN.left - MARGIN.right) * (data.length === 1 ? 0.5 : index / (data.length - 1));
    const y = (cents) => HEIGHT - MARGIN.bottom - (HEIGHT - MARGIN.top - MARGIN.bottom) * (cents / top);
    const points = data.map(({ cents }, index) => `${x(index).toFixed(1)},${y(cents).toFixed(1)}`);

    box.replaceChildren(
      svg(
        "svg",
        { role: "img", "aria-label": nameOf(data), width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` },
        ...ticks.flatMap((tick) => [
          svg("line", { class: "grid", x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick) }),
          svg(
            "text",
            { class: "axis", x: MARGIN.left - 10, y: y(tick) + 4, "text-anchor": "end" },
            roundMoney(tick),
          ),
        ]),
        ...(points.length > 1
          ? [
              svg("polygon", {
                class: "area",
                points: [`${x(0)},${y(0)}`, ...points, `${x(data.length - 1)},${y(0)}`].join(" "),
              }),
              svg("polyline", { class: "line", points: points.join(" ") }),
            ]
          : []),
        ...data.flatMap(({ month, cents }, index) => [
          svg("circle", { class: "point", cx: x(index), cy: y(cents), r: 4.5 }),
          ...labels(month, cents, x(index), y(cents)),
        ]),
      ),
    );
  };
  const labels = (month, cents, x, y) => [
    svg("text", { class: "value", x, y: y - 11, "text-anchor": "middle" }, roundMoney(cents)),
    svg("text", { class: "axis", x, y: HEIGHT - 8, "text-anchor": "middle" }, monthLabel(month)),
  ];
  watchWidth(box, (found) => {
    width = found;
    draw();
  });

  return {
    render: (_, { byMonth }) => {
      data = byMonth;
      draw();
    },
  };
}

const roundMoney = (cents) => `$${Math.round(cents / 100).toLocaleString("en-US")}`;

const nameOf = (data) => `Spending by month: ${data.map(({ month, cents }) => monthName(month)).join(", ")}`;

/** Four or five round marks from zero to above the highest value. */
function scaleOf(highest) {
  const power = 10 ** Math.floor(Math.log10(highest / 4));
  const step = power * STEPS.find((factor) => factor * power * 4 >= highest);
  const top = step * Math.ceil(highest / step);
  return { top, ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step) };
}
