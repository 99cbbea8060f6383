import { useMemo, useState, useSyncExternalStore } from "react";
import { parseFragment, toFragment } from "./address.ts";
import type { Selection } from "./selection.ts";

export interface SelectionControl {
  readonly selection: Selection;
  /** Makes a step in the browser's history where something differs. */
  readonly change: (changes: Partial<Selection>) => void;
  /** Shows what a change would be, until it is made or given up (null). */
  readonly preview: (changes: Partial<Selection> | null) => void;
}

const readFragment = () => location.hash;

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  return () => removeEventListener("popstate", listener);
}

/** The selection lives in the address alone. */
export function useSelection(): SelectionControl {
  const fragment = useSyncExternalStore(subscribe, readFragment);
  const [draft, setDraft] = useState<Partial<Selection> | null>(null);
  const kept = useMemo(() => parseFragment(fragment), [fragment]);
  const selection = useMemo(() => ({ ...kept, ...draft }), [kept, draft]);

  const change = (changes: Partial<Selection>) => {
    setDraft(null);
    const next = toFragment({ ...kept, ...changes });
    if (next === toFragment(kept)) return;
    history.replaceState(null, "", `${location.pathname}${location.search}${next}`);
    dispatchEvent(new PopStateEvent("popstate"));
  };

  return { selection, change, preview: setDraft };
}
