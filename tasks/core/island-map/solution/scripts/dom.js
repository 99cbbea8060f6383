const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** An element with attributes, listeners (`onclick` …) and children; texts are always text, never markup. */
export function element(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Unlike `disabled`, this leaves the focus on a button that has just become useless. */
export function setDisabled(button, isDisabled) {
  button.setAttribute("aria-disabled", String(isDisabled));
}

/** Calls back for clicks, unless {@link setDisabled} says that there is nothing to do. */
export function onPress(button, callback) {
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") callback();
  });
}
