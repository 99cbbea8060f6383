import { useCallback, useEffect, useState } from "react";
import { isStep, type Step } from "./steps";

const KEY = "csv-workbench.recipe";
function load(): Step[] {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) && stored.every(isStep) ? stored : [];
  } catch {
    return [];
  }
}

interface History {
  steps: Step[];
  past: Step[][];
  future: Step[][];
}

/** The list of steps, kept in local storage, with what can be undone. */
export function useRecipe() {
  const [history, setHistory] = useState<History>(() => ({ steps: load(), past: [], future: [] }));
  const { steps, past, future } = history;

  useEffect(() => {
    try {
      localStorage.setItem(KEY, JSON.stringify(steps));
    } catch {
      /* the list lives as long as the page */
    }
  }, [steps]);

  const change = useCallback((make: (steps: Step[]) => Step[]) => {
    setHistory((h) => ({ steps: make(h.steps), past: [...h.past, h.steps], future: [] }));
  }, []);
  const undo = useCallback(
    () =>
      setHistory((h) =>
        h.past.length
          ? { steps: h.past[h.past.length - 1], past: h.past.slice(0, -1), future: [h.steps, ...h.future] }
          : h,
      ),
    [],
  );
  const redo = useCallback(
    () =>
      setHistory((h) =>
        h.future.length ? { steps: h.future[0], past: [...h.past, h.steps], future: h.future.slice(1) } : h,
      ),
    [],
  );

  return { steps, change, undo, redo, canUndo: past.length > 0, canRedo: future.length > 0 };
}
