import { h } from "../dom.js";

/** A button of something in a list: it shows what it does, and its name says to what. */
export function quietButton(text, name, onclick) {
  return h("button", { type: "button", class: "quiet", "aria-label": name, onclick }, text);
}
