import { useMemo } from "react";
import { CostPlot } from "../../parts/cost-plot.tsx";
import type { PricedOffer } from "../../parts/priced-offer.ts";
import { OfferList } from "../../parts/offer-list.tsx";
import type { ShownRow } from "./shown-rows.ts";

/** What is paid for what score. With fewer than two prices there is nothing to weigh. */
export function BoardPlot({ shown }: { shown: readonly ShownRow[] }) {
  const offers = useMemo(() => toOffers(shown), [shown]);
  if (offers.length < 2) return null;
  return (
    <section aria-labelledby="cost">
      <h2 id="cost">Cost and score</h2>
      <p className="dim">
        Numbers are rows of the table, from the top. Filled: on the Pareto front, no other row costs as little
        a trial and scores as much.
      </p>
      <div className="board-plot">
        <CostPlot offers={offers} metric="score" />
        <div>
          <OfferList offers={offers} />
        </div>
      </div>
    </section>
  );
}

/** Marked by their place in the table. */
const toOffers = (shown: readonly ShownRow[]): PricedOffer[] =>
  shown.flatMap(({ row: { unranked, label, perTrial, score }, isOnFront }, place) => {
    const { costUsd } = perTrial;
    if (unranked === "no-model" || costUsd === null || score.value === null) return [];
    return {
      mark: String(place + 1),
      name: label,
      costUsd,
      figure: { ...score, value: score.value },
      isOnFront,
    };
  });
