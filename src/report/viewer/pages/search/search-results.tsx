import { hrefs } from "../../data/router.ts";
import { DataText } from "../../parts/data-text.tsx";
import { formatCount } from "../../parts/format.ts";
import { MarkedText } from "../../parts/marked.tsx";
import { StateTag } from "../../parts/tag.tsx";
import { countOf } from "../../parts/words.ts";
import { kindWord } from "../trial/transcript/kind-words.ts";
import type { EntryHit, TrialHits } from "./search-trials.ts";
import { MOST_LISTED, type Search } from "./use-search.ts";

interface SearchResultsProps {
  readonly runId: string;
  readonly text: string;
  readonly matcher: RegExp;
  readonly search: Search;
  /** How many are searched. */
  readonly trials: number;
  readonly onStop: () => void;
}

/** Matches by their trials, as they are found. */
export function SearchResults({ runId, text, matcher, search, trials, onStop }: SearchResultsProps) {
  const { found, searched, failed, end } = search;
  return (
    <section aria-labelledby="search-results">
      <h2 id="search-results">Results</h2>
      <div className="progress">
        <p role="status">{describe(search, trials)}</p>
        {end === "running" && (
          <>
            <progress value={searched} max={Math.max(1, trials)} aria-label="Trials searched" />
            <button type="button" onClick={onStop}>
              Stop
            </button>
          </>
        )}
      </div>
      {end === "full" && (
        <p className="note">{`The search stopped, since ${MOST_LISTED} places are listed. A longer text, or a filter, finds fewer.`}</p>
      )}
      {failed > 0 && (
        <p className="note">{`Transcripts of ${countOf(failed, "trial")} could not be searched whole.`}</p>
      )}
      {found.map((hits) => (
        <Trial key={hits.trial.n} runId={runId} text={text} matcher={matcher} found={hits} />
      ))}
    </section>
  );
}

const countMatches = (count: number): string => (count === 1 ? "1 match" : `${formatCount(count)} matches`);

function describe({ searched, matches, end, found }: Search, trials: number): string {
  const said = `${searched} of ${countOf(trials, "trial")}, ${countMatches(matches)} in ${found.length} of them`;
  if (end === "done") return `Searched ${said}.`;
  return end === "running" ? `Searching: ${said}…` : `Stopped after ${said}.`;
}

interface TrialProps {
  readonly runId: string;
  readonly text: string;
  readonly matcher: RegExp;
  readonly found: TrialHits;
}

function Trial({ runId, text, matcher, found: { trial, hits, matches } }: TrialProps) {
  const toHref = (hit: EntryHit | null): string =>
    hrefs.trial(runId, trial.id, { tab: "transcript", q: text, try: hit?.tryNumber, event: hit?.n });
  return (
    <article className="found">
      <h3>
        <a href={toHref(null)}>
          <DataText>{trial.task.title}</DataText>
        </a>{" "}
        <StateTag state={trial.state} failedPhase={trial.failedPhase} />
      </h3>
      <p className="dim">
        <DataText>{trial.group.configuration.name}</DataText>
        {` · attempt ${trial.attempt} · seed ${trial.seed} · ${trial.language} · ${countMatches(matches)}`}
      </p>
      <ul>
        {hits.map((hit) => (
          <li key={`${hit.tryNumber} ${hit.n}`}>
            <a href={toHref(hit)}>{`${kindWord(hit.kind)} ${hit.n + 1}`}</a>{" "}
            <MarkedText
              matcher={matcher}
            >{`${hit.snippet.before}${hit.snippet.match}${hit.snippet.after}`}</MarkedText>
          </li>
        ))}
      </ul>
      {matches > hits.length && (
        <p>
          <a href={toHref(hits[0] ?? null)}>{`All ${countMatches(matches)} in this transcript`}</a>
        </p>
      )}
    </article>
  );
}
