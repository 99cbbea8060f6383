import { h } from "../dom.js";
import { LANGUAGES } from "../words/languages.js";
import { navigation } from "./navigation.js";

export function header(context) {
  const { plan, store, words, problem, actions } = context;
  return h(
    "header",
    { class: "masthead" },
    h("h1", {}, plan.festival),
    navigation(context),
    languageSelect(context),
    h(
      "div",
      { class: "tools" },
      h("button", { type: "button", class: "primary", onclick: () => actions.editSlot(null) }, words.newSlot),
      rainSwitch(context),
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

function languageSelect({ words, actions }) {
  return h(
    "label",
    { class: "language" },
    `${words.languageLabel} `,
    h(
      "select",
      { value: words.language, onchange: ({ target }) => actions.setLanguage(target.value) },
      LANGUAGES.map(({ words: { language }, name }) =>
        h("option", { value: language, lang: language }, name),
      ),
    ),
  );
}

function rainSwitch({ plan, words, actions }) {
  return h(
    "label",
    { class: plan.rain ? "rain button on" : "rain button" },
    h("input", {
      type: "checkbox",
      checked: plan.rain,
      onchange: ({ target }) => actions.setRain(target.checked),
    }),
    ` ${words.rainPlan}`,
  );
}
