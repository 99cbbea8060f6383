import { back, BUDGET_USD, days, hotel, outbound, RUPEES_PER_DOLLAR } from "./trip.js";

const STORE = "trip-to-istanbul";
const saved = JSON.parse(localStorage.getItem(STORE) ?? "{}");
const state = { currency: saved.currency ?? "usd", plans: {} };
const byId = (id) => document.getElementById(id);

const save = () => localStorage.setItem(STORE, JSON.stringify(state));

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function money(usd) {
  if (state.currency === "pkr") return `Rs ${(usd * RUPEES_PER_DOLLAR).toLocaleString("en-US")}`;
  return usd.toLocaleString("en-US", { style: "currency", currency: "USD" });
}

const ticket = (kind, title, lines, { priceUsd, reference }) => [
  element("p", { className: "kind" }, kind),
  element("h2", {}, title),
  ...lines.map((line) => element("p", {}, line)),
  element("p", { className: "price" }, money(priceUsd)),
  element("p", { className: "reference" }, "Reference ", element("strong", {}, reference)),
];

function showBookings() {
  for (const [place, flight] of [
    ["outbound", outbound],
    ["return", back],
  ]) {
    const lines = [`${flight.day}, ${flight.airline}`, `${flight.from} → ${flight.to}`];
    byId(place).replaceChildren(...ticket(flight.kind, flight.id, lines, flight));
  }
  const stay = [`March 12 to March 16, ${hotel.nights} nights, with breakfast`];
  byId("hotel").replaceChildren(...ticket("Hotel", hotel.name, stay, hotel));
  const total = outbound.priceUsd + back.priceUsd + hotel.priceUsd;
  byId("total").textContent = money(total);
  byId("left").textContent = money(BUDGET_USD - total);
}

function showPlans(date, list) {
  const plans = state.plans[date] ?? [];
  list.replaceChildren(
    ...plans.map((plan, index) => {
      const remove = element("button", { type: "button", ariaLabel: `Remove ${plan}` }, "Remove");
      remove.addEventListener("click", () => {
        plans.splice(index, 1);
        save();
        showPlans(date, list);
      });
      const item = element("li", {}, element("span", {}, plan), remove);
      item.dataset.testid = "plan";
      return item;
    }),
  );
}

function createDay({ weekday, date, booked }) {
  const list = element("ul");
  const field = element("input", { type: "text", autocomplete: "off" });
  const form = element("form", {}, element("label", {}, `Plan for ${date}`, field));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim() === "") return;
    (state.plans[date] ??= []).push(field.value);
    field.value = "";
    save();
    showPlans(date, list);
  });
  showPlans(date, list);
  const day = element("li", {}, element("h3", {}, `${weekday}, ${date}`), element("p", {}, booked), list, form);
  day.dataset.testid = "day";
  return day;
}

for (const radio of document.querySelectorAll("[name=currency]")) {
  radio.checked = radio.value === state.currency;
  radio.addEventListener("change", () => {
    state.currency = radio.value;
    save();
    showBookings();
  });
}
showBookings();
byId("days").replaceChildren(...days.map(createDay));
