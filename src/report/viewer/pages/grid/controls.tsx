import type { ReactNode } from "react";
import type { RunIndex } from "../../../model/report-index.ts";
import { LAYOUTS, type GridView, type Layout, TASK_SORTS, type TaskSort } from "./view.ts";

interface ControlsProps {
  readonly runs: readonly RunIndex[];
  readonly layout: Layout;
  readonly view: GridView;
  readonly change: (changes: Partial<GridView>) => void;
  readonly children: ReactNode;
}

const SORT_WORDS: Readonly<Record<TaskSort, string>> = {
  name: "name",
  score: "mean score, lowest first",
  failed: "most failed",
  slowest: "slowest",
  dearest: "dearest",
};

/** How the trials are laid out, and what they are told against. */
export function Controls({ runs, layout, view, change, children }: ControlsProps) {
  return (
    <div className="grid-controls">
      {children}
      <div className="grid-choices">
        <AgainstChoice runs={runs} view={view} change={change} />
        {layout === "grid" && (
          <>
            <label>
              Sort tasks by{" "}
              <select value={view.sort} onChange={({ target }) => change({ sort: target.value as TaskSort })}>
                {TASK_SORTS.map((sort) => (
                  <option key={sort} value={sort}>
                    {SORT_WORDS[sort]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <input
                type="checkbox"
                checked={view.hasPictures}
                onChange={() => change({ hasPictures: !view.hasPictures })}
              />{" "}
              Pictures
            </label>
          </>
        )}
        <div role="group" aria-label="Layout" className="grid-layouts">
          {LAYOUTS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === layout}
              onClick={() => change({ layout: name })}
            >
              {name === "grid" ? "Grid" : "List"}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}

function AgainstChoice({ runs, view, change }: Omit<ControlsProps, "layout" | "children">) {
  if (runs.length < 2) return null;
  return (
    <>
      <label>
        Flips against{" "}
        <select
          value={view.against ?? ""}
          onChange={({ target }) => change({ against: target.value === "" ? null : Number(target.value) })}
        >
          <option value="">no run</option>
          {runs.slice(1).map(({ runId }, place) => (
            <option key={runId} value={place + 1}>
              {runId}
            </option>
          ))}
        </select>
      </label>
      {view.against !== null && (
        <label>
          <input
            type="checkbox"
            checked={view.onlyFlips}
            onChange={() => change({ onlyFlips: !view.onlyFlips })}
          />{" "}
          Only flips
        </label>
      )}
    </>
  );
}
