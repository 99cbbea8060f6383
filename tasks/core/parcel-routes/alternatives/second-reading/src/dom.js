/** An element with attributes (null and false are left out) and children (elements, texts or null). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

/** A parcel's code, from left to right whatever stands around it. */
export const codeElement = (code) => h("bdi", { class: "code", dir: "ltr", "data-testid": "code" }, code);
