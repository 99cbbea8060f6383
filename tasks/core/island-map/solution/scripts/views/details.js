import { byId, onPress, setDisabled } from "../dom.js";
import { directionBetween, distanceBetween } from "../geometry.js";
import { formatDistance } from "../wording.js";

export function createDetails(store, { placeById }) {
  const panel = byId("details");
  const map = byId("map");
  const addStop = byId("add-stop");
  const toggleFavourite = byId("toggle-favourite");

  const close = () => {
    store.close();
    map.focus({ preventScroll: true });
  };
  onPress(addStop, () => store.addStop(store.state.openId));
  onPress(toggleFavourite, () => store.toggleFavourite(store.state.openId));
  onPress(byId("close-details"), close);
  for (const area of [panel, map]) {
    area.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && store.state.openId !== null) close();
    });
  }

  return ({ openId, originId, favourites, route }) => {
    panel.hidden = openId === null;
    byId("hint").hidden = openId !== null;
    if (openId === null) return;
    const place = placeById.get(openId);
    byId("details-name").textContent = place.name;
    byId("details-kind").textContent = place.kind;
    byId("details-district").textContent = place.district ?? "Off the coast";
    byId("details-note").textContent = place.note;
    byId("details-distance").textContent = describeWay(placeById.get(originId), place);
    toggleFavourite.textContent = favourites.includes(openId)
      ? "Remove from favourites"
      : "Add to favourites";
    setDisabled(addStop, route.at(-1) === openId);
  };
}

function describeWay(origin, place) {
  if (origin === place) return "You measure from here.";
  const distance = formatDistance(distanceBetween(origin, place));
  return `${distance} ${directionBetween(origin, place)} of ${origin.name}`;
}
