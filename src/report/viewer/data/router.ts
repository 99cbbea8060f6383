import { useEffect, useState } from "react";

/** Where one is: every place has an address of its own, behind the `#`, so that it works from a file. */
export interface Place {
  /** Decoded parts between the slashes, such as `["trial", "<run>", "<trial>"]`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export function parsePlace(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { path: path.split("/").filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

/** An address that somebody mangled is no reason to show nothing. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

type QueryValue = string | number | null | undefined | readonly string[];

/** Empty members of the query are left out. */
export function toHref(path: readonly string[], query: Readonly<Record<string, QueryValue>> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") search.append(key, String(one));
    }
  }
  const tail = search.size === 0 ? "" : `?${search}`;
  return `#/${path.map(encodeURIComponent).join("/")}${tail}`;
}

export const hrefs = {
  overview: () => toHref([]),
  grid: (query: Readonly<Record<string, QueryValue>> = {}) => toHref(["grid"], query),
  trial: (runId: string, trialId: string, query: Readonly<Record<string, QueryValue>> = {}) =>
    toHref(["trial", runId, trialId], query),
  task: (runId: string, taskId: string) => toHref(["task", runId, taskId]),
  compare: (query: Readonly<Record<string, QueryValue>> = {}) => toHref(["compare"], query),
  leaderboard: (query: Readonly<Record<string, QueryValue>> = {}) => toHref(["leaderboard"], query),
  search: (query: Readonly<Record<string, QueryValue>> = {}) => toHref(["search"], query),
};

export function usePlace(): Place {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return parsePlace(hash);
}

/** Changes the address without a new entry in the history: what a filter does. */
export function replacePlace(href: string): void {
  history.replaceState(history.state, "", href);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
