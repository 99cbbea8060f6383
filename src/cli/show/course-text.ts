import { formatCost, formatDuration } from "../../core/format.ts";
import type { PhaseRecord, TrialResult } from "../../core/result.ts";
import { listLimitUse } from "../../report/limit-use.ts";
import type { TranscriptSummary } from "../../report/transcript-summary.ts";
import { toHarmlessLine, toHarmlessLines } from "../harmless-text.ts";
import { countOf } from "../statistics-text.ts";
import type { TrialParts } from "./load-trial.ts";
import { alignColumns, indent, toSection } from "./section.ts";

/** How a trial went: its phases and tries, what it cost, what it was allowed, and what the agent did. */
export function describeCourse(result: TrialResult, parts: TrialParts): string[] {
  const limits = listLimitUse(result, parts.transcript?.frozen ?? null);
  return [
    ...toSection("phases", describePhases(result.phases)),
    ...toSection("tries", describeTries(result)),
    ...toSection("cost and time", describeExpense(result)),
    ...toSection(
      "limits",
      alignColumns(
        [
          ["", "limit", "used", ""],
          ...limits.map(({ name, enforced, used, isAsked, isEnforced }) => [
            name,
            enforced,
            used ?? "–",
            [isAsked ? "asked for by the run" : "", isEnforced ? "" : "not kept by this sandbox"]
              .filter(Boolean)
              .join(", "),
          ]),
        ],
        [1, 2],
      ),
    ),
    ...toSection("quality of the first page (no part of the score)", describeQuality(result)),
    ...toSection("what the agent did", describeTranscript(parts.transcript, result.tries.length)),
  ];
}

const describePhases = (phases: readonly PhaseRecord[]): string[] =>
  alignColumns(
    phases.map(({ phase, turn, durationMs, exitCode }) => [
      phase,
      `turn ${turn}`,
      formatDuration(durationMs),
      exitCode === null ? "" : `exit code ${exitCode}`,
    ]),
    [2],
  );

const describeTries = ({ tries }: TrialResult): string[] =>
  tries.map(({ number, durationMs, outcome }) => {
    const what =
      outcome.kind === "infra-error"
        ? `infrastructure error (${toHarmlessLine(outcome.code)})`
        : outcome.kind;
    const why = "message" in outcome ? `: ${toHarmlessLine(outcome.message)}` : "";
    return `${number}  ${formatDuration(durationMs)}  ${what}${why}`;
  });

function describeExpense({ usage, timing, durationMs, sandbox, startedAt }: TrialResult): string[] {
  const { inputTokens, outputTokens, cacheReadTokens, reasoningTokens, unmeteredRequests } = usage;
  const of = [
    ...(cacheReadTokens === 0 ? [] : [`${cacheReadTokens} of the input from the cache`]),
    ...(reasoningTokens === 0 ? [] : [`${reasoningTokens} of the output for thinking`]),
    ...(unmeteredRequests === 0 ? [] : [`${unmeteredRequests} of the requests not metered`]),
  ];
  const first =
    timing.firstTokenMs === null ? "" : `, first token after ${formatDuration(timing.firstTokenMs)}`;
  const speed =
    timing.outputTokensPerSecond === null
      ? ""
      : `, ${timing.outputTokensPerSecond.toFixed(1)} tokens a second`;
  return [
    `cost    ${formatCost(usage.costUsd)}`,
    `tokens  ${inputTokens} in, ${outputTokens} out, in ${countOf(usage.requests, "request")}${of.length === 0 ? "" : ` (${of.join(", ")})`}`,
    `time    ${formatDuration(durationMs)} from ${startedAt}, in the sandbox ${sandbox}`,
    ...(usage.requests === 0
      ? []
      : [
          `model   answered for ${formatDuration(timing.modelMs)}, was waited for ${formatDuration(timing.waitMs)}${first}${speed}`,
        ]),
  ];
}

function describeQuality({ turns }: TrialResult): string[] {
  const quality = turns.at(-1)?.quality ?? null;
  if (quality === null) return [];
  return alignColumns(
    Object.entries(quality).map(([metric, value]) => [
      metric,
      value === null ? "–" : `${Number(value.toPrecision(6))}`,
    ]),
    [1],
  );
}

const MOST_TOOLS = 12;
const MOST_MESSAGE_LINES = 20;

function describeTranscript(transcript: TranscriptSummary | null, tries: number): string[] {
  if (transcript === null) return ["no transcript is there: it was pruned, or never written"];
  const { modelCalls, refusedCalls, toolCalls, lastMessage } = transcript;
  const tools = toolCalls.map(({ name, count }) => `${toHarmlessLine(name, 80)} ${count}`);
  const more = tools.length > MOST_TOOLS ? [`${tools.length - MOST_TOOLS} more tools`] : [];
  const lines = lastMessage === null ? [] : toHarmlessLines(lastMessage.trim().slice(0, 20_000));
  return [
    `model calls  ${modelCalls}${refusedCalls === 0 ? "" : `, and ${refusedCalls} refused`}${tries > 1 ? ` (over ${tries} tries)` : ""}`,
    `tool calls   ${tools.length === 0 ? "none told" : [...tools.slice(0, MOST_TOOLS), ...more].join(", ")}`,
    ...(lines.length === 0 ? [] : ["its last message:"]),
    ...indent(lines.slice(0, MOST_MESSAGE_LINES)),
    ...(lines.length > MOST_MESSAGE_LINES ? indent(["…"]) : []),
  ];
}
