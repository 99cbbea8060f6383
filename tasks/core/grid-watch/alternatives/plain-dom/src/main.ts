import { drawChart } from "./chart.ts";
import { dateOf, long, short, sources } from "./data.ts";
import { drawRange } from "./overview.ts";
import {
  change,
  countedDays,
  follow,
  isHidden,
  shift,
  shownIndexes,
  start,
  state,
  toggleSource,
} from "./state.ts";
import { commas, growth, percent, signed, sumUp } from "./sums.ts";

const find = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const button = (selector: string) => find(selector) as HTMLButtonElement;

find("#legend").innerHTML =
  sources
    .map(
      ({ id, name, colour }) => `<button value="${id}"><s style="background:${colour}"></s>${name}</button>`,
    )
    .join("") + `<span>Demand</span><span id="before">Demand before</span>`;

function show() {
  const days = countedDays();
  const none = days.length === 0;
  find("[data-testid=range]").textContent =
    (state.first === state.last ? "" : `${short(dateOf(state.first))} – `) +
    `${short(dateOf(state.last))}, 2025`;
  find("[data-testid=day-count]").textContent = `${days.length} ${days.length === 1 ? "day" : "days"}`;
  find("#no-earlier").hidden = !state.compare || shift() > 0;
  find("#none").hidden = !none;
  find("#middle").hidden = none;
  find("#table").hidden = none;
  find("#before").hidden = !shift();
  button("#compare").setAttribute("aria-pressed", String(state.compare));
  for (const radio of document.querySelectorAll<HTMLInputElement>("#kinds input")) {
    radio.checked = radio.value === state.days;
  }
  for (const toggle of document.querySelectorAll<HTMLButtonElement>("#legend button")) {
    toggle.setAttribute("aria-pressed", String(!isHidden(toggle.value)));
  }
  drawRange();
  showTiles(days);
  showShares(days);
  showRows(days);
  drawChart();
}

function showTiles(days: number[]) {
  const { demand, generation, share, peak } = sumUp(days);
  const earlier = shift() ? sumUp(days.map((day) => day - shift())) : null;
  const tile = (name: string, id: string, value: string, note: string, change = "") =>
    `<div class="box"><dt>${name}</dt><dd class="value" data-testid="${id}">${value}</dd><dd class="note">${note}</dd>${
      change && `<dd class="change" data-testid="${id}-change">${change}</dd>`
    }</div>`;
  const when =
    peak && `<span data-testid="peak-time">${long(peak.time.slice(0, 10))}, ${peak.time.slice(11)}</span>`;
  find("#tiles").innerHTML = [
    tile(
      "Demand",
      "demand",
      `${commas(demand)} MWh`,
      "used in the valley",
      earlier ? growth(demand, earlier.demand) : "",
    ),
    tile(
      "Generation",
      "generation",
      `${commas(generation)} MWh`,
      "by the sources shown",
      earlier ? growth(generation, earlier.generation) : "",
    ),
    tile(
      "Renewable share",
      "renewable",
      percent(share),
      "of that generation",
      earlier ? signed((share - earlier.share) * 100, " pts") : "",
    ),
    tile(
      "Peak demand",
      "peak",
      peak ? `${peak.demand} MW` : "n/a",
      when ?? "",
      earlier?.peak && peak ? growth(peak.demand, earlier.peak.demand) : "",
    ),
  ].join("");
}

function showShares(days: number[]) {
  const { energy, generation } = sumUp(days);
  find("#share-list").innerHTML = days.length
    ? shownIndexes()
        .map((index) => {
          const { name, colour } = sources[index]!;
          const share = percent(energy[index]! / generation);
          return `<div data-testid="share"><div class="pair"><span>${name}</span> <b>${share}</b></div>
            <div class="track"><div style="width:${share};background:${colour}"></div></div>
            <small>${commas(energy[index]!)} MWh</small></div>`;
        })
        .join("")
    : "";
}

function showRows(days: number[]) {
  const shown = shownIndexes();
  const compared = shift() > 0;
  const cells = (list: string[]) => list.map((cell) => `<span>${cell}</span>`).join(" ");
  const head = [
    "Day",
    "Demand",
    compared ? "Change" : "",
    ...shown.map((index) => sources[index]!.name),
    "Renewable",
  ];
  const rows = days.map((day) => {
    const { demand, energy, share } = sumUp([day]);
    const list = [
      `<button value="${day}">${long(dateOf(day))}</button>`,
      commas(demand),
      compared ? growth(demand, sumUp([day - shift()]).demand) : "",
      ...shown.map((index) => commas(energy[index]!)),
      percent(share),
    ];
    return `<li data-testid="day">${cells(list.filter(Boolean))}</li>`;
  });
  find("#rows").style.setProperty("--columns", String(head.filter(Boolean).length - 1));
  find("#rows").innerHTML = `<div class="head">${cells(head.filter(Boolean))}</div><ol>${rows.join("")}</ol>`;
}

find("#compare").addEventListener("click", () => change({ compare: !state.compare }));
find("#reset").addEventListener("click", () => change(start));
find("#kinds").addEventListener("change", ({ target }) =>
  change({ days: (target as HTMLInputElement).value }),
);
find("#legend").addEventListener("click", ({ target }) => {
  const toggle = (target as HTMLElement).closest("button");
  if (toggle) toggleSource(toggle.value);
});
find("#rows").addEventListener("click", ({ target }) => {
  const day = (target as HTMLElement).closest("button");
  if (day) change({ first: +day.value, last: +day.value });
});

follow(show);
show();
