import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef } from "react";
import type { RunIndex } from "../../../model/report-index.ts";
import { useReport } from "../../data/report.tsx";
import { replacePlace } from "../../data/router.ts";
import type { PageProps } from "../../shell/routes.tsx";
import { countOf } from "../../parts/words.ts";
import { Controls } from "./controls.tsx";
import { toFacets } from "./facets.ts";
import { filterTrials } from "./filter-trials.ts";
import { Filters } from "./filters.tsx";
import { countFlips, findFlips, type Flips } from "./flips.ts";
import type { ShownProps } from "./shown.ts";
import { TaskTable } from "./task-table.tsx";
import { TrialList } from "./trial-list.tsx";
import { clearFilters, type GridView, isFiltered, type Layout, parseView, toViewHref } from "./view.ts";
import "./grid.css";
import "./list.css";

/** More trials than that are a list, unless somebody wants them as a grid. */
const MOST_IN_GRID = 400;

/** Every trial of the run: by task and configuration, or one a line. */
export function GridPage({ place }: PageProps) {
  const { index } = useReport();
  const [run] = index.runs;
  return (
    <div className="grid-page">
      <h1>Grid</h1>
      {run === undefined ? (
        <p className="dim">The report has no run.</p>
      ) : (
        <Trials run={run} runs={index.runs} query={place.query.toString()} />
      )}
    </div>
  );
}

interface TrialsProps {
  readonly run: RunIndex;
  readonly runs: readonly RunIndex[];
  readonly query: string;
}

function Trials({ run, runs, query }: TrialsProps) {
  const current = useMemo(() => parseView(new URLSearchParams(query), runs.length), [query, runs]);
  // Controls answer at once; what they lead to may come a moment later.
  const view = useDeferredValue(current);
  const facets = useMemo(() => toFacets(run), [run]);
  const other = view.against === null ? undefined : runs[view.against];
  const flips = useMemo(() => (other === undefined ? null : findFlips(run, other)), [run, other]);
  const shown = useMemo(() => filterTrials(run, view, flips), [run, view, flips]);
  const latest = useRef(current);
  useEffect(() => {
    latest.current = current;
  }, [current]);
  const change = useCallback(
    (changes: Partial<GridView>) => replacePlace(toViewHref({ ...latest.current, ...changes })),
    [],
  );
  const all = run.trials.task.length;
  const layout = current.layout ?? (all > MOST_IN_GRID ? "list" : "grid");
  return (
    <>
      <Filters run={run} facets={facets} view={current} change={change} />
      <Controls runs={runs} layout={layout} view={current} change={change}>
        <p role="status" className="grid-count">
          {toCountSentence(shown, all, flips)}
        </p>
        {isFiltered(current) && (
          <button type="button" onClick={() => change(clearFilters(current))}>
            Clear filters
          </button>
        )}
      </Controls>
      <Shown {...{ run, shown, view, flips, layout, change }} />
    </>
  );
}

/** Who types or chooses does not wait for it: it is drawn when the view has come after. */
const Shown = memo(function Shown({ layout, ...props }: ShownProps & { readonly layout: Layout }) {
  if (props.run.trials.task.length === 0) return <p className="dim">The run has no trials.</p>;
  if (props.shown.length === 0) return <p className="grid-nothing">No trial is like that.</p>;
  return layout === "grid" ? <TaskTable {...props} /> : <TrialList {...props} />;
});

function toCountSentence(shown: readonly number[], all: number, flips: Flips | null): string {
  const count =
    shown.length === all
      ? countOf(all, "trial")
      : `${shown.length.toLocaleString("en-US")} of ${countOf(all, "trial")}`;
  if (flips === null) return count;
  const { up, down } = countFlips(shown.map((n) => flips[n] ?? null));
  return `${count}; ${up} now ${up === 1 ? "passes" : "pass"}, ${down} now ${down === 1 ? "fails" : "fail"}`;
}
