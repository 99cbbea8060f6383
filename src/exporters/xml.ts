const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text for an element or a quoted attribute of XML 1.0 or HTML; characters that XML cannot hold, and halves of surrogate
 * pairs, become U+FFFD.
 */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replaceAll(/[\0-\b\v\f\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD");
}

/** Attributes with a space before each. White space in them is escaped, since readers of XML make spaces of it. */
export function renderAttributes(attributes: Readonly<Record<string, string>>): string {
  const keepSpace = (text: string): string =>
    text.replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${keepSpace(escapeXml(value))}"`)
    .join("");
}
