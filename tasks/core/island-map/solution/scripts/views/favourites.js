import { byId, element } from "../dom.js";

export function createFavourites(store, { placeById }) {
  const list = byId("favourites");
  let drawn = null;

  return ({ favourites }) => {
    if (favourites === drawn) return;
    drawn = favourites;
    byId("no-favourites").hidden = favourites.length > 0;
    list.replaceChildren(
      ...favourites.map((id) => {
        const attributes = { type: "button", "data-testid": "favourite", onclick: () => store.goTo(id) };
        return element("li", {}, element("button", attributes, placeById.get(id).name));
      }),
    );
  };
}
