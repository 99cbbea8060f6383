import { h } from "../dom.js";

const VIEWS = ["plan", "crew"];

/** The view that an address asks for; the plan where it asks for none. */
export function readView({ hash }) {
  return VIEWS.find((view) => hash === `#${view}`) ?? VIEWS[0];
}

export function navigation({ view, words }) {
  return h(
    "nav",
    { "aria-label": words.views },
    VIEWS.map((one) =>
      h("a", { key: one, href: `#${one}`, "aria-current": one === view ? "page" : null }, words[one]),
    ),
  );
}
