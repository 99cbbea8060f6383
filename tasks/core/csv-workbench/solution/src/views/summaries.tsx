import type { ColumnSummary } from "../analysis/summarise.ts";
import { formatCount } from "../words.ts";

const NOT_APPLICABLE = "n/a";

export function Summaries({ summaries }: { readonly summaries: readonly ColumnSummary[] }) {
  return (
    <section className="summaries" aria-labelledby="summaries-title">
      <h2 id="summaries-title">Columns</h2>
      <ul>
        {summaries.map((summary) => (
          <SummaryCard key={summary.name} summary={summary} />
        ))}
      </ul>
    </section>
  );
}

function SummaryCard({ summary }: { readonly summary: ColumnSummary }) {
  const figures = [
    ["count", "Values", formatCount(summary.count)],
    ["empty", "Empty", formatCount(summary.empty)],
    ["distinct", "Distinct", formatCount(summary.distinct)],
    ["min", "Min", summary.min],
    ["max", "Max", summary.max],
    ["mean", "Mean", summary.mean],
  ] as const;
  return (
    <li data-testid="summary" className="card summary">
      <div className="summary-head">
        <h3>{summary.name}</h3>
        <span data-testid="type" className={`type type-${summary.type}`}>
          {summary.type}
        </span>
      </div>
      <dl>
        {figures.map(([id, term, figure]) => (
          <div key={id}>
            <dt>{term}</dt>
            <dd data-testid={id}>{figure ?? NOT_APPLICABLE}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
