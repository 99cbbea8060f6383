import { h, render } from "./dom.js";
import { parsePlan, writePlan } from "./plan-file.js";
import { removeSlot, saveSlot } from "./plan.js";
import { openSlotForm } from "./slot-form.js";
import { createStore, readKept } from "./store.js";
import { header } from "./views/header.js";
import { planView } from "./views/plan-view.js";
import { words } from "./words.js";

const app = document.querySelector("#app");
const first = readKept(localStorage) ?? parsePlan(await (await fetch("assets/plan.json")).text());
const store = createStore(first, localStorage, show);
let problem = null;

const actions = {
  editSlot: (slot) =>
    openSlotForm({
      plan: store.plan,
      slot,
      words,
      save: (values) => store.change(saveSlot(store.plan, values)),
    }),
  removeSlot: ({ id, stage }) => {
    store.change(removeSlot(store.plan, id));
    // The button is gone: the keyboard goes on from the stage's name.
    document.querySelector(`#name-${CSS.escape(stage)}`)?.focus();
  },
  savePlan: () => download("plan.json", writePlan(store.plan)),
  openPlan: async ({ target }) => {
    const [file] = target.files;
    if (file === undefined) return;
    const plan = parsePlan(await file.text());
    target.value = "";
    problem = plan === null ? "file" : null;
    if (plan === null) show();
    else store.change(plan);
  },
};

function show() {
  const context = { plan: store.plan, words, problem, actions };
  render(app, [header(context), h("main", {}, planView(context))]);
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

show();
