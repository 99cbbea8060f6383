/** Markup that is ready to be sent. */
class Markup {
  #text;
  constructor(text) {
    this.#text = text;
  }
  toString() {
    return this.#text;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]);

function write(value) {
  if (value instanceof Markup) return String(value);
  if (Array.isArray(value)) return value.map(write).join("");
  return value === null || value === undefined || value === false ? "" : escape(String(value));
}

/** Markup in which every value is a text, a piece of markup, or a list of these; null, undefined and false are nothing. */
export const html = (strings, ...values) =>
  new Markup(strings.reduce((text, part, index) => text + write(values[index - 1]) + part));
