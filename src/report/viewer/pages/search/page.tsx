import { useMemo } from "react";
import type { RunIndex } from "../../../model/report-index.ts";
import { useReport } from "../../data/report.tsx";
import { toTrialViews } from "../../data/trials.ts";
import { toMatcher } from "../../parts/match-text.ts";
import type { PageProps } from "../../shell/routes.tsx";
import { chooseTrials, readFilter } from "./search-filter.ts";
import { SearchForm } from "./search-form.tsx";
import { SearchResults } from "./search-results.tsx";
import { useSearch } from "./use-search.ts";
import "./search.css";

/** Looks for a text in the transcripts of all trials. */
export function SearchPage({ place }: PageProps) {
  const { index } = useReport();
  const [run] = index.runs;
  return (
    <div className="search-page">
      <h1>Search the transcripts</h1>
      {run === undefined ? (
        <p className="dim">The report has no run.</p>
      ) : (
        <Searched run={run} query={place.query} />
      )}
    </div>
  );
}

function Searched({ run, query }: { run: RunIndex; query: URLSearchParams }) {
  const text = query.get("q") ?? "";
  const matcher = useMemo(() => toMatcher(text), [text]);
  const views = useMemo(() => toTrialViews(run, 0), [run]);
  const filter = readFilter(query);
  const trials = chooseTrials(views, filter);
  const { search, stop } = useSearch(trials, matcher);
  return (
    <>
      <SearchForm run={run} text={text} filter={filter} />
      {matcher === null ? (
        <p className="dim">
          {`Titles and bodies of everything that the ${trials.length} trials say are searched, whatever the case.`}
        </p>
      ) : (
        <SearchResults
          runId={run.runId}
          text={text}
          matcher={matcher}
          search={search}
          trials={trials.length}
          onStop={stop}
        />
      )}
    </>
  );
}
