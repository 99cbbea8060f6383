const MAP_WIDTH = 1000,
  MAP_HEIGHT = 600;
const ZOOMS = [1, 1.5, 2, 3, 4, 6, 8];
const START = { cx: 500, cy: 300, zoom: 1 };
const SCALES = [
  [50, "50 m"],
  [100, "100 m"],
  [200, "200 m"],
  [500, "500 m"],
  [1000, "1 km"],
  [2000, "2 km"],
  [5000, "5 km"],
];
const DIRECTIONS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];
const DISTRICT_COLOURS = [
  "#dcc3a8",
  "#cbbcd6",
  "#f0d88f",
  "#a8cf93",
  "#bfe0cf",
  "#f2bfa8",
  "#c3cfe8",
  "#e3e3b0",
];
const KINDS = {
  Harbour: ["#1f4e79", "M8 4.6a1.4 1.4 0 1 0-.01 0zM8 4.6V14M3 9c0 3 2 5 5 5s5-2 5-5M5.5 7h5"],
  Beach: ["#8a5200", "M2 8a6 6 0 0 1 12 0zM8 8v6"],
  Café: ["#6f3717", "M3 5h8v4a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3zM11 6h1.5a1.6 1.6 0 0 1 0 3.4H11"],
  Inn: ["#8b1e3f", "M2 4v9M2 10h12v3M14 10V8a2 2 0 0 0-2-2H6v4"],
  Museum: ["#4b3b8f", "M2 6l6-4 6 4zM4 7.5v4M8 7.5v4M12 7.5v4M2 13.5h12"],
  Shop: ["#0f6156", "M3 5.5h10l1 8.5H2zM5.5 8V4.2a2.5 2.5 0 0 1 5 0V8"],
  Viewpoint: ["#3d4a1f", "M1.5 13l4-8 3 5 2-3 4 6z"],
};
const OTHER_KIND = ["#444444", "M4 4h8v8H4z"];
const SVG = "http://www.w3.org/2000/svg";

const $ = (id) => document.getElementById(id);
const svgEl = (name, attrs = {}) => {
  const el = document.createElementNS(SVG, name);
  for (const [k, v] of Object.entries(attrs)) el.setAttribute(k, v);
  return el;
};
const clamp = (n, lo, hi) => Math.min(hi, Math.max(lo, n));
const toX = (east) => (east + 4200) / 10;
const toY = (north) => (2900 - north) / 10;
const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const kindStyle = (kind) => KINDS[kind] ?? OTHER_KIND;
const icon = (kind) => {
  const svg = svgEl("svg", {
    viewBox: "0 0 16 16",
    class: "icon",
    "aria-hidden": "true",
    focusable: "false",
  });
  svg.append(svgEl("path", { d: kindStyle(kind)[1] }));
  return svg;
};

// ---------------------------------------------------------------- data
let island, places, kinds, byId;
const loadJson = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

function inPolygon(x, y, ring) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i],
      [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
function distanceToRing(x, y, ring) {
  let best = Infinity;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[j],
      [bx, by] = ring[i];
    const dx = bx - ax,
      dy = by - ay,
      len = dx * dx + dy * dy;
    const t = len ? clamp(((x - ax) * dx + (y - ay) * dy) / len, 0, 1) : 0;
    best = Math.min(best, Math.hypot(x - ax - t * dx, y - ay - t * dy));
  }
  return best;
}
/** Where the name of a district goes: well inside of its border, and off its places where that can be. */
function labelPoint(ring) {
  const xs = ring.map((p) => p[0]),
    ys = ring.map((p) => p[1]);
  const x0 = Math.min(...xs),
    x1 = Math.max(...xs),
    y0 = Math.min(...ys),
    y1 = Math.max(...ys);
  let best = [ring[0][0], ring[0][1]],
    most = -1;
  for (let i = 1; i < 30; i++)
    for (let j = 1; j < 30; j++) {
      const x = x0 + ((x1 - x0) * i) / 30,
        y = y0 + ((y1 - y0) * j) / 30;
      if (!inPolygon(x, y, ring)) continue;
      let d = distanceToRing(x, y, ring);
      for (const p of places) d = Math.min(d, Math.hypot((p.east - x) * 0.4, p.north - y) * 1.3);
      if (d > most) {
        most = d;
        best = [x, y];
      }
    }
  return best;
}

// ---------------------------------------------------------------- state
const view = { ...START };
let openId = null;
let chosen = new Set();
let favourites = [];
let fromId = null;
let route = [];

const KEY = "tarrow-map";
function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify({ favourites, from: fromId }));
  } catch {
    /* kept for this visit only */
  }
}
function restore() {
  fromId = places[0].id;
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (Array.isArray(kept?.favourites))
      favourites = [...new Set(kept.favourites)].filter((id) => byId.has(id));
    if (byId.has(kept?.from)) fromId = kept.from;
  } catch {
    /* nothing usable is stored */
  }
}

// ---------------------------------------------------------------- distances
const metres = (a, b) => Math.hypot(b.east - a.east, b.north - a.north);
function writeDistance(d) {
  const tens = Math.round(d / 10) * 10;
  return tens < 1000 ? `${tens} m` : `${(tens / 1000).toFixed(2)} km`;
}
function direction(a, b) {
  const angle = (Math.atan2(b.east - a.east, b.north - a.north) * 180) / Math.PI;
  return DIRECTIONS[(Math.round(angle / 45) + 8) % 8];
}

// ---------------------------------------------------------------- address
const fragment = () =>
  `#map=${Math.round(view.cx)},${Math.round(view.cy)},${view.zoom}${openId ? `&place=${openId}` : ""}`;
let lastHash = null,
  recent = [],
  addressTimer = 0;
/** Browsers refuse history updates that come too fast (drags): beyond a generous budget they are bundled. */
function updateAddress(now = false) {
  const stamp = performance.now();
  recent = recent.filter((t) => stamp - t < 10000);
  if (!now && recent.length >= 60 && stamp - recent.at(-1) < 200) {
    addressTimer ||= setTimeout(() => {
      addressTimer = 0;
      if (location.hash === lastHash) updateAddress(true);
    }, 200);
    return;
  }
  clearTimeout(addressTimer);
  addressTimer = 0;
  const next = fragment();
  if (location.hash === next) {
    lastHash = next;
    return;
  }
  recent.push(stamp);
  try {
    history.replaceState(history.state, "", next);
  } catch {
    /* too often: the next change writes it */
  }
  lastHash = location.hash;
}
function readAddress() {
  const m = /^#map=(0|[1-9]\d*),(0|[1-9]\d*),(\d+(?:\.\d+)?)(?:&place=([^&]+))?$/.exec(location.hash);
  let next = START,
    place = null;
  if (m) {
    const cx = Number(m[1]),
      cy = Number(m[2]),
      zoom = ZOOMS.find((z) => String(z) === m[3]);
    if (zoom && cx <= MAP_WIDTH && cy <= MAP_HEIGHT && (m[4] === undefined || byId.has(m[4]))) {
      next = { cx, cy, zoom };
      place = m[4] ?? null;
    }
  }
  Object.assign(view, next);
  openId = place;
}

// ---------------------------------------------------------------- drawing
const map = $("map");
const markerEls = new Map();
const districtEls = [];
const labelEls = new Map();
let box = { w: 0, h: 0, u: 1 };

const pathOf = (points, close) =>
  points.map(([e, n], i) => `${i ? "L" : "M"}${toX(e)} ${toY(n)}`).join("") + (close ? "Z" : "");

function buildDrawing() {
  island.districts.forEach((district, i) => {
    const d = pathOf(district.outline, true);
    $("shore").append(svgEl("path", { d, class: "shore" }));
    const el = svgEl("path", {
      d,
      class: "district",
      fill: DISTRICT_COLOURS[i % DISTRICT_COLOURS.length],
      role: "img",
    });
    $("districts").append(el);
    const label = svgEl("text", { class: "district-label" });
    label.textContent = district.name;
    $("labels").append(label);
    const [e, n] = labelPoint(district.outline);
    districtEls.push({ district, el, label, x: toX(e), y: toY(n) });
  });
  for (const layer of ["under", "over"])
    for (const road of island.roads)
      $("roads").append(svgEl("path", { d: pathOf(road.line), class: `road ${layer}` }));
}

function makeMarker(place) {
  const el = document.createElement("button");
  el.type = "button";
  el.className = "marker";
  el.dataset.testid = "marker";
  el.style.setProperty("--kind", kindStyle(place.kind)[0]);
  el.append(icon(place.kind));
  el.addEventListener("click", () => openPlace(place.id));
  return el;
}

function measure() {
  const r = map.getBoundingClientRect();
  box = { w: r.width, h: r.height, u: (r.width * view.zoom) / 1000 };
}
const sx = (x) => box.w / 2 + box.u * (x - view.cx);
const sy = (y) => box.h / 2 + box.u * (y - view.cy);

function renderMap() {
  measure();
  const { w, h, u } = box;
  $("world").setAttribute(
    "transform",
    `translate(${w / 2 - u * view.cx} ${h / 2 - u * view.cy}) scale(${u})`,
  );
  for (const { label, x, y } of districtEls) {
    label.setAttribute("x", sx(x));
    label.setAttribute("y", sy(y) + 5);
  }
  // Markers keep their elements, so that focus stays while the map moves.
  let before = null;
  for (let i = places.length - 1; i >= 0; i--) {
    const p = places[i];
    const x = sx(p.x),
      y = sy(p.y);
    let el = markerEls.get(p.id),
      label = labelEls.get(p.id);
    if (chosen.has(p.kind) && x >= 0 && x <= w && y >= 0 && y <= h) {
      if (!el) {
        el = makeMarker(p);
        markerEls.set(p.id, el);
        $("markers").insertBefore(el, before);
      }
      before = el;
      el.style.left = `${x}px`;
      el.style.top = `${y}px`;
      const liked = favourites.includes(p.id);
      const name = liked ? `${p.name}, favourite` : p.name;
      el.classList.toggle("favourite", liked);
      if (el.getAttribute("aria-label") !== name) {
        el.setAttribute("aria-label", name);
        el.title = name;
      }
      if (p.id === openId) el.setAttribute("aria-current", "true");
      else el.removeAttribute("aria-current");
      if (view.zoom >= 4) {
        if (!label) {
          label = svgEl("text", { class: "place-label" });
          label.textContent = p.name;
          labelEls.set(p.id, label);
          $("labels").append(label);
        }
        label.setAttribute("x", x);
        label.setAttribute("y", y + 29);
      } else if (label) {
        label.remove();
        labelEls.delete(p.id);
      }
    } else {
      if (el) {
        const focused = el === document.activeElement;
        el.remove();
        markerEls.delete(p.id);
        if (focused) map.focus({ preventScroll: true });
      }
      if (label) {
        label.remove();
        labelEls.delete(p.id);
      }
    }
  }
  const [length, text] = SCALES.findLast(([m]) => (m / 10) * u <= 120) ?? SCALES[0];
  $("scale").textContent = text;
  $("scale-bar").style.width = `${(length / 10) * u}px`;
  setText($("view"), `Centre ${Math.round(view.cx)}, ${Math.round(view.cy)}, zoom ${view.zoom}×`);
  setDisabled($("zoom-in"), view.zoom === ZOOMS.at(-1), map);
  setDisabled($("zoom-out"), view.zoom === ZOOMS[0], map);
}
const setText = (el, text) => {
  if (el.textContent !== text) el.textContent = text;
};
/** A button that is disabled while it has the focus hands it on. */
function setDisabled(button, disabled, heir) {
  const focused = disabled && button === document.activeElement;
  button.disabled = disabled;
  if (focused) heir.focus({ preventScroll: true });
}

function renderKinds() {
  const shown = places.filter((p) => chosen.has(p.kind));
  setText($("shown"), `${shown.length} of ${places.length} places`);
  for (const box of $("kind-list").querySelectorAll("input")) box.checked = chosen.has(box.value);
  for (const { district, el } of districtEls) {
    const n = shown.filter((p) => p.district === district.name).length;
    el.setAttribute("aria-label", `${district.name}, ${n} ${n === 1 ? "place" : "places"}`);
  }
}

let details = null;
function renderDetails() {
  const slot = $("details-slot");
  if (!openId) {
    if (details?.isConnected) {
      const focused = details.contains(document.activeElement);
      details.remove();
      if (focused) map.focus();
    }
    return;
  }
  if (!details) {
    details = $("details-template").content.firstElementChild.cloneNode(true);
    details.querySelector("#toggle-favourite").addEventListener("click", toggleFavourite);
    details.querySelector("#add-to-route").addEventListener("click", addToRoute);
    details.querySelector("#close-details").addEventListener("click", closePlace);
    details.addEventListener("keydown", escapeCloses);
  }
  const place = byId.get(openId),
    from = byId.get(fromId);
  const part = (id) => details.querySelector(`[data-testid=${id}]`);
  setText(details.querySelector("#place-name"), place.name);
  setText(part("kind"), place.kind);
  setText(part("district"), place.district ?? "Off the coast");
  setText(part("note"), place.note);
  setText(
    part("distance"),
    place === from
      ? "You measure from here."
      : `${writeDistance(metres(from, place))} ${direction(from, place)} of ${from.name}`,
  );
  setText(
    details.querySelector("#toggle-favourite"),
    favourites.includes(openId) ? "Remove from favourites" : "Add to favourites",
  );
  setDisabled(
    details.querySelector("#add-to-route"),
    route.at(-1) === openId,
    details.querySelector("#place-name"),
  );
  if (!details.isConnected) slot.append(details);
}

function renderFavourites() {
  const holder = $("favourites");
  if (!favourites.length) {
    holder.replaceChildren(Object.assign(document.createElement("p"), { textContent: "No favourites yet." }));
    return;
  }
  const list = document.createElement("ul");
  for (const id of favourites) {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: byId.get(id).name,
    });
    button.dataset.testid = "favourite";
    button.addEventListener("click", () => goTo(id));
    item.append(button);
    list.append(item);
  }
  holder.replaceChildren(list);
}

function renderRoute() {
  let total = 0;
  $("stops").replaceChildren(
    ...route.map((id, i) => {
      const place = byId.get(id);
      const item = document.createElement("li");
      item.dataset.testid = "stop";
      const name = Object.assign(document.createElement("span"), {
        className: "stop-text",
        textContent: place.name,
      });
      item.append(name);
      if (i) {
        const d = metres(byId.get(route[i - 1]), place);
        total += d;
        const leg = Object.assign(document.createElement("span"), {
          className: "leg",
          textContent: writeDistance(d),
        });
        leg.dataset.testid = "leg";
        item.append(" ", leg);
      }
      const remove = Object.assign(document.createElement("button"), { type: "button" });
      remove.setAttribute("aria-label", `Remove stop ${i + 1}`);
      remove.innerHTML = '<span aria-hidden="true">×</span>';
      remove.addEventListener("click", () => removeStop(i));
      item.append(" ", remove);
      return item;
    }),
  );
  setText(
    $("route-total"),
    route.length
      ? `${route.length} ${route.length === 1 ? "stop" : "stops"}, ${writeDistance(total)}`
      : "No stops yet.",
  );
  setDisabled($("clear-route"), !route.length, $("route-heading"));
  const points = route.map((id) => [byId.get(id).east, byId.get(id).north]);
  $("route-line").replaceChildren(
    ...(points.length > 1 ? [svgEl("path", { d: pathOf(points), class: "route-path" })] : []),
  );
}

function renderAll() {
  renderKinds();
  renderFavourites();
  renderRoute();
  renderMap();
  renderDetails();
}

// ---------------------------------------------------------------- actions
function setView(cx, cy, zoom) {
  view.cx = clamp(cx, 0, MAP_WIDTH);
  view.cy = clamp(cy, 0, MAP_HEIGHT);
  view.zoom = zoom;
  renderMap();
  updateAddress();
}
const stepped = (by) => ZOOMS[clamp(ZOOMS.indexOf(view.zoom) + by, 0, ZOOMS.length - 1)];
function zoomBy(by) {
  setView(view.cx, view.cy, stepped(by));
  rebaseDrag();
}

function openPlace(id) {
  openId = id;
  renderMap();
  renderDetails();
  updateAddress();
}
function closePlace() {
  if (!openId) return;
  openId = null;
  renderMap();
  renderDetails();
  updateAddress();
  map.focus();
}
function goTo(id) {
  const place = byId.get(id);
  openId = id;
  if (!chosen.has(place.kind)) {
    chosen.add(place.kind);
    renderKinds();
  }
  setView(place.x, place.y, Math.max(4, view.zoom));
  renderDetails();
}
function toggleFavourite() {
  favourites = favourites.includes(openId)
    ? favourites.filter((id) => id !== openId)
    : [...favourites, openId];
  save();
  renderFavourites();
  renderMap();
  renderDetails();
}
function addToRoute() {
  if (route.at(-1) === openId) return;
  route.push(openId);
  renderRoute();
  renderDetails();
}
function removeStop(i) {
  route.splice(i, 1);
  renderRoute();
  renderDetails();
  const buttons = $("stops").querySelectorAll("button");
  (buttons[Math.min(i, buttons.length - 1)] ?? $("route-heading")).focus();
}

function escapeCloses(event) {
  if (event.key === "Escape" && openId) {
    event.preventDefault();
    closePlace();
  }
}

// ---------------------------------------------------------------- keys, wheel, dragging
map.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target !== map && !event.target.closest(".marker")) return;
  const step = 100 / view.zoom;
  const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[
    event.key
  ];
  if (move) {
    setView(view.cx + move[0], view.cy + move[1], view.zoom);
    rebaseDrag();
  } else if (event.key === "+") zoomBy(1);
  else if (event.key === "-") zoomBy(-1);
  else {
    escapeCloses(event);
    return;
  }
  event.preventDefault();
});

let wheelSum = 0;
$("frame").addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    wheelSum += event.deltaY * (event.deltaMode === 1 ? 40 : event.deltaMode === 2 ? 400 : 1);
    const r = map.getBoundingClientRect();
    const px = event.clientX - r.left - r.width / 2,
      py = event.clientY - r.top - r.height / 2;
    while (Math.abs(wheelSum) >= 100) {
      const out = wheelSum > 0;
      wheelSum -= out ? 100 : -100;
      const zoom = stepped(out ? -1 : 1);
      if (zoom === view.zoom) continue;
      const u0 = (r.width * view.zoom) / 1000,
        u1 = (r.width * zoom) / 1000;
      setView(view.cx + px / u0 - px / u1, view.cy + py / u0 - py / u1, zoom);
    }
    rebaseDrag();
  },
  { passive: false },
);

let drag = null,
  swallowClick = false;
/** After any other change of the view a drag goes on from there. */
function rebaseDrag() {
  if (drag?.moving) Object.assign(drag, { x: drag.lastX, y: drag.lastY, cx: view.cx, cy: view.cy });
}
map.addEventListener("pointerdown", (event) => {
  swallowClick = false;
  if (drag || !event.isPrimary || event.button !== 0) return;
  drag = {
    id: event.pointerId,
    x: event.clientX,
    y: event.clientY,
    lastX: event.clientX,
    lastY: event.clientY,
    cx: view.cx,
    cy: view.cy,
    moving: false,
  };
});
addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  drag.lastX = event.clientX;
  drag.lastY = event.clientY;
  const dx = event.clientX - drag.x,
    dy = event.clientY - drag.y;
  if (!drag.moving) {
    if (Math.hypot(dx, dy) <= 5) return;
    drag.moving = true;
    drag.cx = view.cx;
    drag.cy = view.cy;
    map.classList.add("dragging");
    try {
      map.setPointerCapture(event.pointerId);
    } catch {
      /* the pointer is gone already */
    }
  }
  setView(drag.cx - dx / box.u, drag.cy - dy / box.u, view.zoom);
});
function endDrag(event) {
  if (!drag || event.pointerId !== drag.id) return;
  if (drag.moving) {
    swallowClick = event.type === "pointerup";
    setTimeout(() => {
      swallowClick = false;
    }, 50);
    updateAddress(true);
  }
  drag = null;
  map.classList.remove("dragging");
}
addEventListener("pointerup", endDrag);
addEventListener("pointercancel", endDrag);
addEventListener(
  "click",
  (event) => {
    if (!swallowClick) return;
    swallowClick = false;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
map.addEventListener("dragstart", (event) => event.preventDefault());

$("zoom-in").addEventListener("click", () => zoomBy(1));
$("zoom-out").addEventListener("click", () => zoomBy(-1));

// ---------------------------------------------------------------- search
const field = $("search"),
  listbox = $("suggestions");
let found = [],
  active = -1;
function closeSuggestions() {
  listbox.hidden = true;
  listbox.replaceChildren();
  found = [];
  active = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}
function suggest() {
  const text = fold(field.value).trim();
  closeSuggestions();
  if (!text) {
    setText($("no-match"), "");
    return;
  }
  const matches = places.filter((p) => p.folded.includes(text));
  setText($("no-match"), matches.length ? "" : "No place matches.");
  if (!matches.length) return;
  found = [
    ...matches.filter((p) => p.folded.startsWith(text)),
    ...matches.filter((p) => !p.folded.startsWith(text)),
  ].slice(0, 6);
  listbox.replaceChildren(
    ...found.map((place, i) => {
      const option = document.createElement("li");
      option.id = `suggestion-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(
        Object.assign(document.createElement("span"), { className: "option-name", textContent: place.name }),
        " ",
        Object.assign(document.createElement("span"), { className: "option-kind", textContent: place.kind }),
      );
      option.addEventListener("click", () => chooseOption(place));
      return option;
    }),
  );
  listbox.hidden = false;
  field.setAttribute("aria-expanded", "true");
}
function setActive(i) {
  active = i;
  [...listbox.children].forEach((el, k) => el.setAttribute("aria-selected", String(k === i)));
  field.setAttribute("aria-activedescendant", `suggestion-${i}`);
}
function chooseOption(place) {
  closeSuggestions();
  field.value = place.name;
  goTo(place.id);
}
field.addEventListener("input", suggest);
field.addEventListener("blur", closeSuggestions);
listbox.addEventListener("pointerdown", (event) => event.preventDefault());
listbox.addEventListener("mousedown", (event) => event.preventDefault());
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!found.length) {
      if (event.key === "ArrowDown") suggest();
      return;
    }
    if (event.key === "ArrowDown") setActive(Math.min(active + 1, found.length - 1));
    else if (active >= 0) setActive(Math.max(active - 1, 0));
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (found.length) chooseOption(found[Math.max(active, 0)]);
  } else if (event.key === "Escape" && found.length) {
    event.preventDefault();
    closeSuggestions();
  }
});

// ---------------------------------------------------------------- start
function buildControls() {
  for (const place of places) $("from").append(new Option(place.name, place.id));
  $("from").value = fromId;
  $("from").addEventListener("change", () => {
    fromId = $("from").value;
    save();
    renderDetails();
  });
  for (const kind of kinds) {
    const label = document.createElement("label");
    label.className = "kind";
    label.style.setProperty("--kind", kindStyle(kind)[0]);
    const input = Object.assign(document.createElement("input"), {
      type: "checkbox",
      value: kind,
      checked: true,
      autocomplete: "off",
    });
    input.addEventListener("change", () => {
      if (input.checked) chosen.add(kind);
      else chosen.delete(kind);
      renderKinds();
      renderMap();
    });
    const swatch = Object.assign(document.createElement("span"), { className: "swatch" });
    swatch.setAttribute("aria-hidden", "true");
    swatch.append(icon(kind));
    const text = Object.assign(document.createElement("span"), { textContent: kind });
    label.append(input, swatch, text);
    $("kind-list").append(label);
  }
  $("clear-route").addEventListener("click", () => {
    route = [];
    renderRoute();
    renderDetails();
  });
}

async function start() {
  try {
    const [a, b] = await Promise.all([loadJson("assets/island.json"), loadJson("assets/places.json")]);
    island = a;
    kinds = b.kinds;
    places = b.places.map((p) => ({
      ...p,
      x: toX(p.east),
      y: toY(p.north),
      folded: fold(p.name),
      district: island.districts.find((d) => inPolygon(p.east, p.north, d.outline))?.name ?? null,
    }));
    byId = new Map(places.map((p) => [p.id, p]));
  } catch {
    $("trouble").textContent = "The map could not be loaded. Please reload the page.";
    $("trouble").hidden = false;
    return;
  }
  chosen = new Set(kinds);
  restore();
  readAddress();
  buildDrawing();
  buildControls();
  renderAll();
  updateAddress();
  if (field.value && field === document.activeElement) suggest();
  addEventListener("hashchange", () => {
    clearTimeout(addressTimer);
    addressTimer = 0;
    readAddress();
    rebaseDrag();
    renderMap();
    renderDetails();
    updateAddress(true);
  });
  addEventListener("pagehide", () => {
    if (addressTimer) updateAddress(true);
  });
  new ResizeObserver(renderMap).observe(map);
}
start();
