import { existsSync } from "node:fs";
import { relative, join } from "node:path";
import type { Summary } from "../core/summary.ts";
import type { SessionEnd } from "./session.ts";
import type { RunFolder } from "../store/run-folder.ts";
import { EXIT } from "./exit.ts";
import type { Interrupts } from "./interrupts.ts";
import { isUntrustworthy, isWhole } from "../analysis/trust.ts";
import { toRescoreCommand } from "../report/reproduce.ts";
import { renderResultTable } from "./result-table.ts";
import type { OutputFlags } from "./run-options.ts";

export interface Finish {
  readonly end: SessionEnd;
  readonly folder: RunFolder;
  readonly interrupts: Pick<Interrupts, "stop">;
  readonly flags: OutputFlags;
}

const RUN_LIMITS: Readonly<Partial<Record<string, { readonly noun: string; readonly flag: string }>>> = {
  cost: { noun: "cost", flag: "--max-cost" },
  wallTime: { noun: "time", flag: "--max-wall-time" },
};

/** Width of what is no terminal. */
const DEFAULT_COLUMNS = 120;

/** Sets the exit code and prints how the run ended. */
export function finishRun({ end, folder, interrupts, flags }: Finish): void {
  process.exitCode = chooseExitCode(end.summary, interrupts.stop.aborted, flags);
  printEnd({ end, folder, isInterrupted: interrupts.stop.aborted, exitCode: process.exitCode, flags });
}

export interface PrintedEnd {
  readonly end: SessionEnd;
  readonly folder: RunFolder;
  readonly isInterrupted: boolean;
  readonly exitCode: number;
  readonly flags: Pick<OutputFlags, "json" | "slim">;
}

/** Prints how a run ended and what to do next. */
export function printEnd({ end, folder, isInterrupted, exitCode, flags }: PrintedEnd): void {
  const { summary, stoppedBy } = end;
  const met = isInterrupted || isWhole(summary) ? undefined : RUN_LIMITS[stoppedBy ?? "none"];
  if (flags.json === true || flags.slim === true) {
    const last = { type: "run-finished", folder: folder.path, exitCode, stoppedBy, summary };
    process.stdout.write(`${JSON.stringify(last)}\n`);
    return;
  }
  const path = relative(process.cwd(), folder.path) || folder.path;
  const lines = [
    renderResultTable(end, process.stdout.columns ?? DEFAULT_COLUMNS),
    "",
    `report   ${existsSync(folder.report) ? join(path, "report", "index.html") : `buildoff view ${path}`}`,
    `results  ${join(path, "summary.json")}`,
  ];
  if (met !== undefined) lines.unshift(`the run's limit of ${met.noun} was reached`, "");
  lines.push(`next     ${nextCommand(summary, path)}${met === undefined ? "" : ` ${met.flag} <more>`}`);
  process.stdout.write(`\n${lines.join("\n")}\n`);
}

/** Interrupted before untrustworthy before below a threshold. */
export function chooseExitCode(
  summary: Pick<Summary, "planned" | "finished" | "cancelled" | "infraErrors" | "meanScore">,
  isInterrupted: boolean,
  flags: Pick<OutputFlags, "minScore" | "maxInfraErrors">,
): number {
  if (isInterrupted && !isWhole(summary)) return EXIT.interrupted;
  if (isUntrustworthy(summary, flags.maxInfraErrors)) return EXIT.infrastructure;
  // Without an interrupt only a limit of the run, its cost or its time, ends it before its end.
  if (!isWhole(summary)) return EXIT.belowThreshold;
  // An outage is no zero: a threshold that nothing can be held against is not met, and not missed.
  if (flags.minScore === undefined) return EXIT.ok;
  if (summary.meanScore === null) return EXIT.infrastructure;
  return summary.meanScore < flags.minScore ? EXIT.belowThreshold : EXIT.ok;
}

function nextCommand({ finished, planned, passed, cancelled, conditions }: Summary, path: string): string {
  if (finished < planned || cancelled > 0) return `buildoff resume ${path}`;
  if (passed < planned)
    return `${toRescoreCommand({ run: path, sandbox: conditions.sandbox }, null)}   grades the same workspaces again, without a token`;
  return "buildoff run starter --agent qwen-code --model qwen/qwen3-coder-plus   (or --agent nop, to see checks fail)";
}
