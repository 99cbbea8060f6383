import { useState } from "react";
import type { RunIndex } from "../../../model/report-index.ts";
import { showHidden } from "../../parts/format.ts";
import { type Facet, isChoice, toLabel } from "./facets.ts";
import { TextFilter } from "./text-filter.tsx";
import type { Filter, GridView } from "./view.ts";

export interface FiltersProps {
  readonly run: RunIndex;
  readonly facets: readonly Facet[];
  readonly view: GridView;
  readonly change: (changes: Partial<GridView>) => void;
}

const FIRST: ReadonlySet<Filter> = new Set(["state", "group", "category"]);

/** Which trials are shown. The filters that are used most stand first; the others are a click away, or open where one is set. */
export function Filters({ run, facets, view, change }: FiltersProps) {
  const shown = facets.filter((facet) => isChoice(facet) || view.wanted[facet.filter].length > 0);
  const rest = shown.filter(({ filter }) => !FIRST.has(filter));
  const [isOpen, setIsOpen] = useState(() => rest.some(({ filter }) => view.wanted[filter].length > 0));
  const toChoice = (facet: Facet) => (
    <FacetChoice key={facet.filter} run={run} facet={facet} view={view} change={change} />
  );
  const set = rest.filter(({ filter }) => view.wanted[filter].length > 0).length;
  return (
    <form
      className="grid-filters"
      role="search"
      aria-label="Trials"
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="grid-fields">
        <TextFilter text={view.text} change={(text) => change({ text })} />
        {shown.filter(({ filter }) => FIRST.has(filter)).map(toChoice)}
        {rest.length > 0 && (
          <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {`More filters${set === 0 ? "" : ` (${set} set)`}`}
          </button>
        )}
      </div>
      {isOpen && <div className="grid-fields">{rest.map(toChoice)}</div>}
    </form>
  );
}

interface FacetChoiceProps extends Omit<FiltersProps, "facets"> {
  readonly facet: Facet;
}

/** An address can ask for several values, or for one that the run does not have: it is shown as it is. */
function FacetChoice({ run, facet: { filter, label, values }, view, change }: FacetChoiceProps) {
  const wanted = view.wanted[filter];
  const [first = ""] = wanted;
  const isKnown = wanted.length === 0 || (wanted.length === 1 && values.some(({ value }) => value === first));
  const own = wanted.map((value) => toLabel(run, filter, value)).join(", ");
  return (
    <label>
      <span>{label}</span>
      <select
        value={isKnown ? first : OWN}
        onChange={({ target }) =>
          change({ wanted: { ...view.wanted, [filter]: target.value === "" ? [] : [target.value] } })
        }
      >
        <option value="">all</option>
        {!isKnown && <option value={OWN}>{showHidden(own)}</option>}
        {values.map(({ value, label, count }) => (
          <option key={value} value={value}>
            {`${showHidden(label)} (${count.toLocaleString("en-US")})`}
          </option>
        ))}
      </select>
    </label>
  );
}

/** No value is named like this. */
const OWN = "\n";
