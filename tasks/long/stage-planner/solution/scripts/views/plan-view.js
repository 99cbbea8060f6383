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
    h(
      "ol",
      {},
      slots.map((slot) => slotView(slot, context)),
    ),
  );
}

function slotView(slot, { plan, words, actions }) {
  const { name } = find(plan.acts, slot.act);
  const label = `${name}, ${formatTime(slot.start)}`;
  return h(
    "li",
    { key: slot.id, class: "slot", "data-testid": "slot" },
    h("p", { class: "time" }, formatSpan(toSpan(slot))),
    h("p", { class: "act" }, name),
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
