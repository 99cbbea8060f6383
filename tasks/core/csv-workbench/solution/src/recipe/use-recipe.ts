import { type Dispatch, useEffect, useReducer } from "react";
import { type Action, changeHistory, type History, startHistory } from "./history.ts";
import { loadRecipe, saveRecipe } from "./storage.ts";

/** The recipe with its history. It is kept for the next visit, and the keys that undo and redo are listened for. */
export function useRecipe(): [History, Dispatch<Action>] {
  const [history, change] = useReducer(changeHistory, null, () => startHistory(loadRecipe()));
  const { present } = history;

  useEffect(() => saveRecipe(present), [present]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
      if (isTextField(event.target)) return;
      event.preventDefault();
      change({ type: event.shiftKey ? "redo" : "undo" });
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  return [history, change];
}

/** There these keys have a meaning already. */
function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "text";
}
