import { byId } from "./dom.js";
import { loadIsland } from "./island.js";
import { followAddress } from "./address.js";
import { createStore } from "./store.js";
import { createDetails } from "./views/details.js";
import { createFavourites } from "./views/favourites.js";
import { createKinds } from "./views/kinds.js";
import { createMap } from "./views/map.js";
import { createOrigin } from "./views/origin.js";
import { createRoute } from "./views/route.js";
import { createSearch } from "./views/search.js";

async function start() {
  const island = await loadIsland("assets/island.json", "assets/places.json");
  const store = createStore(island, window.localStorage);
  const address = followAddress(store, island);
  const renders = [
    createKinds(store, island),
    createMap(store, island),
    createDetails(store, island),
    createOrigin(store, island),
    createRoute(store, island),
    createFavourites(store, island),
  ];
  createSearch(store, island);
  const render = () => renders.forEach((draw) => draw(store.state));
  render();
  store.subscribe(render);
  store.subscribe(address.write);
}

start().catch((error) => {
  const failure = byId("failure");
  failure.textContent = `The map could not be loaded: ${error.message}`;
  failure.hidden = false;
});
