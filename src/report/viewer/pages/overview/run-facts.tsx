import type { ReactNode } from "react";
import { formatCost } from "../../../../core/format.ts";
import type { RunIndex } from "../../../model/report-index.ts";
import { useReport } from "../../data/report.tsx";
import { formatCount, formatTime } from "../../parts/format.ts";
import { countOf } from "../../parts/words.ts";

/** What the run is: enough to find it again, and to cite it. */
export function RunFacts({ run }: { run: RunIndex }) {
  const { index } = useReport();
  const { suite, runId, createdAt, buildoff, sandbox, derivedFrom, summary } = run;
  const { usage, shard } = summary;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["Suite", `${suite.name} ${suite.version}, ${countOf(run.tasks.length, "task")}`],
    ["Run", <code key="run">{runId}</code>],
    ["Begun", formatTime(createdAt)],
    ["Ended", summary.finishedAt === null ? "not yet" : formatTime(summary.finishedAt)],
    ["Cost of the run", formatCost(usage.costUsd)],
    ["Tokens of the run", `${formatCount(usage.inputTokens)} in, ${formatCount(usage.outputTokens)} out`],
    ["buildoff", buildoff],
    ["Sandbox", sandbox],
    ["Derived from", derivedFrom === null ? null : <code key="derived">{derivedFrom}</code>],
    ["Shard", shard === null ? null : `${shard.index} of ${shard.of}`],
    ["Report written", `${formatTime(index.generatedAt)}, by buildoff ${index.buildoff}`],
  ];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">About this run</h2>
      <dl className="overview-facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
