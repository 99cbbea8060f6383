import { h } from "../dom.js";

export function header({ plan, words, problem, actions }) {
  return h(
    "header",
    { class: "masthead" },
    h("h1", {}, plan.festival),
    h(
      "div",
      { class: "tools" },
      h("button", { type: "button", class: "primary", onclick: () => actions.editSlot(null) }, words.newSlot),
      h("button", { type: "button", onclick: actions.savePlan }, words.savePlan),
      h(
        "label",
        { class: "file button" },
        words.openPlan,
        h("input", { type: "file", accept: ".json,application/json", onchange: actions.openPlan }),
      ),
    ),
    h("p", { class: "problem", role: "alert" }, problem !== null && words.errors[problem]),
  );
}
