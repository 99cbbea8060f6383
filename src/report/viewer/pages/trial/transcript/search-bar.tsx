import { type KeyboardEvent, useEffect, useState } from "react";
import { formatCount } from "../../../parts/format.ts";
import { countOf } from "../../../parts/words.ts";
import { useOpenTrial } from "../open-trial.ts";
import type { TranscriptSearch } from "./use-transcript-search.ts";

/** Nobody types faster than one reads. */
const PAUSE_MS = 250;

interface SearchBarProps {
  readonly search: TranscriptSearch;
  readonly pieces: number;
  /** Numbers of the entries that are shown. */
  readonly rows: readonly number[];
  readonly place: number;
  readonly onStep: (by: 1 | -1) => void;
}

export function SearchBar({ search, pieces, rows, place, onStep }: SearchBarProps) {
  const { query, replace } = useOpenTrial();
  const asked = query.get("q") ?? "";
  const [text, setText] = useState(asked);
  useEffect(() => {
    setText(asked);
  }, [asked]);
  useEffect(() => {
    if (text === asked) return undefined;
    const timer = setTimeout(() => replace({ q: text }), PAUSE_MS);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only what was typed starts a search
  }, [text]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    onStep(event.shiftKey ? -1 : 1);
  };
  const isOnly = query.get("matches") === "only";
  const hasMatches = search.matches.size > 0;
  return (
    <div className="bar" role="search" aria-label="Transcript">
      <input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        placeholder="Search titles and bodies"
        aria-label="Search the transcript"
        aria-describedby="search-keys"
      />
      <span id="search-keys" className="visually-hidden">
        Enter goes to the next match, Shift and Enter to the one before.
      </span>
      <button type="button" onClick={() => onStep(-1)} disabled={!hasMatches}>
        Previous match
      </button>
      <button type="button" onClick={() => onStep(1)} disabled={!hasMatches}>
        Next match
      </button>
      {asked !== "" && (
        <button
          type="button"
          aria-pressed={isOnly}
          onClick={() => replace({ matches: isOnly ? null : "only" })}
        >
          Only matches
        </button>
      )}
      <span role="status" className="dim">
        {asked === "" ? "" : describe(search, pieces, countBefore(search, rows, place))}
      </span>
    </div>
  );
}

/** The number of the match that one stands at; null: at none. */
function countBefore({ matches }: TranscriptSearch, rows: readonly number[], place: number): number | null {
  if (!matches.has(rows[place] ?? -1)) return null;
  return rows.slice(0, place + 1).filter((n) => matches.has(n)).length;
}

function describe(
  { matches, searched, isDone, message }: TranscriptSearch,
  pieces: number,
  at: number | null,
): string {
  const found = `${countOf(matches.size, "entry").replace(/ entrys$/, " entries")} ${matches.size === 1 ? "matches" : "match"}`;
  const where = at === null ? "" : `; at ${formatCount(at)}`;
  if (message !== null) return `${found}${where}. Not all of it could be searched: ${message}.`;
  return isDone ? `${found}${where}.` : `${found}${where}; searched ${searched} of ${pieces} parts…`;
}
