import { useMemo, useState } from "react";
import { ENTRY_KINDS, type TranscriptIndex } from "../../../../model/transcript.ts";
import { toMatcher } from "../../../parts/match-text.ts";
import { readNumber, readWords } from "../address.ts";
import { useOpenTrial } from "../open-trial.ts";
import { EntryList } from "./entry-list.tsx";
import { EntryPane } from "./entry-pane.tsx";
import { KindFilter } from "./kind-filter.tsx";
import { SearchBar } from "./search-bar.tsx";
import { filterEntries, stepToMatch, sumTurns } from "./timeline.ts";
import { TurnSums } from "./turn-sums.tsx";
import { useTranscriptSearch } from "./use-transcript-search.ts";

/** The entries of a try, what they come to, and the one that is open. */
export function Timeline({ name, index }: { name: string; index: TranscriptIndex }) {
  const { query, replace } = useOpenTrial();
  const { entries } = index;
  const text = query.get("q") ?? "";
  const matcher = useMemo(() => toMatcher(text), [text]);
  const search = useTranscriptSearch(name, index, matcher);
  const kinds = query.get("kinds") ?? "";
  const onlyErrors = query.get("errors") === "only";
  const only = matcher !== null && query.get("matches") === "only" ? search.matches : null;
  const rows = useMemo(
    () =>
      filterEntries(entries, {
        kinds: readWords(new URLSearchParams({ kinds }), "kinds", ENTRY_KINDS),
        onlyErrors,
        matches: only,
      }),
    [entries, kinds, onlyErrors, only],
  );
  const sums = useMemo(() => sumTurns(entries), [entries]);
  const opened = readNumber(query, "event");
  const [active, setActive] = useState<number>(opened ?? 0);
  const place = findPlace(rows, active);
  const open = (n: number) => {
    setActive(n);
    replace({ event: n });
  };
  const step = (by: 1 | -1) => {
    // Who has opened nothing yet begins with the first match, and not behind it.
    const from = opened === null && by === 1 ? -1 : place;
    const target = stepToMatch(rows, search.matches, from, by);
    if (target !== null) open(target);
  };
  const shown = opened === null ? undefined : entries[opened];
  return (
    <>
      <TurnSums sums={sums} onGo={open} />
      <SearchBar search={search} pieces={index.pieces} rows={rows} place={place} onStep={step} />
      <KindFilter entries={entries} />
      <div className={shown === undefined ? "timeline" : "timeline split"}>
        <EntryList
          entries={entries}
          rows={rows}
          sums={sums}
          place={place}
          opened={opened}
          matcher={matcher}
          inBodies={search.inBodies}
          onMove={setActive}
          onOpen={open}
        />
        {opened !== null && shown !== undefined && (
          <EntryPane key={opened} name={name} n={opened} entry={shown} matcher={matcher} />
        )}
      </div>
    </>
  );
}

/** Where an entry stands in the list, or the one before it does; 0 at least. */
function findPlace(rows: readonly number[], n: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) <= n) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
