import { h } from "../dom.js";

/** Each view's address, and the key of its name. */
const VIEWS = new Map([
  ["plan", "plan"],
  ["crew", "crew"],
  ["acts", "acts"],
  ["running-order", "runningOrder"],
]);

/** The view that an address asks for; the plan where it asks for none. */
export function readView({ hash }) {
  const asked = hash.slice(1);
  return VIEWS.has(asked) ? asked : "plan";
}

export function navigation({ view, words }) {
  return h(
    "nav",
    { "aria-label": words.views },
    [...VIEWS].map(([address, key]) =>
      h(
        "a",
        { key: address, href: `#${address}`, "aria-current": address === view ? "page" : null },
        words[key],
      ),
    ),
  );
}
