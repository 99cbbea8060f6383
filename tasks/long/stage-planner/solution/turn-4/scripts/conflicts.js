import { dutiesOf } from "./duties.js";
import { find } from "./plan.js";
import { toSpan } from "./time.js";

/**
 * What cannot be played as planned: of slots in order of time, then of the crew. Each says what it is about, the two
 * that collide there, for how many minutes, and the slots it marks.
 */
export function findConflicts(plan) {
  const rank = new Map(plan.stages.map(({ id }, index) => [id, index]));
  const slots = plan.slots.toSorted((a, b) => a.start - b.start || rank.get(a.stage) - rank.get(b.stage));
  const ofSlots = eachPair(slots, (earlier, later) => compareSlots(earlier, later, plan));
  const ofCrew = plan.crew.flatMap(({ name, ...person }) =>
    eachPair(dutiesOf(plan, person), (earlier, later) => compareDuties(earlier, later, name)),
  );
  return [...ofSlots, ...ofCrew];
}

function eachPair(list, compare) {
  return list.flatMap((first, index) =>
    list.slice(index + 1).flatMap((second) => compare(first, second) ?? []),
  );
}

function compareSlots(earlier, later, { stages, acts }) {
  const overlap = overlapOf(toSpan(earlier), toSpan(later));
  const marks = [earlier.id, later.id];
  const actNames = [earlier, later].map(({ act }) => find(acts, act).name);
  if (earlier.stage === later.stage) {
    const { name, changeover } = find(stages, earlier.stage);
    const about = { subject: name, between: actNames, marks };
    if (overlap > 0) return { kind: "overlap", ...about, minutes: overlap };
    return -overlap < changeover
      ? { kind: "changeover", ...about, minutes: -overlap, needed: changeover }
      : null;
  }
  if (earlier.act !== later.act || overlap <= 0) return null;
  const between = [earlier, later].map(({ stage }) => find(stages, stage).name);
  return { kind: "overlap", subject: actNames[0], between, marks, minutes: overlap };
}

function compareDuties(earlier, later, name) {
  const minutes = overlapOf(earlier, later);
  if (earlier.stage === later.stage || minutes <= 0) return null;
  const between = [earlier.stage.name, later.stage.name];
  return { kind: "overlap", subject: name, between, marks: [earlier.slot.id, later.slot.id], minutes };
}

/** How long two spans overlap, of which the first begins first; the time between them as a negative number where they do not. */
const overlapOf = (first, second) => Math.min(first.end, second.end) - second.start;
