import { findConflicts } from "./conflicts.js";
import { h, render } from "./dom.js";
import { parsePlan, writePlan } from "./plan-file.js";
import { addPerson, removePerson, removeSlot, saveSlot, setChangeover } from "./plan.js";
import { listenForShortcuts } from "./shortcuts.js";
import { openSlotForm } from "./slot-form.js";
import { createStore, KEY, readKept } from "./store.js";
import { conflictList } from "./views/conflict-list.js";
import { crewView } from "./views/crew-view.js";
import { header } from "./views/header.js";
import { readView } from "./views/navigation.js";
import { planView } from "./views/plan-view.js";
import { words } from "./words.js";

const app = document.querySelector("#app");
const first = readKept(localStorage) ?? parsePlan(await (await fetch("assets/plan.json")).text());
const store = createStore(first, localStorage, showAfresh);
/** Keys of the messages that are shown: of a file that was refused, and of the name of a new person. */
let problem = null;
let nameError = null;

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
  setChangeover: ({ id }, minutes) => store.change(setChangeover(store.plan, id, minutes)),
  /** Whether somebody of that name was added. */
  addPerson: (name) => {
    nameError = checkName(name, store.plan.crew);
    if (nameError === null) store.change(addPerson(store.plan, name));
    else show();
    return nameError === null;
  },
  removePerson: ({ id }) => store.change(removePerson(store.plan, id)),
  savePlan: () => download("plan.json", writePlan(store.plan)),
  openPlan: async ({ target }) => {
    const [file] = target.files;
    if (file === undefined) return;
    const plan = parsePlan(await file.text());
    target.value = "";
    if (plan !== null) store.change(plan);
    problem = plan === null ? "file" : null;
    show();
  },
  undo: store.undo,
  redo: store.redo,
};

function showAfresh() {
  problem = null;
  nameError = null;
  show();
}

function show() {
  const { plan } = store;
  const view = readView(location);
  const conflicts = findConflicts(plan);
  const context = { plan, store, view, conflicts, words, problem, nameError, actions };
  render(app, [
    header(context),
    h(
      "main",
      { key: view },
      view === "crew" ? crewView(context) : [conflictList(context), planView(context)],
    ),
  ]);
}

/** The key of what is wrong with a name for one more of a list, or null. */
function checkName(name, others) {
  if (name === "") return "name";
  return others.some((other) => other.name === name) ? "taken" : null;
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

addEventListener("hashchange", showAfresh);
addEventListener("storage", ({ key, newValue }) => {
  const plan = key === KEY && newValue !== null ? parsePlan(newValue) : null;
  if (plan !== null) store.receive(plan);
});
listenForShortcuts(actions);
show();
