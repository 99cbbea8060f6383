import { type RefObject, useEffect, useState } from "react";

/** In pixels; the style sheet's `--row-height` is the same. */
export const ROW_HEIGHT = 34;
/** Rows that are ready beyond each edge. */
const MARGIN = 12;

export interface Range {
  readonly first: number;
  /** The one after the last. */
  readonly last: number;
}

/** The rows that a scrolling element shows, with some more on both sides. */
export function useVisibleRange(scroller: RefObject<HTMLElement | null>, rowCount: number): Range {
  const [extent, setExtent] = useState({ top: 0, height: 600 });

  useEffect(() => {
    const element = scroller.current!;
    const measure = () => setExtent({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [scroller]);

  const shown = Math.ceil(extent.height / ROW_HEIGHT);
  const top = Math.min(Math.floor(extent.top / ROW_HEIGHT), Math.max(rowCount - shown, 0));
  return { first: Math.max(top - MARGIN, 0), last: Math.min(top + shown + MARGIN, rowCount) };
}
