import { useMemo } from "react";
import type { Metric, Pair } from "../../../../core/comparison.ts";
import { RangeChart } from "../../parts/range-chart.tsx";
import type { RangeRow } from "../../parts/range-row.ts";
import { formatPoints } from "../../parts/words.ts";
import { toPairName } from "./choices.ts";
import { formatDifference } from "./words.ts";

const LEAST_REACH = 0.1;

/** The difference of each pair with its interval, around zero: what holds zero may be nothing. */
export function DifferenceChart({ pairs, headline }: { pairs: readonly Pair[]; headline: Metric }) {
  const rows = useMemo(() => pairs.map((pair) => toRow(pair, headline)), [pairs, headline]);
  const ends = rows.flatMap(({ value, interval }) => [
    value ?? 0,
    interval?.lower ?? 0,
    interval?.upper ?? 0,
  ]);
  const reach = Math.min(1, Math.max(LEAST_REACH, ...ends.map(Math.abs)) * 1.05);
  return (
    <RangeChart
      label={`Difference in ${headline === "score" ? "score" : "pass rate"}, in points`}
      rows={rows}
      domain={[-reach, reach]}
      format={formatTick}
      mark={0}
    />
  );
}

const formatTick = (share: number): string => formatPoints(share).replace(/\.0$/, "");

function toRow(pair: Pair, headline: Metric): RangeRow {
  const { difference } = pair[headline];
  return {
    name: toPairName(pair),
    value: difference.value,
    interval: difference.interval,
    words: difference.value === null ? "nothing to compare" : formatDifference(difference),
    isQuiet: pair.verdict === "no-difference-found",
  };
}
