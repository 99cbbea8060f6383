import { parseFragment, START, toFragment } from "./view.js";

/** Takes view and open place from the address, now and whenever it changes; `write` puts them there. */
export function followAddress(store, { placeById }) {
  const read = () => {
    const isPlace = (id) => placeById.has(id);
    store.update(parseFragment(window.location.hash, isPlace) ?? { view: START, openId: null });
  };
  read();
  return {
    write: ({ view, openId }) => {
      const fragment = toFragment(view, openId);
      if (fragment !== window.location.hash) window.history.replaceState(null, "", fragment);
    },
  };
}
