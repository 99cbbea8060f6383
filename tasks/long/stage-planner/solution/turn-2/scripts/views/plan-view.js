import { h } from "../dom.js";
import { find, slotsOf, sumMinutes } from "../plan.js";
import { formatDuration, formatSpan, formatTime, toSpan } from "../time.js";

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
  const { plan, words } = context;
  const slots = slotsOf(plan, stage);
  const total = [words.slots(slots.length), slots.length > 0 && formatDuration(sumMinutes(slots))];
  return h(
    "section",
    { key: stage.id, class: "stage", "aria-labelledby": `name-${stage.id}` },
    h("h2", { id: `name-${stage.id}`, tabindex: -1 }, stage.name),
    h("p", { class: "total", "data-testid": "stage-total" }, total.filter(Boolean).join(", ")),
    changeoverField(stage, context),
    h(
      "ol",
      {},
      slots.map((slot) => slotView(slot, context)),
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
  const isInConflict = conflicts.some(({ marks }) => marks.includes(slot.id));
  const label = `${name}, ${formatTime(slot.start)}`;
  return h(
    "li",
    { key: slot.id, class: isInConflict ? "slot in-conflict" : "slot", "data-testid": "slot" },
    h("p", { class: "time" }, formatSpan(toSpan(slot))),
    h("p", { class: "act" }, name),
    isInConflict && h("p", { class: "mark" }, words.conflict),
    h(
      "div",
      { class: "slot-tools" },
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": words.editNamed(label),
          onclick: () => actions.editSlot(slot),
        },
        words.edit,
      ),
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": words.removeNamed(label),
          onclick: () => actions.removeSlot(slot),
        },
        words.remove,
      ),
    ),
  );
}
