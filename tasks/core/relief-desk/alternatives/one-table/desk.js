"use strict";
/* village | hours | deadline | truck | departs | arrives | booking | cents; moments are [day of April, minutes] */
const at = (day, hour, minute = 0) => (day * 24 + hour) * 60 + minute;
const villages = [
  {
    name: "Kadoro",
    opens: 7,
    closes: 17,
    deadline: at(16, 17),
    truck: "T-03, Blue Axle",
    booking: "B-83E748",
    cents: 46877,
    departs: at(16, 8, 30),
    arrives: at(16, 15, 20),
  },
  {
    name: "Upper Marel",
    opens: 8,
    closes: 16,
    deadline: at(17, 12),
    truck: "T-05, Coast & Hill",
    booking: "B-38435E",
    cents: 34734,
    departs: at(16, 4, 30),
    arrives: at(16, 8, 50),
  },
  {
    name: "Lake Ondu",
    opens: 8,
    closes: 16,
    deadline: at(18, 16),
    truck: "T-11, Ondu Ferry Line",
    booking: "B-25B3DF",
    cents: 38216,
    departs: at(18, 7, 20),
    arrives: at(18, 14, 45),
  },
  {
    name: "Sefa Bridge",
    opens: 7,
    closes: 18,
    deadline: at(16, 18),
    truck: "T-14, Highline",
    booking: "B-F26784",
    cents: 64695,
    departs: at(15, 12),
    arrives: at(15, 17, 50),
  },
];
const lines = [
  [0, "L-103", "Clearwell tablets", 9, 99, "R-AC9018"],
  [0, "L-219", "Travel blankets", 19, 684, "R-00C0B1"],
  [1, "L-118", "Aquasure tablets", 14, 126, "R-014286"],
  [1, "L-309", "Ground sheets", 8, 416, "R-4A59D3"],
  [1, "L-417", "Orange sachets", 8, 112, "R-7E5442"],
  [2, "L-211", "Sofa throws", 10, 410, "R-82A66D"],
  [2, "L-409", "Half sachets", 8, 168, "R-A1CAB3"],
  [3, "L-131", "Rivermed powder", 5, 75, "R-5DFB05"],
  [3, "L-204", "Grey blankets", 26, 884, "R-6DBE9E"],
  [3, "L-302", "Green covers", 11, 506, "R-03B5CE"],
].map(([village, lot, name, crates, kg, reference]) => ({ village, lot, name, crates, kg, reference }));

let loaded = JSON.parse(localStorage.getItem("loaded")) || lines.map(() => 0);
let undo = null;
const delays = [0, 0, 0, 0];
const channel = new BroadcastChannel("relief-desk");
const $ = (id) => document.getElementById(id);
const add = (list) => list.reduce((a, b) => a + b, 0);
const two = (n) => String(n).padStart(2, "0");
const moment = (m) => `April ${Math.floor(m / 1440)}, ${two(Math.floor(m / 60) % 24)}:${two(m % 60)}`;
const weight = (kg) => `${new Intl.NumberFormat("en").format(kg)} kg`;
const money = (cents) => `$${(cents / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",")}`;
const put = (testId, text) => (document.querySelector(`[data-testid="${testId}"]`).textContent = text);
const escape = (text) => text.replace(/&/g, "&amp;");
const ownLines = (v) => lines.flatMap((line, i) => (line.village === v ? [i] : []));

function plan(v) {
  const { opens, closes, deadline, arrives } = villages[v];
  const arrival = arrives + delays[v];
  const midnight = arrival - (arrival % 1440);
  let unloads = Math.max(arrival, midnight + opens * 60);
  if (arrival > midnight + closes * 60) unloads = midnight + 1440 + opens * 60;
  const spare = deadline - unloads;
  const [h, m] = [Math.floor(Math.abs(spare) / 60), Math.abs(spare) % 60];
  const words = `${h ? `${h} h` : ""} ${m ? `${m} min` : ""}`.trim();
  return {
    arrival,
    unloads,
    late: spare < 0,
    verdict: spare ? `${words} ${spare < 0 ? "late" : "to spare"}` : "Just in time",
  };
}

function change(next, takeBack) {
  undo = takeBack;
  loaded = next;
  localStorage.setItem("loaded", JSON.stringify(loaded));
  channel.postMessage(loaded);
  draw();
}

channel.onmessage = ({ data }) => {
  loaded = data;
  undo = null;
  draw();
};

function draw() {
  const had = document.activeElement?.dataset.key;
  const query = $("find").value.trim().toLowerCase();
  const hits = lines.filter(({ village, lot, name, reference }) =>
    [lot, name, reference, villages[village].name].some((text) => text.toLowerCase().includes(query)),
  );
  villages.forEach((village, v) => {
    const own = ownLines(v);
    const crates = add(own.map((i) => lines[i].crates));
    const done = add(own.map((i) => loaded[i]));
    const p = plan(v);
    const shown = own.filter((i) => hits.includes(lines[i]));
    document.querySelectorAll("#desk > article")[v].hidden = shown.length === 0;
    $(`body${v}`).innerHTML = `
      <p>Truck <b data-testid="departure">${escape(village.truck)}</b>, booking <b data-testid="booking">${village.booking}</b>,
        <b data-testid="weight">${weight(add(own.map((i) => lines[i].kg)))}</b> for <b data-testid="price">${money(village.cents)}</b>.
        Departs <b data-testid="departs">${moment(village.departs)}</b>, arrives <b data-testid="arrives">${moment(p.arrival)}</b>,
        unloads <b data-testid="unloads">${moment(p.unloads)}</b>: <b data-testid="verdict">${p.verdict}</b>.</p>
      <p><span data-testid="progress">${done} of ${crates} crates loaded</span>
        ${done === crates ? '<strong data-testid="ready">Ready to leave</strong>' : ""}
        <button data-key="all${v}">Load all for ${village.name}</button> <button data-key="save${v}">Save manifest of ${village.name}</button></p>
      <table><thead><tr><th>Lot</th><th>Crates</th><th>Weight</th><th>Reservation</th><th>Loaded</th></tr></thead><tbody>
        ${shown
          .map((i) => {
            const { lot, name, crates: all, kg, reference } = lines[i];
            return `<tr data-testid="line"><td>${lot} ${name}</td><td>${all} crates</td><td>${weight(kg)}</td><td>${reference}</td><td>
              <span data-testid="loaded">${loaded[i]} of ${all}</span>
              <button data-key="more${i}" ${loaded[i] === all ? "disabled" : ""}>Load<span class="sr"> one crate of ${lot}</span></button>
              <button data-key="less${i}" ${loaded[i] === 0 ? "disabled" : ""}>Unload<span class="sr"> one crate of ${lot}</span></button>
            </td></tr>`;
          })
          .join("")}
      </tbody></table>`;
  });
  if (had) {
    const again = document.querySelector(`[data-key="${had}"]`);
    const other = had.startsWith("more") ? had.replace("more", "less") : had.replace("less", "more");
    (again?.disabled ? document.querySelector(`[data-key="${other}"]`) : again)?.focus();
  }
  put("total-loaded", `${add(loaded)} of ${add(lines.map(({ crates }) => crates))} crates loaded`);
  put("found", hits.length === 1 ? "1 line" : `${hits.length} lines`);
  $("none").textContent = hits.length ? "" : "No line matches.";
  const late = villages.filter((_, v) => plan(v).late).length;
  put("late-count", late === 1 ? "1 village late" : `${late} villages late`);
  $("undo").disabled = undo === null;
}

villages.forEach(({ name }, v) => {
  const article = document.createElement("article");
  article.dataset.testid = "manifest";
  article.innerHTML = `<h2>${name}</h2><div id="body${v}"></div>
    <p class="screen"><label for="delay${v}">Delay for ${name}</label> <input id="delay${v}" value="0" size="6" autocomplete="off" /> minutes
    </p><p class="bad" id="bad${v}"></p>`;
  $("desk").append(article);
  $(`delay${v}`).oninput = ({ target }) => {
    const right = /^[0-9]*$/.test(target.value) && Number(target.value) <= 2880;
    if (right) target.removeAttribute("aria-invalid");
    else target.setAttribute("aria-invalid", "true");
    $(`bad${v}`).textContent = right ? "" : "Enter whole minutes from 0 to 2880.";
    if (right) delays[v] = Number(target.value);
    draw();
  };
});

$("desk").onclick = ({ target }) => {
  const [, what, number] = /^(\D+)(\d+)$/.exec(target.closest("[data-key]")?.dataset.key ?? "") ?? [];
  const i = Number(number);
  if (what === "more" || what === "less")
    change(loaded.with(i, loaded[i] + (what === "more" ? 1 : -1)), loaded);
  if (what === "all")
    change(
      loaded.map((n, k) => (lines[k].village === i ? lines[k].crates : n)),
      loaded,
    );
  if (what === "save") save(i);
};
$("undo").onclick = () => change(undo, null);
$("find").oninput = draw;

function save(v) {
  const { name, truck, booking, departs } = villages[v];
  const own = ownLines(v);
  let text = `Manifest: ${name}\nDeparture: ${truck}\nBooking: ${booking}\nDeparts: ${moment(departs)}\nArrives: ${moment(plan(v).arrival)}\n`;
  text += `Weight: ${weight(add(own.map((i) => lines[i].kg)))}\n\n`;
  for (const i of own) {
    const { lot, name: what, crates, kg, reference } = lines[i];
    text += `${lot}, ${what}: ${crates} crates, ${weight(kg)}, ${reference}, ${loaded[i]} of ${crates} loaded\n`;
  }
  const link = document.createElement("a");
  link.download = name.toLowerCase().replace(" ", "-") + ".txt";
  link.href = "data:text/plain;charset=utf-8," + encodeURIComponent(text);
  link.click();
}

put("total-weight", weight(add(lines.map(({ kg }) => kg))));
const spent = add(villages.map(({ cents }) => cents));
put("total-price", money(spent));
put("left", money(187000 - spent));
draw();
