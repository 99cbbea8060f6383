import { h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { field } from "./field.js";
import { find } from "./plan.js";
import { CURFEW, formatTime, parseStart } from "./time.js";

const NEW_SLOT = { act: "", start: "", minutes: 45, crew: [], rainStage: null };

/** Opens the form of a slot, or of a new one where `slot` is null. Saves what is right, and says what is wrong. */
export function openSlotForm({ plan, slot, words, save }) {
  const values =
    slot === null
      ? { ...NEW_SLOT, stage: plan.stages[0]?.id }
      : { ...slot, act: find(plan.acts, slot.act).name, start: formatTime(slot.start) };
  openDialog(
    (errors, dialog) => [
      h("h2", {}, slot === null ? words.newSlot : words.editSlot),
      field({ name: "act", label: words.act, error: words.errors[errors.act] }, (control) =>
        h("input", { ...control, value: values.act, autocomplete: "off" }),
      ),
      field({ name: "stage", label: words.stage }, (control) =>
        h(
          "select",
          { ...control, value: values.stage },
          plan.stages.map(({ id, name }) => h("option", { value: id }, name)),
        ),
      ),
      h(
        "div",
        { class: "pair" },
        field({ name: "start", label: words.start, error: words.errors[errors.start] }, (control) =>
          h("input", { ...control, type: "time", value: values.start }),
        ),
        field({ name: "minutes", label: words.minutes, error: words.errors[errors.minutes] }, (control) =>
          h("input", { ...control, type: "number", value: values.minutes, step: "any" }),
        ),
      ),
      field({ name: "rainStage", label: words.rainStage }, (control) =>
        h(
          "select",
          { ...control, value: values.rainStage },
          h("option", { value: "" }, words.none),
          plan.stages
            .filter(({ covered }) => covered)
            .map(({ id, name }) => h("option", { value: id }, name)),
        ),
      ),
      plan.crew.length > 0 && crewFields(plan.crew, values.crew, words),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "primary" }, words.saveSlot),
        h("button", { type: "button", onclick: () => dialog.close() }, words.cancel),
      ),
    ],
    (data) => {
      const { errors, slot: read } = readSlot(data);
      if (errors === null) save({ ...read, id: slot?.id });
      return errors;
    },
  );
}

function crewFields(crew, chosen, words) {
  return h(
    "fieldset",
    { class: "choices" },
    h("legend", {}, words.crew),
    crew.map(({ id, name }) =>
      h(
        "label",
        { key: id },
        h("input", { type: "checkbox", name: "crew", value: id, checked: chosen.includes(id) }),
        ` ${name}`,
      ),
    ),
  );
}

/** What was typed as a slot, or the message of each field that is wrong. */
function readSlot(data) {
  const actName = data.get("act").trim();
  const start = parseStart(data.get("start"));
  const minutes = Number(data.get("minutes"));
  const areMinutes = Number.isInteger(minutes) && minutes >= 5 && minutes <= 240;
  const errors = {
    ...(actName === "" ? { act: "act" } : {}),
    ...(start === null ? { start: "start" } : {}),
    ...(areMinutes ? {} : { minutes: "minutes" }),
    ...(start !== null && areMinutes && start >= CURFEW ? { minutes: "curfew" } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors, slot: null };
  return {
    errors: null,
    slot: {
      actName,
      stage: data.get("stage"),
      start,
      minutes,
      crew: data.getAll("crew"),
      rainStage: data.get("rainStage") || null,
    },
  };
}
