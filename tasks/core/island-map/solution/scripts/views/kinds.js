import { byId, element } from "../dom.js";
import { colourOf, drawKind } from "../kind-icons.js";
import { isShown } from "../places.js";

export function createKinds(store, { kinds, places }) {
  const boxes = kinds.map((kind) =>
    element("input", { type: "checkbox", onchange: () => store.toggleKind(kind) }),
  );
  const labels = kinds.map((kind, index) => {
    const label = element("label", { class: "kind" }, boxes[index], drawKind(kind), kind);
    label.style.setProperty("--kind", colourOf(kinds, kind));
    return label;
  });
  byId("kinds").append(element("div", { class: "kinds__list" }, ...labels));

  return (state) => {
    kinds.forEach((kind, index) => {
      boxes[index].checked = state.kinds.has(kind);
    });
    const shown = places.filter((place) => isShown(state, place));
    byId("shown").textContent = `${shown.length} of ${places.length} places`;
  };
}
