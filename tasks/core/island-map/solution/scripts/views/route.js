import { byId, element, onPress, setDisabled } from "../dom.js";
import { legsOf } from "../geometry.js";
import { count, formatDistance } from "../wording.js";

export function createRoute(store, { placeById }) {
  const list = byId("stops");
  const clear = byId("clear-route");
  onPress(clear, store.clearRoute);

  const remove = (index) => {
    store.removeStop(index);
    const buttons = list.querySelectorAll("button");
    (buttons[Math.min(index, buttons.length - 1)] ?? byId("route-title")).focus();
  };

  return ({ route }) => {
    const stops = route.map((id) => placeById.get(id));
    const legs = legsOf(stops);
    byId("route-total").textContent = describe(stops, legs);
    setDisabled(clear, stops.length === 0);
    list.replaceChildren(
      ...stops.map(({ name }, index) => {
        const leg =
          index === 0 ? [] : [element("span", { "data-testid": "leg" }, formatDistance(legs[index - 1]))];
        const button = element(
          "button",
          { type: "button", "aria-label": `Remove stop ${index + 1}`, onclick: () => remove(index) },
          "×",
        );
        return element(
          "li",
          { "data-testid": "stop" },
          element("span", { class: "stop__name" }, name),
          ...leg,
          button,
        );
      }),
    );
  };
}

function describe(stops, legs) {
  if (stops.length === 0) return "No stops yet.";
  const metres = legs.reduce((sum, leg) => sum + leg, 0);
  return `${count(stops.length, "stop")}, ${formatDistance(metres)}`;
}
