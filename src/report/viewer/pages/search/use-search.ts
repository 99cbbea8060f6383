import { useEffect, useMemo, useRef, useState } from "react";
import { useReport } from "../../data/report.tsx";
import type { TrialView } from "../../data/trials.ts";
import { searchTrials, type TrialHits } from "./search-trials.ts";

/** More places than these nobody reads. */
export const MOST_LISTED = 500;

export interface Search {
  readonly found: readonly TrialHits[];
  readonly matches: number;
  /** Of the matches, those that are shown. */
  readonly listed: number;
  readonly searched: number;
  /** Trials that could not be searched whole. */
  readonly failed: number;
  readonly end: "running" | "done" | "stopped" | "full";
}

const START: Search = { found: [], matches: 0, listed: 0, searched: 0, failed: 0, end: "running" };

/** Searches the trials one after the other, until it is told to stop or something else is looked for. */
export function useSearch(trials: readonly TrialView[], matcher: RegExp | null) {
  const { chunks } = useReport();
  const [search, setSearch] = useState<Search>(START);
  const isStopped = useRef(false);
  // A run that goes on makes new views of the same trials: only other trials begin a search anew.
  const wanted = trials.map(({ n }) => n).join(",");
  const known = useMemo(() => trials, [wanted]); // oxlint-disable-line react-hooks/exhaustive-deps -- see above
  useEffect(() => {
    setSearch(START);
    isStopped.current = false;
    if (matcher === null) return undefined;
    let isWanted = true;
    const run = async () => {
      let now = START;
      for await (const { found, message } of searchTrials(chunks, known, matcher)) {
        if (!isWanted) return;
        now = {
          ...now,
          found: found === null ? now.found : [...now.found, found],
          matches: now.matches + (found?.matches ?? 0),
          listed: now.listed + (found?.hits.length ?? 0),
          searched: now.searched + 1,
          failed: now.failed + Number(message !== null),
        };
        if (isStopped.current) now = { ...now, end: "stopped" };
        else if (now.listed >= MOST_LISTED && now.searched < known.length) now = { ...now, end: "full" };
        setSearch(now);
        if (now.end !== "running") return;
      }
      if (isWanted) setSearch({ ...now, end: "done" });
    };
    void run();
    return () => {
      isWanted = false;
    };
  }, [chunks, known, matcher]);
  const stop = () => {
    isStopped.current = true;
  };
  return { search, stop };
}
