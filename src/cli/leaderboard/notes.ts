import { describeSlices } from "../../analysis/leaderboard.ts";
import type { Leaderboard, LeftOut } from "../../core/leaderboard.ts";
import { describeRatings } from "./ratings.ts";
import { explainUnranked, type Quote } from "./words.ts";

/** The line above a table: the suite, what ranks, and of what part. */
export function describeHead(
  { rows, metric, k, slices, onlyFront, isForced }: Leaderboard,
  quote: Quote,
): string {
  const suites = [...new Set(rows.map(({ suite }) => `${suite.name} ${suite.version}`))];
  return [
    isForced ? "FORCED: of unlike runs" : null,
    suites.map(quote).join(", "),
    `ranked by ${metric === "score" ? "score" : "pass rate"}`,
    k === null ? null : `k = ${k}`,
    slices.length === 0 ? null : `slice: ${quote(describeSlices(slices))}`,
    onlyFront ? "the Pareto front alone" : null,
  ]
    .filter((part) => part !== null && part !== "")
    .join(" · ");
}

/** What must be said below a table: of its ranks, of its runs, and of what it leaves out. */
export function toNotes(board: Leaderboard, quote: Quote): string[] {
  return [
    ...describeForce(board, quote),
    ...describeReading(board),
    ...describeRows(board, quote),
    ...describeRatings(board, quote),
    ...describeWarnings(board, quote),
    ...describeLeftOut(board, quote),
  ];
}

function describeForce({ isForced, differences }: Leaderboard, quote: Quote): string[] {
  if (!isForced) return [];
  const refused = differences.filter(({ severity }) => severity === "refuses");
  return [
    "--force put unlike runs beside each other: ranks between them may mean nothing. What differs:",
    ...refused.map(
      ({ between, what, a, b }) =>
        `  ${quote(between[0])} → ${quote(between[1])}: ${quote(what)}: ${quote(a)} → ${quote(b)}`,
    ),
  ];
}

function describeReading({ rows }: Leaderboard): string[] {
  return [
    ...(rows.some(({ rank }) => rank !== null)
      ? [
          "Ranges are 95 % intervals. A rank is 1 and the number of configurations whose range lies above one's own wholly: those that cannot be told apart share a rank.",
        ]
      : []),
    ...(rows.some(({ isOnParetoFront }) => isOnParetoFront)
      ? ["* on the Pareto front: no other row costs as little a trial and scores as much."]
      : []),
  ];
}

function describeRows({ rows }: Leaderboard, quote: Quote): string[] {
  const mostTasks = Math.max(0, ...rows.map(({ tasks }) => tasks));
  return rows.flatMap(({ label, unranked, tasks, infraErrors, trials, perTrial, scored }) => [
    ...(unranked === null ? [] : [`${quote(label)} is not ranked, ${explainUnranked(unranked)}.`]),
    ...(tasks < mostTasks ? [`${quote(label)} was scored on ${tasks} of ${mostTasks} tasks.`] : []),
    ...(infraErrors * 10 > trials
      ? [
          `${quote(label)} lost ${infraErrors} of ${trials} trials to the infrastructure: its figures are hardly to be trusted.`,
        ]
      : []),
    ...(perTrial.costUsd === null && scored > 0
      ? [
          `The cost of ${quote(label)} is unknown, so it cannot be on the Pareto front; \`--models-file\` of \`buildoff run\` gives prices.`,
        ]
      : []),
  ]);
}

function describeWarnings({ differences, runs }: Leaderboard, quote: Quote): string[] {
  const unfinished = runs.filter(({ finishedAt }) => finishedAt === null);
  return [
    ...differences
      .filter(({ severity }) => severity === "warns")
      .map(
        ({ between, what, a, b }) =>
          `${quote(between[0])} → ${quote(between[1])}: ${quote(what)} differs: ${quote(a)} → ${quote(b)}`,
      ),
    ...unfinished.map(
      ({ runId }) => `The run ${quote(runId)} is not finished; \`buildoff resume\` goes on with it.`,
    ),
  ];
}

function describeLeftOut({ leftOut }: Leaderboard, quote: Quote): string[] {
  if (leftOut.length === 0) return [];
  return [
    "Left out, though the store has them:",
    ...leftOut.map((run) => {
      const what = run.configurations.length === 0 ? "" : `: ${listNames(run.configurations, quote)}`;
      const when = run.startedAt === null ? "" : ` of ${run.startedAt.slice(0, 10)}`;
      return `  ${quote(run.runId)}${when} (${describeKind(run, quote)})${what}`;
    }),
  ];
}

const SHOWN_NAMES = 3;

function listNames(names: readonly string[], quote: Quote): string {
  const rest = names.length - SHOWN_NAMES;
  return `${names.slice(0, SHOWN_NAMES).map(quote).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function describeKind({ kind, derivedFrom, state, isGone }: LeftOut, quote: Quote): string {
  const kinds = {
    run: null,
    derived: `rescored from ${quote(derivedFrom ?? "another run")}`,
    shard: "a shard; `buildoff merge` puts shards together",
  };
  const states = {
    whole: null,
    partial: "not all of its trials have a result",
    unfinished: "unfinished",
    unreadable: "unreadable",
  };
  const parts = [kinds[kind], states[state], isGone ? "no longer on disk" : null];
  return parts.filter((part) => part !== null).join(", ") || "not named";
}
