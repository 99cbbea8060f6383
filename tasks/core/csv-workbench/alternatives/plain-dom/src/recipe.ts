import { KINDS, type Step } from "./steps.ts";

const KEY = "csv-workbench.recipe";

function restore(): Step[] {
  try {
    const { steps } = JSON.parse(localStorage.getItem(KEY) ?? "") as { steps: Step[] };
    const isGood = (step: Step) =>
      step.do in KINDS &&
      Array.isArray(step.columns) &&
      typeof step.a === "string" &&
      typeof step.b === "string";
    return steps.every(isGood) ? steps : [];
  } catch {
    return [];
  }
}

/** Every state that the list was in, and where in them it is. */
const states = [restore()];
let now = 0;

export const recipe = {
  steps: (): Step[] => states[now]!,
  canUndo: () => now > 0,
  canRedo: () => now < states.length - 1,
  set(steps: Step[]) {
    states.splice(now + 1, Infinity, steps);
    recipe.move(1);
  },
  move(by: 1 | -1) {
    if (states[now + by] === undefined) return;
    now += by;
    localStorage.setItem(KEY, JSON.stringify({ steps: recipe.steps() }));
  },
};
