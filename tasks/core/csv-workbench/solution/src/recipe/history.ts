import type { Step } from "../steps/step.ts";

export type Recipe = readonly Step[];

/** A recipe with those that it was before, and those that were undone. */
export interface History {
  readonly past: readonly Recipe[];
  readonly present: Recipe;
  readonly future: readonly Recipe[];
}

export type Action =
  | { readonly type: "add"; readonly step: Step }
  | { readonly type: "remove"; readonly index: number }
  | { readonly type: "clear" }
  | { readonly type: "undo" }
  | { readonly type: "redo" };

export function startHistory(recipe: Recipe): History {
  return { past: [], present: recipe, future: [] };
}

export function changeHistory(history: History, action: Action): History {
  const { past, present, future } = history;
  switch (action.type) {
    case "add":
      return changeTo(history, [...present, action.step]);
    case "remove":
      return changeTo(history, present.toSpliced(action.index, 1));
    case "clear":
      return changeTo(history, []);
    case "undo": {
      const previous = past.at(-1);
      if (previous === undefined) return history;
      return { past: past.slice(0, -1), present: previous, future: [present, ...future] };
    }
    case "redo": {
      const [next, ...rest] = future;
      if (next === undefined) return history;
      return { past: [...past, present], present: next, future: rest };
    }
  }
}

function changeTo({ past, present }: History, next: Recipe): History {
  return { past: [...past, present], present: next, future: [] };
}
