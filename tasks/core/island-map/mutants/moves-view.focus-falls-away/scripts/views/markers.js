import { element } from "../dom.js";
import { colourOf, drawKind } from "../kind-icons.js";
import { isShown } from "../places.js";
import { nameMarker } from "../wording.js";

/** A button for each place that the box shows. Buttons live as long as their place is there, so that they keep the focus. */
export function createMarkers(store, { kinds, places }, layer) {
  const buttons = new Map();

  const create = ({ id, kind, name }) => {
    const button = element(
      "button",
      {
        type: "button",
        class: "marker",
        "data-testid": "marker",
        title: name,
        onclick: () => store.open(id),
      },
      drawKind(kind),
    );
    button.style.setProperty("--kind", colourOf(kinds, kind));
    return button;
  };

  const remove = (id) => {
    buttons.get(id).remove();
    buttons.delete(id);
  };

  return (state, { width, height, unit }) => {
    for (const place of places) {
      const left = width / 2 + (place.at.x - state.view.x) * unit;
      const top = height / 2 + (place.at.y - state.view.y) * unit;
      const isInBox = left >= 0 && left <= width && top >= 0 && top <= height;
      if (!isInBox || !isShown(state, place)) {
        if (buttons.has(place.id)) remove(place.id);
        continue;
      }
      const button = buttons.get(place.id) ?? create(place);
      if (!buttons.has(place.id)) {
        buttons.set(place.id, button);
        layer.append(button);
      }
      const isFavourite = state.favourites.includes(place.id);
      button.style.translate = `${left}px ${top}px`;
      button.classList.toggle("marker--favourite", isFavourite);
      button.setAttribute("aria-label", nameMarker(place, isFavourite));
      button.setAttribute("aria-current", String(place.id === state.openId));
    }
  };
}
