import { comparisonChunk } from "../../../model/chunk-names.ts";
import type { ComparisonDetail } from "../../../model/boards.ts";
import { useChunk, useReport } from "../../data/report.tsx";
import { hrefs, replacePlace } from "../../data/router.ts";
import { Loaded } from "../../parts/loaded.tsx";
import type { PageProps } from "../../shell/routes.tsx";
import { type Choice, findChoice, listChoices } from "./choices.ts";
import { ComparisonView } from "./comparison-view.tsx";
import "./compare.css";

/** Two runs, or the configurations of one, held against each other. */
export function ComparePage({ place }: PageProps) {
  const { index } = useReport();
  const choices = listChoices(index.runs);
  const choice = findChoice(choices, place.query);
  const loading = useChunk<ComparisonDetail>(choice && comparisonChunk(choice.a, choice.b));
  return (
    <>
      <h1>Compare</h1>
      {choice === null ? (
        <p>The report has no run.</p>
      ) : (
        <>
          <ChoiceField choices={choices} choice={choice} />
          <Loaded what="comparison" loading={loading}>
            {(detail) => <ComparisonView detail={detail} choice={choice} query={place.query} />}
          </Loaded>
        </>
      )}
    </>
  );
}

/** One comparison is no choice. */
function ChoiceField({ choices, choice }: { choices: readonly Choice[]; choice: Choice }) {
  if (choices.length === 1) return <p className="dim">{choice.label}</p>;
  return (
    <p>
      <label className="compare-choice">
        <span>What is compared</span>
        <select
          value={choices.indexOf(choice)}
          onChange={({ target }) => {
            const { a, b } = choices[Number(target.value)]!;
            replacePlace(hrefs.compare({ a, b }));
          }}
        >
          {choices.map(({ label }, place) => (
            <option key={label} value={place}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}
