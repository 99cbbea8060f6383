import { useMemo } from "react";
import type { SummaryIndex } from "../../../model/report-index.ts";
import { CostPlot } from "../../parts/cost-plot.tsx";
import type { PricedOffer } from "../../parts/priced-offer.ts";
import { RangeChart } from "../../parts/range-chart.tsx";
import { formatPercent } from "../../parts/words.ts";
import { ConfigurationTable } from "./configuration-table.tsx";
import { sortGroups, toOffers, toRangeRows } from "./offers.ts";

/** Beyond that, a chart is longer than anybody reads; the table has them all. */
const MOST_DRAWN = 30;

/** How every configuration did, and what it costs. */
export function Results({ summary }: { summary: SummaryIndex }) {
  const { headline } = summary;
  const metric = headline === "score" ? "score" : "pass rate";
  const groups = useMemo(() => sortGroups(summary.groups, headline), [summary, headline]);
  const rows = useMemo(() => toRangeRows(summary).slice(0, MOST_DRAWN), [summary]);
  const offers = useMemo(() => toOffers(groups, headline), [groups, headline]);
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="results">
      <h2 id="results">Results by configuration</h2>
      <div className="overview-charts">
        <div>
          <h3>{headline === "score" ? "Score" : "Pass rate"}</h3>
          <RangeChart
            label={`${metric} by configuration`}
            rows={rows}
            domain={WHOLE}
            format={formatPercent}
          />
          <p className="dim overview-small">
            Lines are 95 % intervals. Configurations whose lines overlap may well be equal.
            {groups.length > MOST_DRAWN && ` The first ${MOST_DRAWN} of ${groups.length} are drawn.`}
          </p>
        </div>
        {offers.length > 1 && <Offers offers={offers} metric={metric} />}
      </div>
      <ConfigurationTable groups={groups} headline={headline} />
      <p className="dim overview-small">
        {NOTE}
        {summary.groups.some(({ passAt }) => passAt.some(({ k }) => k > 1)) && ` ${ATTEMPTS_NOTE}`}
      </p>
    </section>
  );
}

const NOTE =
  "Infrastructure errors and cancelled trials are not scored. A pass costs what all trials of the configuration cost, failed ones too.";
const ATTEMPTS_NOTE = "pass@k: at least one of k attempts passes; pass^k: all of them do.";
const WHOLE = [0, 1] as const;

function Offers({ offers, metric }: { offers: readonly PricedOffer[]; metric: string }) {
  return (
    <div>
      <h3>{`Cost and ${metric}`}</h3>
      <CostPlot offers={offers} metric={metric} />
      <p className="dim overview-small">
        {`Numbers are those of the table below. Filled: on the Pareto front, no other configuration costs as little and has as high a ${metric}.`}
      </p>
    </div>
  );
}
