import { find } from "./plan.js";

/** When somebody of the crew is needed: from the stage's changeover before each of their slots to its end, in order of time. */
export function dutiesOf(plan, person) {
  return plan.slots
    .filter(({ crew }) => crew.includes(person.id))
    .map((slot) => {
      const stage = find(plan.stages, slot.stage);
      return { slot, stage, start: slot.start, end: slot.start + slot.minutes };
    })
    .toSorted((a, b) => a.start - b.start || plan.stages.indexOf(a.stage) - plan.stages.indexOf(b.stage));
}
