import { parsePlan, writePlan } from "./plan-file.js";

const KEY = "stage-planner";

/** The plan that is kept in the browser; null where there is none. */
export function readKept(storage) {
  const text = storage.getItem(KEY);
  return text === null ? null : parsePlan(text);
}

/** Holds the plan, keeps it in the browser and tells of each change. */
export function createStore(plan, storage, onChange) {
  return {
    get plan() {
      return plan;
    },
    change: (next) => {
      plan = next;
      storage.setItem(KEY, writePlan(plan));
      onChange();
    },
  };
}
