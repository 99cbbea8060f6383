import { useEffect, useState } from "react";
import { createWatch, type Watch } from "./watch-frames.ts";

/** Counts from the battle's opening on. */
export function useWatch(): Watch {
  const [watch] = useState(() => createWatch(() => document.querySelector<HTMLElement>("#main")));
  useEffect(() => watch.start(), [watch]);
  return watch;
}
