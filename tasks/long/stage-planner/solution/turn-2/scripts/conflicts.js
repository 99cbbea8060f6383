import { find } from "./plan.js";
import { toSpan } from "./time.js";

/**
 * What cannot be played as planned, in order of time. Each says what it is about, the two that collide there, for how many minutes, and
 * the slots it marks.
 */
export function findConflicts(plan) {
  const rank = new Map(plan.stages.map(({ id }, index) => [id, index]));
  const slots = plan.slots.toSorted((a, b) => a.start - b.start || rank.get(a.stage) - rank.get(b.stage));
  return slots.flatMap((earlier, index) =>
    slots.slice(index + 1).flatMap((later) => compare(earlier, later, plan) ?? []),
  );
}

function compare(earlier, later, { stages, acts }) {
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

/** How long two spans overlap, of which the first begins first; where they do not, the time between them as a negative number. */
const overlapOf = (first, second) => Math.min(first.end, second.end) - second.start;
