import { useEffect } from "react";

interface Props {
  readonly canUndo: boolean;
  readonly onUndo: () => void;
}

/** The button, and the keys that do the same outside of fields. */
export function Undo({ canUndo, onUndo }: Props) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
      if (!isUndo || isField(event.target)) return;
      event.preventDefault();
      onUndo();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [onUndo]);

  return (
    <button type="button" className="undo" disabled={!canUndo} onClick={onUndo}>
      Undo
    </button>
  );
}

/** There the keys have a meaning of their own. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}
