import { centreOn, START } from "./view.js";

const KEY = "tarrow-map";
const ZOOM_OF_A_PLACE = 4;

/** Holds what the page shows, and tells its subscribers of each change. Favourites and origin are kept in the browser. */
export function createStore({ kinds, places, placeById }, storage) {
  const kept = read(storage, placeById);
  const subscribers = [];
  const state = {
    view: START,
    openId: null,
    kinds: new Set(kinds),
    originId: kept.originId ?? places[0].id,
    favourites: kept.favourites,
    route: [],
  };

  const update = (changes) => {
    Object.assign(state, changes);
    if ("favourites" in changes || "originId" in changes) {
      const { favourites, originId } = state;
      storage.setItem(KEY, JSON.stringify({ favourites, originId }));
    }
    for (const notify of subscribers) notify(state);
  };

  return {
    state,
    update,
    subscribe: (notify) => subscribers.push(notify),
    look: (view) => update({ view }),
    open: (id) => update({ openId: id }),
    close: () => update({ openId: null }),
    /** Opens a place and brings it into the middle, near enough to see what is around. */
    goTo: (id) => {
      const { at, kind } = placeById.get(id);
      const zoom = Math.max(state.view.zoom, ZOOM_OF_A_PLACE);
      update({
        view: centreOn({ ...state.view, zoom }, at),
        openId: id,
        kinds: new Set([...state.kinds, kind]),
      });
    },
    toggleKind: (kind) => {
      const chosen = new Set(state.kinds);
      if (!chosen.delete(kind)) chosen.add(kind);
      update({ kinds: chosen });
    },
    setOrigin: (id) => update({ originId: id }),
    toggleFavourite: (id) => {
      const others = state.favourites.filter((favourite) => favourite !== id);
      const isFavourite = others.length < state.favourites.length;
      update({ favourites: isFavourite ? others : [...others, id] });
    },
    addStop: (id) => update({ route: [...state.route, id] }),
    removeStop: (index) => update({ route: state.route.toSpliced(index, 1) }),
    clearRoute: () => update({ route: [] }),
  };
}

function read(storage, placeById) {
  try {
    const { favourites, originId } = JSON.parse(storage.getItem(KEY));
    return {
      favourites: [...placeById.keys()].filter((id) => favourites.includes(id)),
      originId: placeById.has(originId) ? originId : null,
    };
  } catch {
    return { favourites: [], originId: null };
  }
}
