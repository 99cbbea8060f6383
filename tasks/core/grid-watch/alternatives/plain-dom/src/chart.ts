import { dateOf, hoursOf, long, type Reading, short, sources } from "./data.ts";
import { countedDays, shift, shownIndexes } from "./state.ts";

const chart = document.querySelector<HTMLElement>("#chart")!;
const reading = document.querySelector<HTMLElement>("#reading")!;
let hours: Reading[] = [];
let earlier: Reading[] = [];
let shownDays = "";
let chosen = -1;

const margin = { left: 40, top: 10, bottom: 26 };
const height = 280;

/** One column for each hour and source, so narrow that they look like areas. */
export function drawChart() {
  const days = countedDays();
  if (shownDays !== days.join()) chosen = -1;
  shownDays = days.join();
  hours = hoursOf(days);
  earlier = shift() ? hoursOf(days.map((day) => day - shift())) : [];
  if (!hours.length) {
    chart.innerHTML = "";
    return read();
  }
  const width = chart.clientWidth - margin.left;
  const deep = height - margin.top - margin.bottom;
  const shown = shownIndexes();
  const most = Math.max(
    ...hours.map(({ demand, power }) =>
      Math.max(
        demand,
        shown.reduce((sum, index) => sum + power[index]!, 0),
      ),
    ),
    ...earlier.map(({ demand }) => demand),
  );
  const top = 100 * (Math.floor(most / 100) + 1);
  const x = (hour: number) => margin.left + (hour / hours.length) * width;
  const y = (power: number) => margin.top + deep - (power / top) * deep;

  const columns = shown.map((index, at) => {
    const under = shown.slice(0, at);
    const path = hours.map(({ power }, hour) => {
      const low = under.reduce((sum, other) => sum + power[other]!, 0);
      return `M${x(hour)},${y(low)}V${y(low + power[index]!)}H${x(hour + 1)}V${y(low)}z`;
    });
    return `<path shape-rendering="crispEdges" fill="${sources[index]!.colour}" d="${path.join("")}"/>`;
  });
  const line = (name: string, list: Reading[]) =>
    `<polyline class="${name}" points="${list.map(({ demand }, hour) => `${x(hour + 0.5)},${y(demand)}`).join(" ")}"/>`;
  const levels = Array.from({ length: top / 100 + 1 }, (_, step) => step * 100).map(
    (power) =>
      `<path class="rule" d="M${margin.left},${y(power)}h${width}"/><text x="32" y="${y(power) + 4}" text-anchor="end">${power}</text>`,
  );
  const room = Math.max(1, Math.ceil(50 / (width / days.length)));
  const names = days.map((day, at) =>
    at % room
      ? ""
      : `<text x="${x(at * 24 + 12)}" y="${height - 8}" text-anchor="middle">${short(dateOf(day))}</text>`,
  );
  chart.innerHTML = `<svg width="100%" height="${height}" aria-hidden="true">${levels.join("")}${columns.join("")}
    ${earlier.length ? line("before", earlier) : ""}${line("demand", hours)}${names.join("")}
    <rect id="cursor" y="${margin.top}" width="2" height="${deep}" visibility="hidden"/>
    <rect data-testid="plot" x="${margin.left}" y="${margin.top}" width="${width}" height="${deep}" fill-opacity="0"/></svg>`;
  read();
}

function read() {
  const cursor = chart.querySelector("#cursor");
  const hour = hours[chosen];
  cursor?.setAttribute("visibility", hour ? "visible" : "hidden");
  if (!hour) {
    reading.innerHTML = "<small>Point at the chart or use its arrow keys to read an hour.</small>";
    return;
  }
  const width = chart.clientWidth - margin.left;
  cursor!.setAttribute("x", String(margin.left + ((chosen + 0.5) / hours.length) * width - 1));
  const parts = [`Demand ${hour.demand} MW`];
  if (earlier.length) parts.push(`Demand before ${earlier[chosen]!.demand} MW`);
  for (const index of shownIndexes()) parts.push(`${sources[index]!.name} ${hour.power[index]} MW`);
  const [date, time] = hour.time.split("T");
  reading.innerHTML = `<div data-testid="readout"><b>${long(date!)}, ${time}</b> ${parts.join(" · ")}</div>`;
}

function choose(hour: number) {
  chosen = hour;
  read();
}

chart.addEventListener("keydown", (event) => {
  const last = hours.length - 1;
  if (event.key === "ArrowRight") choose(Math.min(last, chosen + 1));
  else if (event.key === "ArrowLeft") choose(chosen < 0 ? last : Math.max(0, chosen - 1));
  else if (event.key === "Home") choose(0);
  else if (event.key === "End") choose(last);
  else if (event.key === "Escape") choose(-1);
  else return;
  event.preventDefault();
});
chart.addEventListener("mousemove", ({ clientX }) => {
  const { left, width } = chart.querySelector('[data-testid="plot"]')!.getBoundingClientRect();
  choose(Math.max(0, Math.min(hours.length - 1, Math.floor(((clientX - left) / width) * hours.length))));
});
chart.addEventListener("mouseleave", () => choose(-1));
new ResizeObserver(drawChart).observe(chart);
