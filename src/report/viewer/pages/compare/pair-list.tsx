import { useMemo } from "react";
import type { Comparison } from "../../../../core/comparison.ts";
import { hrefs } from "../../data/router.ts";
import { DataText } from "../../parts/data-text.tsx";
import { WideTable } from "../../parts/table.tsx";
import { formatP } from "../../parts/words.ts";
import { type Choice, sortPairs, toPairName } from "./choices.ts";
import { DifferenceChart } from "./difference-chart.tsx";
import { VerdictTag } from "./verdict-tag.tsx";
import { formatDifference } from "./words.ts";

export interface PairListProps {
  readonly comparison: Comparison;
  readonly choice: Choice;
  /** Place of the pair that is shown in full. */
  readonly chosen: number;
}

/** Beyond that, a chart is longer than anybody reads. */
const MOST_DRAWN = 16;

/** Every pair with its verdict. One of them is shown in full below. */
export function PairList({ comparison, choice, chosen }: PairListProps) {
  const { pairs, headline } = comparison;
  const metric = headline === "score" ? "score" : "pass rate";
  const places = useMemo(() => sortPairs(pairs, headline), [pairs, headline]);
  const sorted = useMemo(() => places.map((place) => pairs[place]!), [places, pairs]);
  return (
    <section className="compare-pairs" aria-labelledby="pairs">
      <h2 id="pairs">{`All ${pairs.length} pairs`}</h2>
      <p className="dim">
        {`By ${metric}, in points, the most certain first. p-values are adjusted after Holm, since ${pairs.length} pairs are compared.`}
      </p>
      {pairs.length <= MOST_DRAWN && <DifferenceChart pairs={sorted} headline={headline} />}
      <WideTable label="Pairs">
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col">Verdict</th>
            <th scope="col" className="n">{`Difference in ${metric}`}</th>
            <th scope="col" className="n">
              p
            </th>
            <th scope="col" className="n">
              Tasks
            </th>
          </tr>
        </thead>
        <tbody>
          {places
            .map((place) => ({ pair: pairs[place]!, place }))
            .map(({ pair, place }) => (
              <tr key={place} className={place === chosen ? "compare-chosen" : undefined}>
                <th scope="row" className="compare-name">
                  <a
                    href={hrefs.compare({ a: choice.a, b: choice.b, pair: place })}
                    aria-current={place === chosen ? "true" : undefined}
                  >
                    <DataText>{toPairName(pair)}</DataText>
                  </a>
                </th>
                <td>
                  <VerdictTag pair={pair} headline={headline} />
                </td>
                <td className="n">{formatDifference(pair[headline].difference)}</td>
                <td className="n">{formatP(pair[headline].adjustedPValue)}</td>
                <td className="n">{pair.tasks}</td>
              </tr>
            ))}
        </tbody>
      </WideTable>
    </section>
  );
}
