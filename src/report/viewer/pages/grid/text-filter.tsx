import { useEffect, useRef, useState } from "react";

/** Browsers take only so many changes of the address; and who types is not done after a letter. */
const PAUSE_MS = 60;

/** A part of a task's title or id. `/` goes to it from anywhere on the page. */
export function TextFilter({ text, change }: { text: string; change: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [told, setTold] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  if (told !== text) {
    setTold(text);
    setTyped(text);
  }
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => latest.current(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text]);
  useEffect(() => {
    const goThere = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches("input, select, textarea");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", goThere);
    return () => removeEventListener("keydown", goThere);
  }, []);
  return (
    <label className="grid-text">
      <span>
        Task{" "}
        <kbd aria-hidden="true" title="Press / to type here">
          /
        </kbd>
      </span>
      <input
        type="search"
        ref={field}
        value={typed}
        placeholder="title or id"
        aria-keyshortcuts="/"
        onChange={({ target }) => setTyped(target.value)}
      />
    </label>
  );
}
