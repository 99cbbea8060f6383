import { h } from "../dom.js";
import { find, sumMinutes } from "../plan.js";
import { formatDuration, formatSpan, toSpan } from "../time.js";
import { quietButton } from "./quiet-button.js";

/** Every act with when and where it plays. */
export function actsView(context) {
  const acts = context.plan.acts.toSorted((a, b) => a.name.localeCompare(b.name, context.words.language));
  return h(
    "ul",
    { class: "cards" },
    acts.map((act) => actView(act, context)),
  );
}

function actView(act, { plan, words, actions }) {
  const slots = plan.slots.filter((slot) => slot.act === act.id).toSorted((a, b) => a.start - b.start);
  return h(
    "li",
    { key: act.id, class: "card", "data-testid": "act" },
    h("h2", {}, act.name),
    h(
      "p",
      { class: "total", "data-testid": "act-total" },
      `${words.slots(slots.length)}, ${formatDuration(sumMinutes(slots))}`,
    ),
    h(
      "ol",
      { class: "lines" },
      slots.map((slot) =>
        h(
          "li",
          { key: slot.id },
          h("span", { class: "time" }, formatSpan(toSpan(slot))),
          ` ${find(plan.stages, slot.stage).name}`,
        ),
      ),
    ),
    quietButton(words.rename, words.renameNamed(act.name), () => actions.rename("acts", act)),
  );
}
