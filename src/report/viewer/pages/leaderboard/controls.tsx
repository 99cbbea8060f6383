import { useState } from "react";
import type { Boards, SlicedBoard } from "../../../model/boards.ts";
import { showHidden } from "../../parts/format.ts";
import { MODEL_FACETS } from "../../../../analysis/leaderboard/model-values.ts";
import type { ModelFacet } from "../../../../core/leaderboard.ts";
import { FACET_WORDS } from "./facet-words.ts";
import { countValues } from "./shown-rows.ts";
import { type BoardView, isFiltered, toggleValue } from "./view.ts";
import { toSliceKey } from "./words.ts";

export interface ControlsProps {
  readonly boards: Boards;
  readonly board: SlicedBoard;
  readonly view: BoardView;
  readonly change: (after: BoardView) => void;
}

/** What tasks count, and which configurations stand in the table. */
export function Controls({ boards, board, view, change }: ControlsProps) {
  return (
    <div className="board-controls">
      {boards.boards.length > 1 && <SliceField {...{ boards, board, view, change }} />}
      <label>
        <input
          type="checkbox"
          checked={view.onlyPublic}
          onChange={() => change({ ...view, onlyPublic: !view.onlyPublic })}
        />
        Publicly available only
      </label>
      <label>
        <input
          type="checkbox"
          checked={view.onlyFront}
          onChange={() => change({ ...view, onlyFront: !view.onlyFront })}
        />
        Pareto front only
      </label>
      <ModelFilters {...{ boards, board, view, change }} />
      {(isFiltered(view) || view.slice !== null || view.onlyFront) && (
        <button
          type="button"
          onClick={() => change({ ...view, slice: null, wanted: {}, onlyPublic: false, onlyFront: false })}
        >
          Show all
        </button>
      )}
    </div>
  );
}

function SliceField({ boards, board, view, change }: ControlsProps) {
  const slices = boards.boards.filter(({ slice }) => slice !== null);
  const facets = Map.groupBy(slices, ({ slice }) => slice!.by);
  return (
    <label>
      Tasks
      <select
        value={toSliceKey(board)}
        onChange={({ target }) => change({ ...view, slice: target.value || null })}
      >
        <option value="">all</option>
        {[...facets].map(([by, parts]) => (
          <optgroup key={by} label={by}>
            {parts.map((part) => (
              <option key={toSliceKey(part)} value={toSliceKey(part)}>
                {`${by}: ${showHidden(part.slice!.value)}`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** Facets in which all are alike leave nothing to choose. It stays open while it is used. */
function ModelFilters({ boards, view, change }: ControlsProps) {
  // A reference has no model, and would make every facet one with "unknown" in it.
  const rows = (boards.boards[0]?.rows ?? []).filter(({ configuration }) => configuration.model !== null);
  const [isOpen, setIsOpen] = useState(() => Object.keys(view.wanted).length > 0);
  const facets = MODEL_FACETS.map((facet) => ({ facet, values: countValues(rows, facet) })).filter(
    ({ values }) => values.length > 1,
  );
  const count = Object.values(view.wanted).flat().length;
  if (facets.length === 0) return null;
  return (
    <details
      className="board-filters"
      open={isOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{count === 0 ? "Filter by model and agent" : `Filter by model and agent (${count})`}</summary>
      <div className="board-facets">
        {facets.map(({ facet, values }) => (
          <FacetField
            key={facet}
            facet={facet}
            values={values}
            wanted={view.wanted[facet] ?? []}
            toggle={(value) => change(toggleValue(view, facet, value))}
          />
        ))}
      </div>
    </details>
  );
}

interface FacetFieldProps {
  readonly facet: ModelFacet;
  readonly values: readonly (readonly [string, number])[];
  readonly wanted: readonly string[];
  readonly toggle: (value: string) => void;
}

function FacetField({ facet, values, wanted, toggle }: FacetFieldProps) {
  return (
    <fieldset>
      <legend>{FACET_WORDS[facet]}</legend>
      {values.map(([value, count]) => (
        <label key={value}>
          <input type="checkbox" checked={wanted.includes(value)} onChange={() => toggle(value)} />
          <bdi>{showHidden(value)}</bdi> <span className="dim">{count}</span>
        </label>
      ))}
    </fieldset>
  );
}
