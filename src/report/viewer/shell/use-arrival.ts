import { useEffect, useRef } from "react";
import type { Place } from "../data/router.ts";
import { comeBack, look, type Seen } from "./visits.ts";

/** What a page from a server would do by itself: a title of its own; one begins to read at its top, and comes back to where one was. */
export function useArrival({ path }: Place, report: string): void {
  const address = path.join("/");
  const isFirst = useRef(true);
  const back = useBack();
  useEffect(() => {
    const [page = "overview", , name] = path;
    document.title = [name, page, report].filter(Boolean).join(" · ");
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    if (back.current !== null) return comeBack(back.current.seen, back.current.link);
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
    return undefined;
  }, [address]);
}

interface Back {
  readonly seen: Seen;
  /** The address that one comes from, without its query. */
  readonly link: string;
}

/** Null where one goes on; what was seen there where Back or Forward brought one. */
function useBack() {
  const back = useRef<Back | null>(null);
  useEffect(() => {
    const visits = new Map<string, Seen>();
    history.scrollRestoration = "manual";
    let current = stamp();
    let link = toLink();
    const follow = () => {
      const known = readStamp();
      if (known === current) return;
      visits.set(current, look());
      const seen = known === null ? null : (visits.get(known) ?? null);
      back.current = seen && { seen, link };
      current = known ?? stamp();
      link = toLink();
    };
    // It comes before `hashchange`, at which the page is drawn anew: what is seen is still the one that one leaves.
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  return back;
}

const toLink = (): string => location.hash.split("?", 1)[0]!;

/** What tells an entry of the history from all others. */
function readStamp(): string | null {
  const state: unknown = history.state;
  if (typeof state !== "object" || state === null) return null;
  const visit: unknown = Reflect.get(state, "visit");
  return typeof visit === "string" ? visit : null;
}

function stamp(): string {
  const known = readStamp();
  if (known !== null) return known;
  const visit = `${Date.now()} ${Math.random()}`;
  history.replaceState({ visit }, "");
  return visit;
}
