import { useEffect, useRef } from "react";
import { type Command, isTyping, readKey } from "./keys.ts";

/** The keys of the whole page. @param obey says whether there was something to do */
export function useKeys(obey: (command: Command) => boolean): void {
  const current = useRef(obey);
  useEffect(() => {
    current.current = obey;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const command = readKey(event, isTyping(event.target));
      if (command !== null && current.current(command)) event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
