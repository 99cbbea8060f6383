import { h } from "../dom.js";

export function header({ plan, store, words, problem, actions }) {
  return h(
    "header",
    { class: "masthead" },
    h("h1", {}, plan.festival),
    h(
      "div",
      { class: "tools" },
      h("button", { type: "button", class: "primary", onclick: () => actions.editSlot(null) }, words.newSlot),
      stepButton(words.undo, store.canUndo, actions.undo),
      stepButton(words.redo, store.canRedo, actions.redo),
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

/** Keeps the focus when there is nothing left to do, as a button that is taken out of use would not. */
function stepButton(name, isOpen, onclick) {
  return h("button", { type: "button", "aria-disabled": isOpen ? null : "true", onclick }, name);
}
