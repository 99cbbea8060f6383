import { findFront } from "../../../../analysis/leaderboard/pareto.ts";
import type { GroupIndex, SummaryIndex } from "../../../model/report-index.ts";
import type { PricedOffer } from "../../parts/priced-offer.ts";
import type { RangeRow } from "../../parts/range-row.ts";
import { formatEstimate } from "../../parts/format.ts";

/** Configurations as a chart draws them: the best first, references and what has no figure last. */
export const toRangeRows = ({ groups, headline }: Pick<SummaryIndex, "groups" | "headline">): RangeRow[] =>
  sortGroups(groups, headline).map(({ configuration, [headline]: { value, interval } }) => ({
    name: configuration.name,
    value,
    interval,
    words: value === null ? "not scored" : formatEstimate({ value, interval }),
    isQuiet: configuration.model === null,
  }));

export function sortGroups(
  groups: readonly GroupIndex[],
  headline: SummaryIndex["headline"],
): readonly GroupIndex[] {
  const keyOf = ({ configuration, [headline]: { value } }: GroupIndex): number =>
    value === null ? -2 : configuration.model === null ? -1 : value;
  return groups.toSorted((a, b) => keyOf(b) - keyOf(a));
}

/** Configurations whose price is known, marked by their place in the table. A reference costs nothing, and is no offer. */
export function toOffers(groups: readonly GroupIndex[], headline: SummaryIndex["headline"]): PricedOffer[] {
  const priced = groups.map(({ configuration, perTrial, [headline]: { value } }) => ({
    costUsd: configuration.model === null ? null : perTrial.costUsd,
    score: value,
  }));
  const front = findFront(priced);
  return groups.flatMap(({ configuration, [headline]: figure }, place) => {
    const { costUsd, score } = priced[place]!;
    if (costUsd === null || score === null) return [];
    return {
      mark: String(place + 1),
      name: configuration.name,
      costUsd,
      figure: { ...figure, value: score },
      isOnFront: front[place]!,
    };
  });
}
