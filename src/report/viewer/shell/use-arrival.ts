import { useEffect, useRef } from "react";
import type { Place } from "../data/router.ts";

/** What a page from a server would do by itself: a title of its own, and one begins to read at its top. */
export function useArrival({ path }: Place, report: string): void {
  const address = path.join("/");
  const isFirst = useRef(true);
  useEffect(() => {
    const [page = "overview", , name] = path;
    document.title = [name, page, report].filter(Boolean).join(" · ");
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  }, [address]);
}
