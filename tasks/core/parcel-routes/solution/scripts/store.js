import { assign, isPlan, move, planOf } from "./plan.js";
import { excessOf } from "./schedule.js";

const STORAGE_KEY = "darb-plan";

/**
 * Holds the plan and the last change of this tab, keeps the plan in localStorage, and follows the changes of other tabs.
 * Listeners are called after every change, and after one that was refused.
 */
export function createStore(day) {
  const listeners = new Set();
  let state = { plan: readPlan(day), previous: null, excess: 0 };

  function become(next) {
    state = { previous: null, excess: 0, ...next };
    for (const listener of listeners) listener();
  }

  function change(plan, previous) {
    writePlan(day, plan);
    become({ plan, previous });
  }

  window.addEventListener("storage", ({ key }) => {
    if (key === STORAGE_KEY || key === null) become({ plan: readPlan(day) });
  });

  return {
    get state() {
      return state;
    },
    subscribe: (listener) => listeners.add(listener),
    move: (code, step) => change(move(state.plan, code, step), state.plan),
    /** Refuses, and says by how much, where the van has no room. `vanId` "" takes the parcel off its van. */
    assign(code, vanId) {
      const van = day.vans.find(({ id }) => id === vanId);
      const excess = van === undefined ? 0 : excessOf(day.parcels.get(code), van, state.plan, day);
      if (excess > 0) become({ ...state, excess });
      else change(assign(state.plan, code, vanId), state.plan);
    },
    undo() {
      if (state.previous !== null) change(state.previous, null);
    },
  };
}

/** Storage may be blocked, or hold what another day or hand wrote: then the plan of the file holds. */
function readPlan(day) {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY));
    if (stored?.day === day.day && isPlan(stored.plan, day)) return stored.plan;
  } catch {
    // Unreadable: as if there were nothing.
  }
  return planOf(day);
}

function writePlan({ day }, plan) {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ day, plan }));
  } catch {
    // A full or blocked storage must not stop the work; the plan then lives as long as the page.
  }
}
