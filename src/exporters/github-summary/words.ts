import type { TrialResult } from "../../core/result.ts";
import type { Group, Summary } from "../../core/summary.ts";
import type { TrialRow } from "../../core/trial-row.ts";
import { formatCost, formatDuration } from "../../core/format.ts";
import { formatEstimate } from "../../report/words.ts";
import { toCodeCell, toCodeSpan } from "./markdown.ts";

/** What the run came to, and what its figures do not count. */
export function renderVerdict(summary: Summary): string {
  const { planned, finished, scored, passed, infraErrors, cancelled } = summary;
  const verdict =
    scored === 0
      ? "**No trial could be scored.**"
      : `**${passed} of ${countOf(scored, "scored trial")} passed (${((100 * passed) / scored).toFixed(0)} %).**`;
  const left = [
    ...(infraErrors === 0 ? [] : [`${countOf(infraErrors, "infrastructure error")}${renderCauses(summary)}`]),
    ...(cancelled === 0 ? [] : [countOf(cancelled, "cancelled trial")]),
    ...(finished === planned ? [] : [`${countOf(planned - finished, "trial")} that did not run`]),
  ];
  return left.length === 0 ? verdict : `${verdict} Not counted: ${left.join(", ")}.`;
}

function renderCauses({ groups }: Summary): string {
  const causes = new Map<string, number>();
  for (const [code, count] of groups.flatMap(({ infraErrors }) => Object.entries(infraErrors)))
    causes.set(code, (causes.get(code) ?? 0) + count);
  if (causes.size === 0) return "";
  return ` (${[...causes].map(([code, count]) => `${toCodeSpan(code, 40)}: ${count}`).join(", ")})`;
}

const countOf = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

export const TABLE_HEAD = `| Configuration | Pass rate | Score | Passed | Infrastructure errors | Cost a trial | Cost a passed trial | Working time |
| --- | --- | --- | --- | --- | --- | --- | --- |
`;

export function renderGroup(group: Group): string {
  const { configuration, passRate, score, passed, scored, infraErrors, perTrial, perPassed } = group;
  const errors = Object.values(infraErrors).reduce((sum, count) => sum + count, 0);
  const cells = [
    toCodeCell(configuration.name),
    formatEstimate(passRate),
    formatEstimate(score),
    `${passed} of ${scored}`,
    String(errors),
    formatCost(perTrial.costUsd),
    formatCost(perPassed.costUsd),
    perTrial.workingMs === null ? "–" : formatDuration(perTrial.workingMs),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

/** Ids of checks that are named; the others are counted. */
const MOST_CHECKS = 5;

/** One failed trial with the first thing that went wrong in it. */
export function renderFailure(row: TrialRow, result: TrialResult | null): string {
  const first = result?.turns.at(-1)?.checks.find(({ passed }) => !passed)?.evidence.message;
  const message = row.message ?? first ?? ("message" in row.outcome ? row.outcome.message : null);
  return `- ${toCodeSpan(row.id)}: ${describeFailure(row)}${message === null ? "" : `: ${toCodeSpan(message)}`}\n`;
}

function describeFailure({ outcome, failedPhase, failedChecks }: TrialRow): string {
  const end =
    outcome.kind === "limit"
      ? `limit ${outcome.limit}, `
      : outcome.kind === "agent-error"
        ? "agent error, "
        : "";
  if (failedPhase !== null) return `${end}failed at ${failedPhase}`;
  const named = failedChecks.slice(0, MOST_CHECKS).map((id) => toCodeSpan(id, 80));
  const more = failedChecks.length - named.length;
  const names = named.join(" ") + (more === 0 ? "" : ` and ${more} more`);
  return `${end}${countOf(failedChecks.length, "check")} failed${names === "" ? "" : ` (${names})`}`;
}
