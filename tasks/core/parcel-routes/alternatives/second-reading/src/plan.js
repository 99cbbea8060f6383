import { sum } from "./schedule.js";

const KEY = "darb.plan";

/**
 * Which van has which parcels in which order: `routes` holds the codes by the van's id. It is kept in
 * localStorage and shared by all tabs.
 */
export function createPlan(day, onChange) {
  const parcels = new Map(day.parcels.map((parcel) => [parcel.code, parcel]));
  let routes = load();
  // The routes before the last change of this tab, and the parcel that it was about.
  let before = null;
  let excess = null;
  let isKept = true;

  function load() {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY));
      if (stored !== null && stored.day === day.day && isValid(stored.routes)) return stored.routes;
    } catch {
      // What cannot be read is not there.
    }
    return Object.fromEntries(day.vans.map(({ id, route }) => [id, [...route]]));
  }

  function isValid(stored) {
    const codes = day.vans.flatMap(({ id }) => stored[id]);
    return codes.every((code) => parcels.has(code)) && new Set(codes).size === codes.length;
  }

  function save() {
    try {
      localStorage.setItem(KEY, JSON.stringify({ day: day.day, routes }));
    } catch {
      // Then the plan lasts as long as the page.
      isKept = false;
    }
  }

  /** Takes over what another tab has changed. */
  function follow() {
    const stored = load();
    if (!isKept || JSON.stringify(stored) === JSON.stringify(routes)) return false;
    replace(stored);
    return true;
  }

  function replace(stored) {
    routes = stored;
    before = null;
    excess = null;
  }

  function change(code, next) {
    before = { routes, code };
    routes = next;
    excess = null;
    save();
    onChange();
  }

  window.addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    replace(load());
    onChange();
  });

  const findVan = (code) => day.vans.find(({ id }) => routes[id].includes(code)) ?? null;

  return {
    /** How many kilograms the last choice was too heavy by, or null. */
    get excess() {
      return excess;
    },
    get canUndo() {
      return before !== null;
    },
    findVan,
    listParcels: (vanId) => routes[vanId].map((code) => parcels.get(code)),
    listUnassigned: () => day.parcels.filter(({ code }) => findVan(code) === null),

    /** Puts a parcel at the end of a van's route, or on none where the id is null. */
    assign: (code, vanId) => {
      if (follow()) onChange();
      if ((findVan(code)?.id ?? null) === vanId) return;
      if (vanId !== null) {
        const { capacity } = day.vans.find(({ id }) => id === vanId);
        const load = sum([...routes[vanId], code].map((each) => parcels.get(each).weight));
        if (load > capacity) {
          excess = load - capacity;
          onChange();
          return;
        }
      }
      const next = Object.fromEntries(
        Object.entries(routes).map(([id, route]) => [id, route.filter((each) => each !== code)]),
      );
      if (vanId !== null) next[vanId].push(code);
      change(code, next);
    },

    /** Moves a parcel by one place on its route: -1 is earlier, 1 later. */
    move: (code, step) => {
      if (follow()) onChange();
      const van = findVan(code);
      if (van === null) return;
      const route = [...routes[van.id]];
      const index = route.indexOf(code);
      const target = index + step;
      if (target < 0 || target >= route.length) return;
      [route[index], route[target]] = [route[target], route[index]];
      change(code, { ...routes, [van.id]: route });
    },

    /** Takes the last change back. Returns the code of the parcel that it was about, or null. */
    undo: () => {
      if (follow()) onChange();
      if (before === null) return null;
      const { code } = before;
      routes = before.routes;
      before = null;
      excess = null;
      save();
      onChange();
      return code;
    },
  };
}
