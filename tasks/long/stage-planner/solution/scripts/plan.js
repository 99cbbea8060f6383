/*
 * A plan: { festival, date, stages: [{ id, name, changeover, … }], acts: [{ id, name }], slots: [{ id, act, stage, start, minutes }] }.
 * Slots refer to acts and stages by id. A plan is never changed; each function gives another one.
 */

export const find = (list, id) => list.find((one) => one.id === id);

export const slotsOf = (plan, stage) =>
  plan.slots.filter((slot) => slot.stage === stage.id).toSorted((a, b) => a.start - b.start);

export const sumMinutes = (list) => list.reduce((sum, { minutes }) => sum + minutes, 0);

/** Puts a slot in the place of the one with its id, or adds it where it has none. Its act is given by name. */
export function saveSlot(plan, { actName, ...values }) {
  const known = plan.acts.find(({ name }) => name === actName);
  const act = known ?? { id: freshId(plan.acts, "act"), name: actName };
  const acts = known === undefined ? [...plan.acts, act] : plan.acts;
  const slot = { ...values, id: values.id ?? freshId(plan.slots, "slot"), act: act.id };
  const isNew = values.id === undefined;
  const slots = isNew
    ? [...plan.slots, slot]
    : plan.slots.map((one) => (one.id === slot.id ? { ...one, ...slot } : one));
  return dropIdleActs({ ...plan, acts, slots });
}

export function removeSlot(plan, id) {
  return dropIdleActs({ ...plan, slots: plan.slots.filter((slot) => slot.id !== id) });
}

/** An act is there as long as it has a slot. */
function dropIdleActs(plan) {
  return { ...plan, acts: plan.acts.filter(({ id }) => plan.slots.some(({ act }) => act === id)) };
}

function freshId(list, kind) {
  let number = list.length + 1;
  while (find(list, `${kind}-${number}`) !== undefined) number += 1;
  return `${kind}-${number}`;
}
