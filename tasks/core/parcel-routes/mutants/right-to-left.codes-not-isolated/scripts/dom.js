const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; `on…` adds listeners, null and false leave an attribute out. Texts are never markup. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.flat());
  return node;
}

/** An arrow that points up (-1) or down (1). */
export function arrow(direction) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 20 20",
    width: 20,
    height: 20,
    "aria-hidden": "true",
  })) {
    svg.setAttribute(name, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", direction < 0 ? "M10 16V4M5 9l5-5 5 5" : "M10 4v12M5 11l5 5 5-5");
  svg.append(path);
  return svg;
}

/** A parcel's code, which reads from left to right in the midst of Arabic. */
export const codeElement = (code) => element("span", { class: "code", "data-testid": "code" }, code);

/** The same where there can be no element, as in an accessible name: between the marks LRI and PDI. */
export const isolateCode = (code) => `\u2066${code}\u2069`;

/** Shows a text, or hides its element where there is none. */
export function showText(node, text) {
  node.textContent = text ?? "";
  node.hidden = text === null;
}
