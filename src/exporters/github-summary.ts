import type { Exporter, RunData } from "../core/exporter.ts";
import { createBudget } from "./github-summary/budget.ts";
import { toCodeSpan } from "./github-summary/markdown.ts";
import { renderFailure, renderGroup, renderVerdict, TABLE_HEAD } from "./github-summary/words.ts";

/**
 * GitHub takes 1,024 KiB of a step and drops the whole summary where it is more. A workflow may write something beside
 * this, so the last of it is left free.
 */
const MAX_BYTES = 1000 * 1024;
/** For the table; what it leaves, the failed trials have. */
const TABLE_BYTES = 256 * 1024;
/** For the sentences that say what was left out. */
const SENTENCE_BYTES = 1024;

/**
 * A Markdown summary for `$GITHUB_STEP_SUMMARY`: the verdict, the configurations, the trials that failed. Always within
 * GitHub's limit, and where it has to leave something out it says so. Every text that is not buildoff's own is code.
 */
export const githubSummary: Exporter = {
  name: "github-summary",
  summary: "Markdown for the summary of a GitHub Actions step",
  isPartOfRun: false,
  render: (run) => [{ path: "github-summary.md", content: renderSummary(run) }],
};

async function* renderSummary(run: RunData): AsyncGenerator<string> {
  const { summary } = run;
  const { suite } = summary.conditions;
  const head = [
    `${renderVerdict(summary)}\n`,
    `Suite ${toCodeSpan(`${suite.name} ${suite.version}`)}, run ${toCodeSpan(summary.runId)}, buildoff ${toCodeSpan(summary.buildoff)}.\n`,
    TABLE_HEAD,
  ].join("\n");
  yield head;
  yield* renderTable(run);
  yield* renderFailures(run, MAX_BYTES - TABLE_BYTES - 2 * SENTENCE_BYTES - Buffer.byteLength(head));
}

function* renderTable({ summary }: RunData): Generator<string> {
  const budget = createBudget(TABLE_BYTES);
  let left = 0;
  for (const group of summary.groups) {
    const line = left > 0 ? null : budget.take(renderGroup(group));
    if (line === null) left += 1;
    else yield line;
  }
  if (left > 0)
    yield `\n${left} of ${summary.groups.length} configurations are left out: there is no room for them.\n`;
}

async function* renderFailures(run: RunData, maxBytes: number): AsyncGenerator<string> {
  const failed = run.summary.scored - run.summary.passed;
  if (failed === 0) return;
  yield `\n### Failed trials (${failed})\n\n`;
  const budget = createBudget(maxBytes);
  let left = 0;
  for await (const row of run.rows()) {
    if (row.passed !== false) continue;
    const line = left > 0 ? null : budget.take(renderFailure(row, await run.result(row.id)));
    if (line === null) left += 1;
    else yield line;
  }
  if (left > 0)
    yield `\n${left} of ${failed} failed trials are left out: a step's summary holds 1,024 KiB. All of them stand in the run's folder.\n`;
}
