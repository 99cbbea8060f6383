import { element } from "../dom.js";
import { nameRole } from "../words.js";

export function createHeader(user, { onSignOut }) {
  return element(
    "header",
    { class: "masthead" },
    element(
      "a",
      { href: "/", class: "brand" },
      element("img", { src: "/icon.svg", alt: "", width: "32", height: "32" }),
      element("span", {}, "Lumen Broadband"),
    ),
    element(
      "div",
      { class: "account" },
      element("span", { class: "account-name" }, user.name),
      element("span", { class: "tag" }, nameRole(user)),
      element("button", { type: "button", class: "quiet", onclick: onSignOut }, "Sign out"),
    ),
  );
}
