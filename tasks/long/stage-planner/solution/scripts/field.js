import { h } from "./dom.js";

/** A labelled control with its message, if there is one. */
export function field({ name, label, error }, toControl) {
  const id = `field-${name}`;
  const control = {
    id,
    name,
    "aria-invalid": error === undefined ? null : "true",
    "aria-describedby": error === undefined ? null : `${id}-error`,
  };
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    toControl(control),
    error !== undefined && h("p", { id: `${id}-error`, class: "error" }, error),
  );
}
