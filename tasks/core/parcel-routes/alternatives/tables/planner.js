import { clock, counted, dayAndMonth, digits, time, wholeDay } from "./words.js";

const KEY = "routes-by-parcel";
const channel = new BroadcastChannel("routes");
const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const by = (id) => document.getElementById(id);
const put = (id, text) => (document.querySelector(`[data-testid="${id}"]`).textContent = text);

const day = await (await fetch("./assets/day.json")).json();

/** Where each parcel is: `{ van, rank }`, ranks being any numbers that grow along the route. */
let places = load() ?? fromFile();
let before = null;
let refusal = "";
let tracked = null;

function fromFile() {
  const entries = day.vans.flatMap(({ id, route }) => route.map((code, rank) => [code, { van: id, rank }]));
  return Object.fromEntries(entries);
}

function load() {
  return JSON.parse(localStorage.getItem(KEY) ?? "null");
}

const onVan = (id) =>
  day.parcels
    .filter(({ code }) => places[code]?.van === id)
    .sort((a, b) => places[a.code].rank - places[b.code].rank);

function drive(van) {
  const leg = (a, b) => Math.ceil((Math.abs(a.x - b.x) + Math.abs(a.y - b.y)) / 4);
  const result = { rows: [], driving: 0, late: 0, load: 0, back: "—" };
  let now = minutes(van.departs);
  let here = day.depot;
  for (const parcel of onVan(van.id)) {
    result.driving += leg(here, parcel);
    now += leg(here, parcel);
    const wait = Math.max(0, minutes(parcel.from) - now);
    const late = Math.max(0, now - minutes(parcel.to));
    result.rows.push({ parcel, at: now, wait, late });
    result.late += late;
    result.load += parcel.weight;
    now += wait + parcel.service;
    here = parcel;
  }
  if (result.rows.length > 0) {
    result.driving += leg(here, day.depot);
    result.back = clock(now + leg(here, day.depot));
  }
  return result;
}

function change(next) {
  before = places;
  take(next);
}

function take(next) {
  places = next;
  refusal = "";
  localStorage.setItem(KEY, JSON.stringify(places));
  // The plan itself: what one tab has stored another one may read a moment later only.
  channel.postMessage(places);
  draw();
}

function choose(code, id) {
  const van = day.vans.find((other) => other.id === id);
  const { weight } = day.parcels.find((parcel) => parcel.code === code);
  const excess = van === undefined ? 0 : drive(van).load + weight - van.capacity;
  if (excess > 0) {
    refusal = `السعة لا تكفي، الزيادة: ${counted(excess, "kilogram")}`;
    draw();
    return;
  }
  const { [code]: _, ...others } = places;
  const rank = Math.max(-1, ...onVan(id).map((parcel) => places[parcel.code].rank)) + 1;
  change(van === undefined ? others : { ...others, [code]: { van: id, rank } });
}

function swap(code, step) {
  const route = onVan(places[code].van);
  const other = route[route.findIndex((parcel) => parcel.code === code) + step].code;
  change({ ...places, [code]: places[other], [other]: places[code] });
}

const codeHtml = (code) => `<b class="code" data-testid="code">${code}</b>`;

function rowHtml({ parcel, at, wait, late }, index, count) {
  const { code, recipient, address, from, to, weight } = parcel;
  const spoken = `\u2068${code}\u2069`;
  const isOn = places[code] !== undefined;
  const options = [{ id: "", name: "غير مُسند" }, ...day.vans].map(
    ({ id, name }) =>
      `<option value="${id}" ${id === (places[code]?.van ?? "") ? "selected" : ""}>${name}</option>`,
  );
  const button = (step, word, face, off) =>
    `<button type="button" id="${step}${code}" data-code="${code}" data-step="${step}" aria-label="نقل ${spoken} إلى ${word}" ${off ? "disabled" : ""}>${face}</button>`;
  return `<tr data-testid="parcel">
    <td class="place">${isOn ? `<span data-testid="position">${digits(index + 1)}</span>` : ""}</td>
    <td class="who">${codeHtml(code)} ${escape(recipient)}<br>${digits(address)}
      <br><span data-testid="weight">الوزن: ${counted(weight, "kilogram")}</span></td>
    <td class="when">
      ${isOn ? `<strong data-testid="eta">يصل ${clock(at)}</strong><br>` : ""}
      <span data-testid="window">من ${time(from)} إلى ${time(to)}</span>
      ${wait > 0 ? `<br><span data-testid="wait">الانتظار: ${counted(wait, "minute")}</span>` : ""}
      ${late > 0 ? `<br><strong class="late" data-testid="late">التأخير: ${counted(late, "minute")}</strong>` : ""}
    </td>
    <td class="acts">
      <select id="van${code}" data-code="${code}" aria-label="شاحنة ${spoken}">${options.join("")}</select>
      ${isOn ? button(-1, "أعلى", "▲", index === 0) + button(1, "أسفل", "▼", index === count - 1) : ""}
    </td></tr>`;
}

function tableHtml({ id, name, sums, rows }) {
  const body = rows.map((row, index) => rowHtml(row, index, rows.length)).join("");
  return `<section data-testid="${id}"><h2>${name}</h2>${sums}
    <table aria-label="${name}"><tbody>${body}</tbody></table></section>`;
}

function sumsHtml({ rows, load, driving, late, back }) {
  const sum = (id, label, text) => `<li>${label} <span data-testid="${id}">${text}</span></li>`;
  return `<ul>${[
    sum("parcel-count", "العدد:", counted(rows.length, "parcel")),
    sum("load", "الحمولة:", counted(load, "kilogram")),
    sum("driving", "القيادة:", counted(driving, "minute")),
    sum("late-minutes", "التأخير كله:", counted(late, "minute")),
    sum("back", "يعود:", back),
  ].join("")}</ul>`;
}

function trackedHtml(drives) {
  if (tracked === null) return "";
  const { code, recipient, address, history } = tracked;
  const row = drives.flatMap(({ rows }) => rows).find(({ parcel }) => parcel.code === code);
  const events = [...history].reverse();
  const van = day.vans.find(({ id }) => id === places[code]?.van);
  return `<article data-testid="tracking">
    <h2>${codeHtml(code)}</h2><p>${escape(recipient)}<br>${digits(address)}</p>
    <p data-testid="track-status">${escape(events[0].event)}</p>
    <p data-testid="track-van">${van?.name ?? "غير مُسند"}</p>
    ${row === undefined ? "" : `<p data-testid="track-eta">يصل ${clock(row.at)}</p>`}
    <ol>${events
      .map(
        ({ at, event }) =>
          `<li data-testid="event">${dayAndMonth(at.slice(0, 10))}، ${time(at.slice(11))}<br>${escape(event)}</li>`,
      )
      .join("")}</ol></article>`;
}

function draw() {
  const drives = day.vans.map(drive);
  const loose = day.parcels.filter(({ code }) => places[code] === undefined);
  const focused = document.activeElement?.id;
  by("vans").innerHTML =
    day.vans
      .map(({ id, name }, n) =>
        tableHtml({ id: `van-${id}`, name, sums: sumsHtml(drives[n]), rows: drives[n].rows }),
      )
      .join("") +
    tableHtml({ id: "unassigned", name: "غير مُسند", sums: "", rows: loose.map((parcel) => ({ parcel })) });
  by("found").innerHTML = trackedHtml(drives);
  put("day", wholeDay(day.day));
  put("total-parcels", `اليوم: ${counted(day.parcels.length, "parcel")}`);
  put("unassigned-count", `غير مُسند: ${counted(loose.length, "parcel")}`);
  const late = drives.flatMap(({ rows }) => rows).filter((row) => row.late > 0);
  put("late-parcels", `متأخر: ${counted(late.length, "parcel")}`);
  by("refusal").textContent = refusal;
  by("undo").disabled = before === null;
  restoreFocus(focused);
}

function restoreFocus(id) {
  if (!id || document.activeElement?.id === id) return;
  const same = by(id);
  const code = id.slice(-8);
  const other = [same, by(`-1${code}`), by(`1${code}`), by(`van${code}`)].find(
    (node) => node && !node.disabled,
  );
  other?.focus();
}

function undo() {
  if (before === null) return;
  const back = before;
  before = null;
  take(back);
}

by("vans").addEventListener("click", ({ target }) => {
  const { code, step } = target.closest("button")?.dataset ?? {};
  if (step !== undefined) swap(code, Number(step));
});
by("vans").addEventListener("change", ({ target }) => choose(target.dataset.code, target.value));
by("undo").addEventListener("click", undo);
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "z" || event.target === by("wanted")) return;
  event.preventDefault();
  undo();
});
channel.addEventListener("message", ({ data }) => {
  places = data;
  before = null;
  refusal = "";
  draw();
});
by("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = by("wanted")
    .value.trim()
    .toUpperCase()
    .replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit));
  tracked = day.parcels.find(({ code }) => code === wanted || code.slice(0, 4) === wanted) ?? null;
  by("not-found").textContent =
    tracked !== null ? "" : wanted === "" ? "اكتب رقم الطرد" : "لا يوجد طرد بهذا الرقم";
  by("wanted").setAttribute("aria-invalid", tracked === null);
  draw();
});
draw();
