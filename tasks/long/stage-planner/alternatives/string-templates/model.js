/* The plan in memory is a file of format 2 as it was parsed, with every member that may be missing filled in. */
const KEY = "stage-planner";
const history = { steps: [], at: -1 };

export const plan = () => JSON.parse(history.steps[history.at]);
export const canUndo = () => history.at > 0;
export const canRedo = () => history.at < history.steps.length - 1;

export async function load() {
  const kept = read(localStorage.getItem(KEY) ?? "");
  const first = kept ?? read(await (await fetch("assets/plan.json")).text());
  push(JSON.stringify(first));
}

/** Changes a copy of the plan in place; a copy that stays the same is no step. */
export function change(edit) {
  const draft = plan();
  const next = edit(draft) ?? draft;
  next.acts = next.acts.filter(({ id }) => next.slots.some(({ act }) => act === id));
  const text = JSON.stringify(next);
  if (text === history.steps[history.at]) return;
  push(text);
  localStorage.setItem(KEY, text);
}

export function travel(distance) {
  if (history.steps[history.at + distance] === undefined) return;
  history.at += distance;
  localStorage.setItem(KEY, history.steps[history.at]);
}

/** What another window has stored. */
export function hear({ key, newValue }) {
  const next = key === KEY ? read(newValue ?? "") : null;
  if (next !== null) push(JSON.stringify(next));
  return next !== null;
}

export const fileText = () => JSON.stringify(plan(), null, 2);

function push(text) {
  history.steps = [...history.steps.slice(0, history.at + 1), text];
  history.at = history.steps.length - 1;
}

/* Files */

export function read(text) {
  try {
    const file = JSON.parse(text);
    const full = file.format === 1 ? upgrade(file) : file;
    return isPlan(full)
      ? { rain: false, ...full, slots: full.slots.map((slot) => ({ rainStage: null, ...slot })) }
      : null;
  } catch {
    return null;
  }
}

function upgrade({ stages, slots, crew = [], ...rest }) {
  const acts = [...new Set(slots.map(({ act }) => act))];
  const name = (list, prefix) => list.map((one, index) => ({ id: prefix + index, name: one }));
  const idIn = (list, prefix, one) => (list.includes(one) ? prefix + list.indexOf(one) : null);
  const stageNames = stages.map((stage) => stage.name);
  return {
    ...rest,
    format: 2,
    stages: stages.map((stage, index) => ({ id: `s${index}`, ...stage })),
    acts: name(acts, "a"),
    crew: name(crew, "c"),
    slots: slots.map((slot) => ({
      ...slot,
      act: idIn(acts, "a", slot.act),
      stage: idIn(stageNames, "s", slot.stage),
      crew: (slot.crew ?? []).map((one) => idIn(crew, "c", one)),
    })),
  };
}

function isPlan({ format, stages, acts, crew, slots }) {
  const has = (list, id) => list.some((one) => one.id === id);
  const isNamed = ({ id, name }) => typeof id === "string" && typeof name === "string" && name !== "";
  return (
    format === 2 &&
    [...stages, ...acts, ...crew].every(isNamed) &&
    stages.every(({ changeover }) => Number.isInteger(changeover)) &&
    slots.every(
      (slot) =>
        has(acts, slot.act) &&
        has(stages, slot.stage) &&
        slot.crew.every((id) => has(crew, id)) &&
        (slot.rainStage == null || has(stages, slot.rainStage)) &&
        toMinutes(slot.start) !== null &&
        Number.isInteger(slot.minutes),
    )
  );
}

/* Times: minutes after the noon that the day begins with */

export function toMinutes(start) {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(start)) return null;
  const [hours, minutes] = start.split(":").map(Number);
  const after = ((hours + 12) % 24) * 60 + minutes;
  return after < 15 * 60 ? after : null;
}

export function clock(after) {
  const time = (after + 12 * 60) % (24 * 60);
  return [Math.floor(time / 60), time % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

export function duration(minutes) {
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  return h === 0 ? `${min} min` : min === 0 ? `${h} h` : `${h} h ${min} min`;
}

/* What follows from a plan */

/** Slots with everything they refer to, in order of the day: those that are played, and `isCancelled` ones. */
export function lookUp({ stages, acts, crew, slots, rain }) {
  const by = (list, id) => list.find((one) => one.id === id);
  return slots
    .map((slot, index) => {
      const planned = by(stages, slot.stage);
      const isHit = rain && !planned.covered;
      const stage = (isHit && by(stages, slot.rainStage)) || planned;
      const from = toMinutes(slot.start);
      return {
        index,
        act: by(acts, slot.act),
        crew: slot.crew.map((id) => by(crew, id)),
        stage,
        planned,
        rank: stages.indexOf(stage),
        isCancelled: isHit && stage === planned,
        from,
        until: from + slot.minutes,
        minutes: slot.minutes,
        call: from - stage.changeover,
        start: slot.start,
      };
    })
    .sort((a, b) => a.from - b.from || a.rank - b.rank);
}

/** Each conflict with a key of its text, what is filled in, and the slots in it. */
export function conflictsOf(slots, crew) {
  const found = [];
  const add = (text, values, pair) => found.push({ text, values, pair });
  const overlapText = "{0}: {1} and {2} overlap by {3}.";
  const played = slots.filter(({ isCancelled }) => !isCancelled);
  for (const [first, second] of pairs(played)) {
    const overlap = Math.min(first.until, second.until) - second.from;
    const isSameStage = first.stage === second.stage;
    const acts = [first.act.name, second.act.name];
    if (isSameStage && overlap > 0) {
      add(overlapText, [first.stage.name, ...acts, duration(overlap)], [first, second]);
    } else if (isSameStage && -overlap < first.stage.changeover) {
      const needed = duration(first.stage.changeover);
      const values = [first.stage.name, duration(-overlap), ...acts, needed];
      add("{0}: {1} between {2} and {3}, {4} needed.", values, [first, second]);
    } else if (!isSameStage && first.act === second.act && overlap > 0) {
      const stages = [first.stage.name, second.stage.name];
      add(overlapText, [first.act.name, ...stages, duration(overlap)], [first, second]);
    }
  }
  for (const person of crew) {
    for (const [first, second] of pairs(dutiesOf(played, person))) {
      const overlap = Math.min(first.until, second.until) - second.call;
      if (first.stage === second.stage || overlap <= 0) continue;
      const stages = [first.stage.name, second.stage.name];
      add(overlapText, [person.name, ...stages, duration(overlap)], [first, second]);
    }
  }
  return found;
}

export function dutiesOf(slots, person) {
  return slots
    .filter(({ crew, isCancelled }) => !isCancelled && crew.some(({ id }) => id === person.id))
    .toSorted((a, b) => a.call - b.call || a.rank - b.rank);
}

function* pairs(list) {
  for (const [index, first] of list.entries())
    for (const second of list.slice(index + 1)) yield [first, second];
}

export function newId(list) {
  let number = list.length;
  while (list.some(({ id }) => id === `n${number}`)) number += 1;
  return `n${number}`;
}
