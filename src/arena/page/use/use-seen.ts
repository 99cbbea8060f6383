import { type RefObject, useEffect } from "react";

const HALF = 0.5;

/**
 * Tells whether at least half of an element is in view, each time that changes.
 * @param isInView whether the page shows it at all: what is hidden in its place is in view for the browser
 */
export function useSeen(
  element: RefObject<Element | null>,
  isInView: boolean,
  tell: (isSeen: boolean) => void,
): void {
  useEffect(() => {
    if (!isInView || element.current === null) return undefined;
    let isHalf = false;
    const say = () => tell(isHalf && document.visibilityState === "visible");
    const observer = new IntersectionObserver(
      (entries) => {
        isHalf = (entries.at(-1)?.intersectionRatio ?? 0) >= HALF;
        say();
      },
      { threshold: HALF },
    );
    observer.observe(element.current);
    document.addEventListener("visibilitychange", say);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", say);
      tell(false);
    };
  }, [element, isInView, tell]);
}
