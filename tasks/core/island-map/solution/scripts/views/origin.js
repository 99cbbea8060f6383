import { byId, element } from "../dom.js";

/** The place that distances are measured from. */
export function createOrigin(store, { places }) {
  const select = byId("origin");
  select.append(...places.map(({ id, name }) => element("option", { value: id }, name)));
  select.addEventListener("change", () => store.setOrigin(select.value));
  return ({ originId }) => {
    select.value = originId;
  };
}
