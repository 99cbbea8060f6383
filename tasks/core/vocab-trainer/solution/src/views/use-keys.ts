import { useEffect, useEffectEvent } from "react";
import { toLatinDigits } from "../urdu/numerals.ts";

/**
 * Acts on keys wherever the focus is. A key that is held down counts once. What has the focus keeps the keys that it
 * understands itself: a button Space and Enter, a text field all of them.
 */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const key = toLatinDigits(event.key);
    const action = actions[key];
    if (action === undefined || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const target = event.target as Element;
    if (target.matches("input") || ((key === " " || key === "Enter") && target.matches("button"))) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
