import { parsePlan, writePlan } from "./plan-file.js";

export const KEY = "stage-planner";

/** The plan that is kept in the browser; null where there is none. */
export function readKept(storage) {
  const text = storage.getItem(KEY);
  return text === null || !text.includes('"format": 2') ? null : parsePlan(text);
}

/** Holds the plan and its past, keeps it in the browser and tells of each change. */
export function createStore(plan, storage, onChange) {
  let past = [];
  let future = [];

  const enter = (next) => {
    plan = next;
    onChange();
  };
  const keep = (next) => {
    storage.setItem(KEY, writePlan(next));
    enter(next);
  };
  const step = () => {
    past = [...past, plan];
    future = [];
  };

  return {
    get plan() {
      return plan;
    },
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
    /** What leaves the plan as it was is no step. */
    change: (next) => {
      if (writePlan(next) === writePlan(plan)) return;
      step();
      keep(next);
    },
    /** Takes over what another window has kept; undone here, it is undone there. */
    receive: (next) => {
      step();
      enter(next);
    },
    undo: () => {
      const before = past.at(-1);
      if (before === undefined) return;
      past = past.slice(0, -1);
      future = [...future, plan];
      keep(before);
    },
    redo: () => {
      const after = future.at(-1);
      if (after === undefined) return;
      future = future.slice(0, -1);
      past = [...past, plan];
      keep(after);
    },
  };
}
