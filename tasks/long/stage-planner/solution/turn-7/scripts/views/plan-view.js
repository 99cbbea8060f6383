import { h } from "../dom.js";
import { find, slotsOf, sumMinutes } from "../plan.js";
import { formatSpan, formatTime, toSpan } from "../time.js";
import { isClosed } from "../rain.js";
import { quietButton } from "./quiet-button.js";
import { totalOf } from "./total.js";

/** Every stage with its slots. */
export function planView(context) {
  const { plan } = context;
  return h(
    "div",
    { class: "stages" },
    plan.stages.map((stage) => stageView(stage, context)),
  );
}

function stageView(stage, context) {
  const { plan, words, actions } = context;
  const slots = slotsOf(plan, stage);
  const cancelled = plan.cancelled
    .filter((slot) => slot.stage === stage.id)
    .toSorted((a, b) => a.start - b.start);
  return h(
    "section",
    { key: stage.id, class: "stage", "aria-labelledby": `name-${stage.id}` },
    h(
      "div",
      { class: "stage-head" },
      h("h2", { id: `name-${stage.id}`, tabindex: -1 }, stage.name),
      quietButton(words.rename, words.renameNamed(stage.name), () => actions.rename("stages", stage)),
    ),
    isClosed(plan, stage) && h("p", { class: "closed" }, words.closed),
    h(
      "p",
      { class: "total", "data-testid": "stage-total" },
      totalOf(words.slots(slots.length), sumMinutes(slots)),
    ),
    changeoverField(stage, context),
    h(
      "ol",
      {},
      [...slots, ...cancelled].map((slot) => slotView(slot, context)),
    ),
  );
}

function changeoverField(stage, { words, actions }) {
  return h(
    "label",
    { class: "changeover" },
    `${words.changeover} `,
    h("input", {
      type: "number",
      min: 0,
      max: 60,
      "aria-label": words.changeoverFor(stage.name),
      value: stage.changeover,
      onchange: ({ target }) => {
        const minutes = parseChangeover(target.value);
        if (minutes === null) target.value = stage.changeover;
        else if (minutes !== stage.changeover) actions.setChangeover(stage, minutes);
      },
    }),
    " min",
  );
}

function parseChangeover(text) {
  const minutes = text === "" ? NaN : Number(text);
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= 60 ? minutes : null;
}

function slotView(slot, { plan, conflicts, words, actions }) {
  const { name } = find(plan.acts, slot.act);
  const isCancelled = plan.cancelled.includes(slot);
  const isInConflict = conflicts.some(({ marks }) => marks.includes(slot.id));
  const label = `${name}, ${formatTime(slot.start)}`;
  return h(
    "li",
    {
      key: slot.id,
      class: ["slot", isInConflict && "in-conflict", isCancelled && "cancelled"].filter(Boolean).join(" "),
      "data-testid": "slot",
    },
    h("p", { class: "time" }, formatSpan(toSpan(slot))),
    h("p", { class: "act" }, name),
    slot.from !== undefined && h("p", { class: "moved" }, words.movedFrom(find(plan.stages, slot.from).name)),
    isCancelled && h("p", { class: "mark" }, words.cancelled),
    slot.crew.length > 0 &&
      h("p", { class: "team" }, slot.crew.map((id) => find(plan.crew, id).name).join(", ")),
    isInConflict && h("p", { class: "mark" }, words.conflict),
    h(
      "div",
      { class: "slot-tools" },
      quietButton(words.edit, words.editNamed(label), () => actions.editSlot(slot.id)),
      quietButton(words.remove, words.removeNamed(label), () => actions.removeSlot(slot)),
    ),
  );
}
