import { formatCost, formatDuration, formatSize } from "../core/format.ts";
import type { LimitsInput } from "../core/limits.ts";
import type { Phase } from "../core/outcome.ts";
import type { TrialResult } from "../core/result.ts";
import type { TranscriptSummary } from "./transcript-summary.ts";

/** One limit of a trial, in words. */
export interface LimitUse {
  /** As tasks, run files and outcomes name it. */
  readonly name: keyof LimitsInput;
  /** Whether the run asked for it; else it is the task's, or the default. */
  readonly isAsked: boolean;
  readonly enforced: string;
  /** False where the sandbox cannot keep it. */
  readonly isEnforced: boolean;
  /** What the trial used of it; null where nobody measures that. */
  readonly used: string | null;
}

export type LimitedTrial = Pick<TrialResult, "limits" | "usage" | "phases">;

/** Results name limits with their units, people without. */
const withoutUnit = (name: string): string => name.replace(/(Ms|Bytes|Usd)$/, "");

/** The limits of a trial and what it used of each. Of time that is had anew in each turn, the longest. */
export function listLimitUse(result: LimitedTrial, frozen: TranscriptSummary["frozen"]): LimitUse[] {
  const { usage, limits } = result;
  const { asked, enforced, unenforced } = limits;
  const longest = (phase: Phase): string | null => {
    const times = result.phases.filter((one) => one.phase === phase).map(({ durationMs }) => durationMs);
    return times.length === 0 ? null : formatDuration(Math.max(...times));
  };
  const rows: readonly (readonly [keyof LimitsInput, string, string | null])[] = [
    ["wallTime", formatDuration(enforced.wallTimeMs), longest("agent")],
    ["idleTime", formatDuration(enforced.idleTimeMs), null],
    ["requests", `${enforced.requests}`, `${usage.requests}`],
    ["tokens", `${enforced.tokens}`, `${usage.inputTokens + usage.outputTokens}`],
    ["cost", enforced.costUsd === null ? "none" : formatCost(enforced.costUsd), formatCost(usage.costUsd)],
    ["outputBytes", formatSize(enforced.outputBytes), null],
    ["files", `${enforced.files}`, frozen === null ? null : `${frozen.files}`],
    ["archiveSize", formatSize(enforced.archiveSizeBytes), frozen === null ? null : formatSize(frozen.bytes)],
    ["processes", `${enforced.processes}`, null],
    ["memory", formatSize(enforced.memoryBytes), null],
    ["cpus", `${enforced.cpus}`, null],
    ["disk", formatSize(enforced.diskBytes), null],
    ["buildTime", formatDuration(enforced.buildTimeMs), longest("build")],
    ["readyTime", formatDuration(enforced.readyTimeMs), longest("serve")],
    ["checkTime", formatDuration(enforced.checkTimeMs), longest("check")],
  ];
  return rows.map(([name, limit, used]) => ({
    name,
    isAsked: name in asked,
    enforced: limit,
    isEnforced: !unenforced.map(withoutUnit).includes(withoutUnit(name)),
    used,
  }));
}
