import type { MeanComparison, MetricComparison, Pair } from "../../../../core/comparison.ts";
import { formatCost } from "../../../../core/format.ts";
import { formatShare } from "../../parts/format.ts";
import { WideTable } from "../../parts/table.tsx";
import { formatLevel, formatP, formatPoints, formatSpan, formatTokens } from "../../parts/words.ts";

/** Both metrics and what a trial takes, on both sides and as a difference. */
export function FigureTable({ pair, comparisons }: { pair: Pair; comparisons: number }) {
  const { a, b, tasks, passRate, score, costUsd, tokens, wallMs, workingMs } = pair;
  const level = formatLevel(passRate.difference.interval?.level ?? 0.95);
  return (
    <WideTable label={`Figures over ${tasks} tasks`}>
      <thead>
        <tr>
          <th scope="col">{`Over ${tasks} ${tasks === 1 ? "task" : "tasks"}`}</th>
          <th scope="col" className="n">
            {a.label}
          </th>
          <th scope="col" className="n">
            {b.label}
          </th>
          <th scope="col" className="n">{`${b.label} − ${a.label}`}</th>
          <th scope="col" className="n">{`${level} interval`}</th>
          <th scope="col" className="n">
            p
          </th>
          {comparisons > 1 && <th scope="col" className="n">{`p after Holm, ${comparisons} pairs`}</th>}
          <th scope="col">Method</th>
        </tr>
      </thead>
      <tbody>
        <MetricRow name="Pass rate" metric={passRate} isAdjusted={comparisons > 1} />
        <MetricRow name="Score" metric={score} isAdjusted={comparisons > 1} />
        <MeanRow name="Cost of a trial" mean={costUsd} format={formatCost} isAdjusted={comparisons > 1} />
        <MeanRow name="Tokens of a trial" mean={tokens} format={formatTokens} isAdjusted={comparisons > 1} />
        <MeanRow name="Time of a trial" mean={wallMs} format={formatSpan} isAdjusted={comparisons > 1} />
        <MeanRow
          name="Agent’s working time"
          mean={workingMs}
          format={formatSpan}
          isAdjusted={comparisons > 1}
        />
      </tbody>
    </WideTable>
  );
}

interface MetricRowProps {
  readonly name: string;
  readonly metric: MetricComparison;
  /** Whether there is a column for p after Holm. */
  readonly isAdjusted: boolean;
}

function MetricRow({ name, metric, isAdjusted }: MetricRowProps) {
  const { a, b, difference, pValue, adjustedPValue, test } = metric;
  const { interval, value } = difference;
  return (
    <tr>
      <th scope="row" className="compare-name">
        {name}
      </th>
      <td className="n">{formatShare(a)}</td>
      <td className="n">{formatShare(b)}</td>
      <td className="n">{formatPoints(value)}</td>
      <td className="n">
        {interval === null ? "–" : `${formatPoints(interval.lower)} to ${formatPoints(interval.upper)}`}
      </td>
      <td className="n">{formatP(pValue)}</td>
      {isAdjusted && <td className="n">{formatP(adjustedPValue)}</td>}
      <td className="compare-method">{[interval?.method, test].flatMap(toMethodWords).join("; ")}</td>
    </tr>
  );
}

/** How the analysis names its methods, in words. */
const METHODS: Readonly<Record<string, string>> = {
  t: "t interval",
  "t-task-differences": "t interval of the tasks’ differences",
  "newcombe-paired": "Newcombe’s interval for pairs",
  "mcnemar-exact": "McNemar’s exact test",
  permutation: "permutation test",
};

const toMethodWords = (method: string | undefined): string[] =>
  method === undefined || method === "none" ? [] : [METHODS[method] ?? method];

interface MeanRowProps extends Omit<MetricRowProps, "metric"> {
  readonly mean: MeanComparison;
  readonly format: (value: number) => string;
}

function MeanRow({ name, mean, format, isAdjusted }: MeanRowProps) {
  const { interval, value } = mean.difference;
  const show = (one: number | null): string => (one === null ? "unknown" : format(one));
  const signed = (one: number): string =>
    one === 0 ? format(0) : `${one < 0 ? "−" : "+"}${format(Math.abs(one))}`;
  return (
    <tr>
      <th scope="row" className="compare-name">
        {name}
      </th>
      <td className="n">{show(mean.a)}</td>
      <td className="n">{show(mean.b)}</td>
      <td className="n">{value === null ? "–" : signed(value)}</td>
      <td className="n">
        {interval === null ? "–" : `${signed(interval.lower)} to ${signed(interval.upper)}`}
      </td>
      <td className="n">–</td>
      {isAdjusted && <td className="n">–</td>}
      <td className="compare-method">{toMethodWords(interval?.method)}</td>
    </tr>
  );
}
