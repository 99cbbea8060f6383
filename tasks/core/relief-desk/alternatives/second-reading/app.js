"use strict";

(() => {
  const STORE = "relief-desk.loaded";
  const MAX_DELAY = 2880;
  const DAY = 24 * 60;
  const MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];

  // ---------- Moments (minutes of local time, counted as if in UTC, so that no clock change gets in), and writing

  const minutes = (text) => Date.parse(`${text.replace(" ", "T")}:00Z`) / 60000;
  const clock = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  const two = (n) => String(n).padStart(2, "0");
  const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

  function moment(at) {
    const d = new Date(at * 60000);
    return `${MONTHS[d.getUTCMonth()]} ${d.getUTCDate()}, ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
  }

  function duration(mins) {
    const h = Math.floor(mins / 60);
    const m = mins % 60;
    return [h ? `${h} h` : "", m || !h ? `${m} min` : ""].filter(Boolean).join(" ");
  }

  function money(cents) {
    const abs = Math.abs(cents);
    return `${cents < 0 ? "-" : ""}$${grouped(Math.floor(abs / 100))}.${two(abs % 100)}`;
  }

  const cents = (usd) => Math.round(usd * 100);
  const kg = (n) => `${grouped(n)} kg`;
  const crates = (n) => `${n} ${n === 1 ? "crate" : "crates"}`;
  const sum = (list, of) => list.reduce((total, x) => total + of(x), 0);

  // ---------- State

  const villages = RELIEF.villages.map((v, i) => ({ ...v, index: i, delay: 0, ui: {} }));
  const lines = villages.flatMap((v) => v.lines.map((l) => ({ ...l, village: v, ui: {} })));
  for (const v of villages) v.lines = lines.filter((l) => l.village === v);

  let loaded = {}; // crates by reservation
  let last = null; // the change that "Undo" takes back: { before, again, what }
  let query = "";

  /** What is stored, made good; null where there is no storage. */
  function stored() {
    let found = {};
    try {
      found = JSON.parse(localStorage.getItem(STORE) || "{}") || {};
    } catch (error) {
      if (!(error instanceof SyntaxError)) return null;
    }
    return Object.fromEntries(
      lines.map((l) => {
        const n = found[l.reference];
        return [l.reference, Number.isInteger(n) ? Math.min(Math.max(n, 0), l.crates) : 0];
      }),
    );
  }

  function store() {
    try {
      localStorage.setItem(STORE, JSON.stringify(loaded));
    } catch {
      /* without storage the page works as long as it is open */
    }
  }

  const same = (a, b) => lines.every((l) => a[l.reference] === b[l.reference]);

  /** Takes over what another tab has changed. */
  function sync() {
    const now = stored();
    if (!now || same(now, loaded)) return false;
    loaded = now;
    last = null;
    return true;
  }

  const loadedOf = (list) => sum(list, (l) => loaded[l.reference]);
  const cratesOf = (list) => sum(list, (l) => l.crates);
  const progress = (list) => `${loadedOf(list)} of ${cratesOf(list)} crates loaded`;
  const loadedText = (l) => `${loaded[l.reference]} of ${l.crates}`;

  function times(v) {
    const arrives = minutes(v.truck.arrives) + v.delay;
    const midnight = Math.floor(arrives / DAY) * DAY;
    const from = midnight + clock(v.unloading.from);
    const to = midnight + clock(v.unloading.to);
    const unloads = arrives < from ? from : arrives <= to ? arrives : from + DAY;
    const spare = minutes(v.deadline) - unloads;
    const verdict =
      spare > 0 ? `${duration(spare)} to spare` : spare < 0 ? `${duration(-spare)} late` : "Just in time";
    return { arrives, unloads, verdict, late: spare < 0 };
  }

  // ---------- Building the page

  function el(tag, props = {}, ...children) {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (name === "onclick" || name === "oninput") e.addEventListener(name.slice(2), value);
      else e.setAttribute(name, value);
    }
    e.append(...children);
    return e;
  }
  const marked = (tag, id, props, ...children) => el(tag, { "data-testid": id, ...props }, ...children);
  const button = (text, onclick, props = {}) => el("button", { type: "button", onclick, ...props }, text);
  const byId = (id) => document.getElementById(id);
  const byTest = (id) => document.querySelector(`[data-testid="${id}"]`);
  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function buildLine(l) {
    const { ui } = l;
    ui.loaded = marked("span", "loaded", { class: "loaded" });
    ui.unload = button("Unload", () => step(l, -1), { "aria-label": `Unload one crate of ${l.lot}` });
    ui.load = button("Load", () => step(l, 1), {
      "aria-label": `Load one crate of ${l.lot}`,
      class: "strong",
    });
    ui.root = marked(
      "li",
      "line",
      { class: "line" },
      el(
        "div",
        { class: "goods" },
        el("p", { class: "lot" }, el("strong", {}, l.name), " ", el("span", { class: "id" }, l.lot)),
        el(
          "p",
          { class: "meta" },
          el("span", {}, crates(l.crates)),
          " ",
          el("span", {}, kg(l.weightKg)),
          " ",
          el("span", { class: "id" }, l.reference),
        ),
      ),
      " ",
      ui.loaded,
      " ",
      el("div", { class: "steps" }, ui.unload, " ", ui.load),
    );
    return ui.root;
  }

  function buildManifest(v) {
    const { ui } = v;
    const id = `village-${v.index}`;
    const fact = (label, element) => el("div", {}, el("dt", {}, label), element);
    ui.progress = marked("span", "progress", {});
    ui.ready = marked("strong", "ready", { class: "ready" }, "Ready to leave");
    ui.state = el("p", { class: "state" }, ui.progress);
    ui.bar = el("div", { class: "fill" });
    ui.arrives = marked("dd", "arrives");
    ui.unloads = marked("dd", "unloads");
    ui.verdict = marked("dd", "verdict", { class: "verdict" });
    ui.delay = el("input", {
      id: `${id}-delay`,
      type: "text",
      inputmode: "numeric",
      autocomplete: "off",
      value: "0",
      "aria-describedby": `${id}-unit ${id}-error`,
      oninput: () => setDelay(v),
    });
    ui.delayPaper = el("span", { class: "paper" }, "0");
    ui.error = el("p", { id: `${id}-error`, class: "error", "aria-live": "polite" });
    ui.loadAll = button(`Load all for ${v.name}`, () => loadAll(v), { class: "strong" });

    ui.root = marked(
      "article",
      "manifest",
      { class: "manifest", "aria-labelledby": id },
      el("div", { class: "head" }, el("h2", { id }, v.name), ui.state),
      el("div", { class: "bar", "aria-hidden": "true" }, ui.bar),
      el("ul", { class: "lines", role: "list" }, ...v.lines.map(buildLine)),
      el(
        "div",
        { class: "actions" },
        ui.loadAll,
        " ",
        button(`Save manifest of ${v.name}`, () => save(v)),
      ),
      el(
        "dl",
        { class: "facts" },
        fact("Departure", marked("dd", "departure", {}, `${v.truck.departure}, ${v.truck.carrier}`)),
        fact("Booking", marked("dd", "booking", { class: "id" }, v.booking.reference)),
        fact("Price", marked("dd", "price", {}, money(cents(v.booking.priceUsd)))),
        fact("Weight", marked("dd", "weight", {}, kg(sum(v.lines, (l) => l.weightKg)))),
      ),
      el(
        "dl",
        { class: "facts way" },
        fact("Departs", marked("dd", "departs", {}, moment(minutes(v.truck.departs)))),
        fact("Arrives", ui.arrives),
        fact("Unloads", ui.unloads),
        fact("Verdict", ui.verdict),
      ),
      el(
        "p",
        { class: "rule" },
        `To be unloaded by ${moment(minutes(v.deadline))}; unloading hours ${v.unloading.from} to ${v.unloading.to}`,
      ),
      el(
        "div",
        { class: "delay" },
        el("label", { for: `${id}-delay` }, `Delay for ${v.name}`),
        " ",
        ui.delay,
        ui.delayPaper,
        " ",
        el("span", { id: `${id}-unit` }, "minutes"),
      ),
      ui.error,
    );
    return ui.root;
  }

  // ---------- Showing what is

  /** A button that has the focus while it gets disabled hands it on. */
  function enable(which, on, other) {
    if (which.disabled === !on) return;
    const held = document.activeElement === which;
    which.disabled = !on;
    if (held && !on && !other.disabled) other.focus();
  }

  function showLoading() {
    for (const l of lines) {
      const n = loaded[l.reference];
      write(l.ui.loaded, loadedText(l));
      l.ui.root.classList.toggle("full", n === l.crates);
      // First what becomes possible, so that the focus has somewhere to go.
      if (n > 0) l.ui.unload.disabled = false;
      if (n < l.crates) l.ui.load.disabled = false;
      enable(l.ui.load, n < l.crates, l.ui.unload);
      enable(l.ui.unload, n > 0, l.ui.load);
    }
    for (const v of villages) {
      const part = loadedOf(v.lines) / cratesOf(v.lines);
      write(v.ui.progress, progress(v.lines));
      v.ui.bar.style.width = `${part * 100}%`;
      if (part < 1) v.ui.ready.remove();
      else if (!v.ui.ready.isConnected) v.ui.state.append(v.ui.ready);
      v.ui.root.classList.toggle("full", part === 1);
    }
    write(byTest("total-loaded"), progress(lines));
    byId("undo").disabled = !last;
  }

  function showTimes() {
    let late = 0;
    for (const v of villages) {
      const t = times(v);
      write(v.ui.arrives, moment(t.arrives));
      write(v.ui.unloads, moment(t.unloads));
      write(v.ui.verdict, t.verdict);
      write(v.ui.delayPaper, String(v.delay));
      v.ui.root.classList.toggle("late", t.late);
      if (t.late) late += 1;
    }
    write(byTest("late-count"), `${late} ${late === 1 ? "village" : "villages"} late`);
    byTest("late-count").classList.toggle("late", late > 0);
  }

  function showFound() {
    const wanted = query.trim().toLowerCase();
    let count = 0;
    for (const v of villages) {
      let any = false;
      for (const l of v.lines) {
        const shown = [l.name, l.lot, l.reference, v.name].some((text) =>
          text.toLowerCase().includes(wanted),
        );
        l.ui.root.hidden = !shown;
        if (shown) {
          any = true;
          count += 1;
        }
      }
      v.ui.root.hidden = !any;
    }
    write(byTest("found"), `${count} ${count === 1 ? "line" : "lines"}`);
    byId("none").hidden = count > 0;
    byId("find-paper").hidden = !wanted;
    write(byId("find-paper"), wanted ? `Only lines with “${query.trim()}”:` : "");
  }

  let saying = 0;
  /** For screen readers: what a change has come to. */
  function say(text, wait = 50) {
    clearTimeout(saying);
    write(byId("announcer"), "");
    saying = setTimeout(() => write(byId("announcer"), text), wait);
  }

  // ---------- Loading

  function change(next, again, what) {
    const before = loaded;
    loaded = { ...loaded, ...next };
    last = { before, again, what };
    store();
    showLoading();
    say(what());
  }

  function step(l, by) {
    if (sync()) showLoading();
    const n = loaded[l.reference] + by;
    if (n < 0 || n > l.crates) return;
    change({ [l.reference]: n }, by > 0 ? l.ui.load : l.ui.unload, () => `${l.name}: ${loadedText(l)}`);
    // Not every browser gives a clicked button the focus, so it is handed on here as well.
    if (l.ui.load.disabled && by > 0) l.ui.unload.focus();
    if (l.ui.unload.disabled && by < 0) l.ui.load.focus();
  }

  function loadAll(v) {
    if (sync()) showLoading();
    if (loadedOf(v.lines) === cratesOf(v.lines)) {
      say(`All crates for ${v.name} are loaded already.`);
      return;
    }
    change(
      Object.fromEntries(v.lines.map((l) => [l.reference, l.crates])),
      v.ui.loadAll,
      () => `${v.name}: ${progress(v.lines)}`,
    );
  }

  function undo(event) {
    if (sync()) showLoading();
    if (!last) return;
    const { before, again, what } = last;
    loaded = before;
    last = null;
    store();
    showLoading();
    say(`Taken back. ${what()}`);
    // "Undo" is disabled now: the focus goes to what would do the change again, where that is in sight.
    const target = again.closest("[hidden]") || again.disabled ? byId("find") : again;
    target.focus({ preventScroll: event.detail > 0 });
  }

  function fromElsewhere() {
    if (!sync()) return;
    showLoading();
    say(`Changed in another tab: ${progress(lines)}`);
  }

  // ---------- Delays

  function setDelay(v) {
    const text = v.ui.delay.value.trim();
    const value = text === "" ? 0 : /^[0-9]+$/.test(text) ? Number(text) : NaN;
    if (!(value <= MAX_DELAY)) {
      v.ui.delay.setAttribute("aria-invalid", "true");
      write(v.ui.error, `Enter whole minutes from 0 to ${MAX_DELAY}.`);
      return;
    }
    v.ui.delay.removeAttribute("aria-invalid");
    write(v.ui.error, "");
    v.delay = value;
    showTimes();
    const t = times(v);
    say(`${v.name}: arrives ${moment(t.arrives)}, ${t.verdict}`, 700);
  }

  // ---------- Taking it along

  function save(v) {
    if (sync()) showLoading();
    const rows = [
      `Manifest: ${v.name}`,
      `Departure: ${v.truck.departure}, ${v.truck.carrier}`,
      `Booking: ${v.booking.reference}`,
      `Departs: ${moment(minutes(v.truck.departs))}`,
      `Arrives: ${moment(times(v).arrives)}`,
      `Weight: ${kg(sum(v.lines, (l) => l.weightKg))}`,
      "",
      ...v.lines.map(
        (l) =>
          `${l.lot}, ${l.name}: ${crates(l.crates)}, ${kg(l.weightKg)}, ${l.reference}, ${loadedText(l)} loaded`,
      ),
    ];
    const url = URL.createObjectURL(
      new Blob([rows.map((row) => `${row}\n`).join("")], { type: "text/plain;charset=utf-8" }),
    );
    const link = el("a", {
      href: url,
      download: `${v.name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.txt`,
      hidden: "",
    });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  // ---------- Start

  byId("manifests").append(...villages.map(buildManifest));
  loaded = stored() || Object.fromEntries(lines.map((l) => [l.reference, 0]));
  const price = sum(villages, (v) => cents(v.booking.priceUsd));
  write(byTest("total-weight"), kg(sum(lines, (l) => l.weightKg)));
  write(byTest("total-price"), money(price));
  write(byTest("left"), money(cents(RELIEF.budgetUsd) - price));
  byId("find").value = "";
  showLoading();
  showTimes();
  showFound();

  byId("find").addEventListener("input", (event) => {
    query = event.target.value;
    showFound();
  });
  byId("undo").addEventListener("click", undo);
  window.addEventListener("storage", (event) => {
    if (event.key === STORE || event.key === null) fromElsewhere();
  });
  // A page that was put aside (or came back from the browser's cache) may have missed something.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) fromElsewhere();
  });
  document.addEventListener("visibilitychange", fromElsewhere);
})();
