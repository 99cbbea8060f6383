const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as markup that shows exactly this text. */
export const escapeHtml = (text) => String(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** Markup as text: what `html` makes, and what it takes as it is. */
class Markup {
  constructor(source) {
    this.source = source;
  }

  toString() {
    return this.source;
  }
}

/**
 * A template for markup. Values are escaped, but for those that are made by `html` themselves; lists are
 * joined; false, null and undefined are nothing.
 */
export function html(strings, ...values) {
  return new Markup(String.raw({ raw: strings }, ...values.map(toSource)));
}

function toSource(value) {
  if (value instanceof Markup) return value.source;
  if (Array.isArray(value)) return value.map(toSource).join("");
  return value === false || value === null || value === undefined ? "" : escapeHtml(value);
}
