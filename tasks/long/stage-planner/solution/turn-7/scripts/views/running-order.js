import { h } from "../dom.js";
import { find, slotsOf } from "../plan.js";
import { formatSpan, toSpan } from "../time.js";

/** What hangs beside each stage: printed, one page for every stage that plays. */
export function runningOrder({ plan, words, actions }) {
  const playing = plan.stages.filter((stage) => slotsOf(plan, stage).length > 0);
  return [
    h("p", { class: "print-tools" }, h("button", { class: "primary", onclick: actions.print }, words.print)),
    playing.map((stage) => sheet(stage, plan, words)),
  ];
}

function sheet(stage, plan, words) {
  return h(
    "section",
    { key: stage.id, class: "sheet", "data-testid": "sheet", "aria-labelledby": `sheet-${stage.id}` },
    h("p", { class: "total" }, [plan.festival, plan.rain && words.rainPlan].filter(Boolean).join(" · ")),
    h("h2", { id: `sheet-${stage.id}` }, stage.name),
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          [words.time, words.act, words.crew].map((text) => h("th", {}, text)),
        ),
      ),
      h(
        "tbody",
        {},
        slotsOf(plan, stage).map((slot) =>
          h(
            "tr",
            { key: slot.id, "data-testid": "sheet-row" },
            h("td", { class: "time" }, formatSpan(toSpan(slot))),
            h("td", { class: "act" }, find(plan.acts, slot.act).name),
            h("td", {}, slot.crew.map((id) => find(plan.crew, id).name).join(", ")),
          ),
        ),
      ),
    ),
  );
}
