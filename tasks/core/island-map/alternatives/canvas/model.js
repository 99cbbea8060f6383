export const STEPS = [1, 1.5, 2, 3, 4, 6, 8];
const HOME = { x: 500, y: 300, zoom: 1 };
const within = (value, low, high) => Math.min(high, Math.max(low, value));
const KEYS = { favourites: "tarrow.favourites", from: "tarrow.from" };

const isInside = ({ x, y }, ring) => {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
};

const plain = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .trim();

export const formatDistance = (metres) => {
  const tens = Math.round(metres / 10);
  return tens < 100 ? `${tens * 10} m` : `${(tens / 100).toFixed(2)} km`;
};

export class Atlas extends EventTarget {
  constructor(land, { kinds, places }) {
    super();
    const unit = ([east, north]) => [(east + 4200) / 10, (2900 - north) / 10];
    this.kinds = kinds;
    this.districts = land.districts.map(({ name, outline }) => ({ name, ring: outline.map(unit) }));
    this.roads = land.roads.map(({ line }) => line.map(unit));
    this.places = places.map((place) => {
      const [x, y] = unit([place.east, place.north]);
      const district = this.districts.find(({ ring }) => isInside({ x, y }, ring));
      return { ...place, x, y, district: district?.name ?? "Off the coast" };
    });
    this.byId = Object.fromEntries(this.places.map((place) => [place.id, place]));
    const stored = (key, fallback) => JSON.parse(localStorage.getItem(KEYS[key]) ?? "null") ?? fallback;
    this.favourites = stored("favourites", []).map((id) => this.byId[id]);
    this.from = this.byId[stored("from", places[0].id)];
    this.chosen = new Set(kinds);
    this.route = [];
    this.readHash();
    addEventListener("hashchange", () => {
      this.readHash();
      this.changed();
    });
  }

  changed() {
    const { x, y, zoom } = this.view;
    const place = this.open === null ? "" : `&place=${this.open.id}`;
    history.replaceState(history.state, "", `#map=${Math.round(x)},${Math.round(y)},${zoom}${place}`);
    localStorage.setItem(KEYS.favourites, JSON.stringify(this.favourites.map(({ id }) => id)));
    localStorage.setItem(KEYS.from, JSON.stringify(this.from.id));
    this.dispatchEvent(new Event("change"));
  }

  readHash() {
    const [view, place, ...rest] = location.hash.replace("#", "").split("&");
    const [x, y, zoom] = /^map=\d+,\d+,[\d.]+$/.test(view) ? view.slice(4).split(",").map(Number) : [];
    const open = place === undefined ? null : this.byId[place.replace(/^place=/, "")];
    const isFine = x <= 1000 && y <= 600 && STEPS.includes(zoom) && open !== undefined && rest.length === 0;
    this.view = isFine ? { x, y, zoom } : HOME;
    this.open = isFine ? open : null;
  }

  look(x, y, zoom = this.view.zoom) {
    this.view = { x: within(x, 0, 1000), y: within(y, 0, 600), zoom };
    this.changed();
  }

  step(by, around = this.view) {
    const { x, y, zoom } = this.view;
    const next = STEPS[within(STEPS.indexOf(zoom) + by, 0, STEPS.length - 1)];
    this.look(around.x + ((x - around.x) * zoom) / next, around.y + ((y - around.y) * zoom) / next, next);
  }

  show(place) {
    this.open = place;
    this.changed();
  }

  visit(place) {
    this.open = place;
    this.chosen.add(place.kind);
    this.look(place.x, place.y, Math.max(4, this.view.zoom));
  }

  isChosen({ kind }) {
    return this.chosen.has(kind);
  }

  find(text) {
    const needle = plain(text);
    if (needle === "") return null;
    const rank = ({ name }) => (plain(name).startsWith(needle) ? 0 : 1);
    return this.places
      .filter(({ name }) => plain(name).includes(needle))
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, 6);
  }

  static distance(a, b) {
    return Math.sqrt((a.east - b.east) ** 2 + (a.north - b.north) ** 2);
  }

  describeDistance() {
    const { from, open } = this;
    if (from === open) return "You measure from here.";
    const degrees = (Math.atan2(open.east - from.east, open.north - from.north) * 180) / Math.PI;
    const winds = [
      "south",
      "south-west",
      "west",
      "north-west",
      "north",
      "north-east",
      "east",
      "south-east",
      "south",
    ];
    const wind = winds[Math.round((degrees + 180) / 45)];
    return `${formatDistance(Atlas.distance(from, open))} ${wind} of ${from.name}`;
  }

  get legs() {
    return this.route.map((stop, index) => (index === 0 ? 0 : Atlas.distance(this.route[index - 1], stop)));
  }

  describeRoute() {
    const { length } = this.route;
    if (length === 0) return "No stops yet.";
    return `${length} stop${length > 1 ? "s" : ""}, ${formatDistance(this.legs.reduce((a, b) => a + b))}`;
  }
}
