import { Atlas, formatDistance, STEPS } from "./model.js";

const $ = (id) => document.getElementById(id);
const inDetails = (id) => $("details").querySelector(`[data-testid="${id}"]`);
const [land, places] = await Promise.all(
  ["assets/island.json", "assets/places.json"].map(async (path) => (await fetch(path)).json()),
);
const atlas = new Atlas(land, places);
const map = $("map");
const TINTS = ["#e7d3a1", "#bcd39a", "#ecc3a4", "#cfbfe0", "#b9dcc8", "#f2e58c"];

function make(tag, properties, parent) {
  const node = Object.assign(document.createElement(tag), properties);
  parent.append(node);
  return node;
}

/* Things that are made once */

const markers = atlas.places.map((place) => {
  const button = make("button", { type: "button", textContent: place.kind[0] }, $("markers"));
  button.dataset.testid = "marker";
  button.place = place;
  // Pointers are dealt with below; this is for keys and for assistive technology.
  button.addEventListener("click", (event) => event.detail === 0 && atlas.show(place));
  return button;
});
const labels = atlas.districts.map(({ name, ring }) => {
  const label = make("span", { role: "img", textContent: name }, $("labels"));
  const mean = (axis) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length;
  return Object.assign(label, { x: mean(0), y: mean(1), district: name });
});
for (const kind of atlas.kinds) {
  const label = make("label", {}, $("kinds"));
  const box = make("input", { type: "checkbox" }, label);
  label.append(kind);
  box.kind = kind;
  box.addEventListener("change", () => {
    atlas.chosen[box.checked ? "add" : "delete"](kind);
    atlas.changed();
  });
}
for (const { id, name } of atlas.places) make("option", { value: id, textContent: name }, $("from"));

/* Drawing */

function draw() {
  const { x, y, zoom } = atlas.view;
  const { width, height } = map.getBoundingClientRect();
  const unit = (width * zoom) / 1000;
  const put = (node, at) => {
    node.style.left = `${width / 2 + (at.x - x) * unit}px`;
    node.style.top = `${height / 2 + (at.y - y) * unit}px`;
  };

  const canvas = $("canvas");
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const pen = canvas.getContext("2d");
  pen.scale(devicePixelRatio, devicePixelRatio);
  pen.translate(width / 2 - x * unit, height / 2 - y * unit);
  const trace = (points) => {
    pen.beginPath();
    for (const [px, py] of points) pen.lineTo(px * unit, py * unit);
  };
  pen.lineJoin = "round";
  atlas.districts.forEach(({ ring }, index) => {
    trace(ring);
    pen.closePath();
    pen.fillStyle = TINTS[index];
    pen.fill();
    pen.strokeStyle = "#776";
    pen.stroke();
  });
  pen.lineWidth = 4;
  pen.strokeStyle = "#fff";
  for (const road of atlas.roads) {
    trace(road);
    pen.stroke();
  }
  pen.strokeStyle = "#a11";
  trace(atlas.route.map((stop) => [stop.x, stop.y]));
  pen.stroke();

  for (const marker of markers) {
    const { place } = marker;
    const isNear = Math.abs(place.x - x) * unit <= width / 2 && Math.abs(place.y - y) * unit <= height / 2;
    const isGone = !isNear || !atlas.isChosen(place);
    const isFavourite = atlas.favourites.includes(place);
    if (isGone && marker === document.activeElement) map.focus({ preventScroll: true });
    put(marker, place);
    marker.hidden = isGone;
    marker.className = isFavourite ? "favourite" : "";
    marker.ariaLabel = place.name + (isFavourite ? ", favourite" : "");
    marker.ariaCurrent = place === atlas.open ? "true" : null;
  }
  for (const label of labels) {
    put(label, label);
    const { length } = atlas.places.filter(
      (each) => each.district === label.district && atlas.isChosen(each),
    );
    label.ariaLabel = `${label.district}, ${length} place${length === 1 ? "" : "s"}`;
  }

  const metres = [50, 100, 200, 500, 1000, 2000, 5000].findLast((each) => (each / 10) * unit <= 120);
  $("bar").style.width = `${(metres / 10) * unit}px`;
  $("length").textContent = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
  $("view").textContent = `Centre ${Math.round(x)}, ${Math.round(y)}, zoom ${zoom}×`;
  $("in").disabled = zoom === STEPS.at(-1);
  $("out").disabled = zoom === STEPS[0];
}

function fill() {
  const { open, favourites, route } = atlas;
  $("shown").textContent = `${atlas.places.filter((each) => atlas.isChosen(each)).length} of 60 places`;
  $("from").value = atlas.from.id;
  for (const box of $("kinds").querySelectorAll("input")) box.checked = atlas.chosen.has(box.kind);

  if (open === null) $("details").close();
  else {
    $("name").textContent = open.name;
    for (const key of ["kind", "district", "note"]) inDetails(key).textContent = open[key];
    inDetails("distance").textContent = atlas.describeDistance();
    $("favour").textContent = favourites.includes(open) ? "Remove from favourites" : "Add to favourites";
    $("route-add").disabled = route.at(-1) === open;
    if (!$("details").open) $("details").show();
  }

  $("total").textContent = atlas.describeRoute();
  $("route-clear").disabled = route.length === 0;
  $("stops").replaceChildren();
  route.forEach((stop, index) => {
    const row = make("tr", {}, $("stops"));
    row.dataset.testid = "stop";
    make("td", { textContent: stop.name }, row);
    const leg = make("td", {}, row);
    if (index > 0)
      make("span", { textContent: formatDistance(atlas.legs[index]) }, leg).dataset.testid = "leg";
    const cell = make("td", {}, row);
    const remove = make("button", { type: "button", textContent: `Remove stop ${index + 1}` }, cell);
    remove.addEventListener("click", () => {
      atlas.route.splice(index, 1);
      atlas.changed();
    });
  });

  $("favourites").replaceChildren(...(favourites.length === 0 ? ["No favourites yet."] : []));
  for (const favourite of favourites) {
    const button = make("button", { type: "button", textContent: favourite.name }, $("favourites"));
    button.dataset.testid = "favourite";
    button.addEventListener("click", () => atlas.visit(favourite));
  }
}

/* Moving */

let grip = null;
map.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || !event.isPrimary || event.target.closest("#tools")) return;
  const { clientX, clientY, pointerId } = event;
  grip = { clientX, clientY, ...atlas.view, marker: event.target.closest("#markers button"), isDrag: false };
  map.setPointerCapture(pointerId);
});
map.addEventListener("pointermove", (event) => {
  if (grip === null || !event.isPrimary) return;
  const dx = event.clientX - grip.clientX;
  const dy = event.clientY - grip.clientY;
  grip.isDrag ||= dx * dx + dy * dy > 25;
  if (!grip.isDrag) return;
  const unit = (map.getBoundingClientRect().width * grip.zoom) / 1000;
  atlas.look(grip.x - dx / unit, grip.y - dy / unit);
});
map.addEventListener("pointerup", () => {
  if (grip?.marker && !grip.isDrag) atlas.show(grip.marker.place);
  grip = null;
});
map.addEventListener("pointercancel", () => (grip = null));

let turned = 0;
map.addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    turned += event.deltaY;
    const box = map.getBoundingClientRect();
    for (; Math.abs(turned) >= 100; turned -= Math.sign(turned) * 100) {
      const unit = (box.width * atlas.view.zoom) / 1000;
      atlas.step(-Math.sign(turned), {
        x: atlas.view.x + (event.clientX - box.x - box.width / 2) / unit,
        y: atlas.view.y + (event.clientY - box.y - box.height / 2) / unit,
      });
    }
  },
  { passive: false },
);

function closeDetails() {
  atlas.show(null);
  map.focus({ preventScroll: true });
}
map.addEventListener("keydown", (event) => {
  if (event.target.closest("#tools")) return;
  const { x, y, zoom } = atlas.view;
  const by = 100 / zoom;
  const known = {
    ArrowLeft: () => atlas.look(x - by, y),
    ArrowRight: () => atlas.look(x + by, y),
    ArrowUp: () => atlas.look(x, y - by),
    ArrowDown: () => atlas.look(x, y + by),
    "+": () => atlas.step(1),
    "-": () => atlas.step(-1),
    Escape: closeDetails,
  };
  if (!Object.hasOwn(known, event.key)) return;
  event.preventDefault();
  known[event.key]();
});
$("details").addEventListener("keydown", (event) => event.key === "Escape" && closeDetails());
$("close").addEventListener("click", closeDetails);
$("in").addEventListener("click", () => atlas.step(1));
$("out").addEventListener("click", () => atlas.step(-1));
$("from").addEventListener("change", () => {
  atlas.from = atlas.byId[$("from").value];
  atlas.changed();
});
$("favour").addEventListener("click", () => {
  const { open, favourites } = atlas;
  atlas.favourites = favourites.includes(open)
    ? favourites.filter((each) => each !== open)
    : [...favourites, open];
  atlas.changed();
});
$("route-add").addEventListener("click", () => {
  atlas.route.push(atlas.open);
  atlas.changed();
});
$("route-clear").addEventListener("click", () => {
  atlas.route = [];
  atlas.changed();
});

/* Search */

let found = [];
let at = -1;
function offer(matches) {
  found = matches ?? [];
  at = -1;
  $("none").hidden = matches === null || found.length > 0;
  $("find").ariaExpanded = String(found.length > 0);
  $("found").replaceChildren();
  found.forEach((place, index) => {
    const option = make("div", { role: "option", id: `o${index}`, ariaSelected: "false" }, $("found"));
    option.textContent = `${place.name} (${place.kind})`;
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => take(place));
  });
}
function take(place) {
  $("find").value = place.name;
  offer(null);
  atlas.visit(place);
}
function point(to) {
  at = Math.max(0, Math.min(found.length - 1, to));
  Array.from($("found").children, (option, index) => (option.ariaSelected = String(index === at)));
  $("find").setAttribute("aria-activedescendant", `o${at}`);
}
$("find").addEventListener("input", () => {
  $("find").removeAttribute("aria-activedescendant");
  offer(atlas.find($("find").value));
});
$("find").addEventListener("keydown", (event) => {
  if (event.key === "Escape") offer(null);
  if (found.length === 0) return;
  if (event.key === "Enter") take(found[Math.max(at, 0)]);
  else if (event.key === "ArrowDown") point(at + 1);
  else if (event.key === "ArrowUp") point(at - 1);
  else return;
  event.preventDefault();
});
$("find").addEventListener("blur", () => offer(null));

offer(null);
atlas.addEventListener("change", draw);
atlas.addEventListener("change", fill);
new ResizeObserver(draw).observe(map);
draw();
fill();
