import {
  canRedo,
  canUndo,
  change,
  fileText,
  hear,
  load,
  newId,
  plan,
  read,
  toMinutes,
  travel,
} from "./model.js";
import { language, setLanguage, t } from "./texts.js";
import { nameForm, slotForm, topBar, view } from "./views.js";

const $ = (id) => document.getElementById(id);
/** The open form, what it is about, and where the focus goes when it is gone. */
let form = null;
let message = null;
let refusal = null;
let isPointerDown = false;
let isStale = false;

/** Draws all but the open form. What is under a pressed pointer stays until it is released, so that its click arrives. */
function draw() {
  isStale = isPointerDown;
  if (isStale) return;
  const focused = document.activeElement?.id;
  document.documentElement.lang = language;
  document.title = t("Stage planner");
  $("top").innerHTML = topBar(plan(), { canUndo: canUndo(), canRedo: canRedo() });
  $("message").textContent = message === null ? "" : t(message);
  const typed = $("person")?.value;
  $("view").innerHTML = view(plan(), refusal);
  if (typed !== undefined && $("person") !== null) $("person").value = typed;
  if (focused) $(focused)?.focus();
}

function drawForm() {
  $("form").innerHTML = form === null ? "" : form.draw();
  $("form").querySelector("input")?.focus();
}

function apply(edit) {
  message = refusal = null;
  change(edit);
  draw();
}

function close() {
  const { opener } = form;
  form = null;
  drawForm();
  draw();
  $(opener)?.focus();
}

/* Slots */

function openSlotForm(on, opener) {
  const { slots, acts, stages } = plan();
  const slot = slots[on];
  const values =
    slot === undefined
      ? { index: null, act: "", stage: stages[0]?.id, start: "", minutes: 45, crew: [], rainStage: null }
      : { ...slot, index: Number(on), act: acts.find(({ id }) => id === slot.act).name };
  form = {
    opener,
    values,
    wrong: [],
    draw: () => slotForm(plan(), form.values, form.wrong),
    submit: saveSlot,
  };
  drawForm();
}

function saveSlot(data) {
  const { index } = form.values;
  const values = { ...Object.fromEntries(data), index, crew: data.getAll("crew") };
  const act = values.act.trim();
  const minutes = Number(values.minutes);
  const from = toMinutes(values.start);
  const isLength = Number.isInteger(minutes) && minutes >= 5 && minutes <= 240;
  const wrong = [
    act === "" && "Enter an act.",
    from === null && "Enter a start from 12:00 to 02:59.",
    !isLength && "Enter whole minutes from 5 to 240.",
    from !== null && isLength && from + minutes > 15 * 60 && "The slot must end by 03:00.",
  ].filter(Boolean);
  if (wrong.length > 0) {
    Object.assign(form, { values, wrong });
    drawForm();
    return;
  }
  apply((draft) => {
    let known = draft.acts.find(({ name }) => name === act);
    if (known === undefined) draft.acts.push((known = { id: newId(draft.acts), name: act }));
    const { stage, start, crew } = values;
    const slot = { act: known.id, stage, start, minutes, crew, rainStage: values.rainStage || null };
    if (index === null) draft.slots.push(slot);
    else Object.assign(draft.slots[index], slot);
  });
  close();
}

/* Names */

const refuse = (name, others) =>
  name === "" ? "Enter a name." : others.some((other) => other.name === name) ? "That name is taken." : null;

function openNameForm(list, id, opener) {
  const { name } = plan()[list].find((one) => one.id === id);
  form = {
    opener,
    name,
    wrong: [],
    draw: () => nameForm(name, form.name, form.wrong),
    submit: (data) => {
      const next = data.get("name").trim();
      const wrong = refuse(
        next,
        plan()[list].filter((one) => one.id !== id),
      );
      if (wrong !== null) {
        Object.assign(form, { name: data.get("name"), wrong: [wrong] });
        drawForm();
        return;
      }
      apply((draft) => {
        draft[list].find((one) => one.id === id).name = next;
      });
      close();
    },
  };
  drawForm();
}

function hire() {
  const name = $("person").value.trim();
  const wrong = refuse(name, plan().crew);
  if (wrong === null) {
    $("person").value = "";
    apply((draft) => void draft.crew.push({ id: newId(draft.crew), name }));
  } else {
    refusal = wrong;
    draw();
  }
  $("person").focus();
}

/* What buttons do */

const ACTIONS = {
  edit: openSlotForm,
  remove: (on) => apply((draft) => void draft.slots.splice(Number(on), 1)),
  cancel: close,
  undo: () => step(-1),
  redo: () => step(1),
  save: () => {
    const link = document.createElement("a");
    link.href = `data:application/json;charset=utf-8,${encodeURIComponent(fileText())}`;
    link.download = "plan.json";
    link.click();
  },
  print: () => window.print(),
  dismiss: (on) =>
    apply((draft) => {
      draft.crew = draft.crew.filter(({ id }) => id !== on);
      for (const slot of draft.slots) slot.crew = slot.crew.filter((id) => id !== on);
    }),
  "rename-stages": (on, opener) => openNameForm("stages", on, opener),
  "rename-acts": (on, opener) => openNameForm("acts", on, opener),
  "rename-crew": (on, opener) => openNameForm("crew", on, opener),
};

function step(distance) {
  travel(distance);
  message = refusal = null;
  draw();
}

async function open(input) {
  const next = read((await input.files[0]?.text()) ?? "");
  if (next === null) {
    message = "This is not a plan file.";
    draw();
  } else apply(() => next);
}

document.addEventListener("click", ({ target }) => {
  const pressed = target.closest("[data-do]");
  if (pressed !== null) ACTIONS[pressed.dataset.do](pressed.dataset.on, pressed.id);
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.id === "hire") hire();
  else form.submit(new FormData(event.target));
});

document.addEventListener("change", ({ target }) => {
  if (target.id === "open") void open(target);
  else if (target.id === "rain") apply((draft) => void (draft.rain = target.checked));
  else if (target.id === "language") {
    setLanguage(target.value);
    draw();
    drawForm();
  } else if (target.dataset.changeover !== undefined) {
    const minutes = target.value === "" ? -1 : Number(target.value);
    const { changeover: id } = target.dataset;
    if (Number.isInteger(minutes) && minutes >= 0 && minutes <= 60)
      apply((draft) => void (draft.stages.find((stage) => stage.id === id).changeover = minutes));
    else draw();
  }
});

document.addEventListener("keydown", (event) => {
  const isField = event.target.matches("input:not([type=checkbox], [type=file])");
  if (isField || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  step(event.shiftKey ? 1 : -1);
});

document.addEventListener("pointerdown", () => (isPointerDown = true), true);
for (const end of ["pointerup", "pointercancel"])
  document.addEventListener(
    end,
    () => {
      isPointerDown = false;
      setTimeout(() => isStale && draw());
    },
    true,
  );

addEventListener("hashchange", () => {
  message = refusal = null;
  draw();
});
addEventListener("storage", (event) => hear(event) && draw());

await load();
draw();
