/**
 * Makes an element. Properties that the element has are set as such, `on` adds listeners, the rest become
 * attributes; null and false leave a property out.
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name in node && !name.startsWith("aria")) {
      node[name] = value;
    } else {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null));
  return node;
}

/** A button that does one thing; `label` is its accessible name where the face alone would not say enough. */
export function button(face, { className, label = null, disabled = false, onClick }) {
  return element(
    "button",
    { type: "button", className, "aria-label": label, disabled, on: { click: onClick } },
    face,
  );
}
