const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; texts are always text, never markup. */
export function element(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** One colour per category, by its place in the list; each has a contrast of 4.5 or more on white. */
export const colourOf = (index) => `var(--series-${(index % 6) + 1})`;

/** Calls back with the width of a box now and whenever it changes. */
export function watchWidth(box, callback) {
  let width = 0;
  new ResizeObserver(() => {
    const found = Math.floor(box.clientWidth);
    if (found === width || found === 0) return;
    width = found;
    callback(width);
  }).observe(box);
}
