import type { FrozenTurn } from "../core/journal.ts";
import type { TurnResult, Verdict } from "../core/result.ts";
import { checksAtTurn, scoreChecks, toCheckResult, unservedVerdict } from "../core/score.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import type { TrialFolder } from "../store/run-folder.ts";
import { writeAtomic, writeJson } from "../store/atomic-file.ts";
import { join, relative } from "node:path";
import type { Grade } from "./grade.ts";

export interface JudgedTurn {
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly frozen: FrozenTurn;
  readonly folder: TrialFolder;
}

/** Writes what grading a turn gave (verdict, evidence, logs, screenshots, what was built) and makes its result. */
export async function recordTurn(
  { loaded, task, frozen, folder }: JudgedTurn,
  workspace: string,
  grade: Grade,
): Promise<TurnResult> {
  const { turn } = frozen;
  const checks = checksAtTurn(task.checks, turn).map((check, index) =>
    toCheckResult(check, grade.verdicts[index]!),
  );
  const score = scoreChecks(checks);
  const verdict: Verdict = {
    schema: 1,
    task: task.id,
    taskHash: loaded.hash,
    workspace,
    turn,
    failedPhase: grade.failedPhase,
    message: grade.message,
    ...score,
    checks: [...grade.verdicts],
  };
  const quality = grade.report?.quality ?? null;
  const screenshots = await writeScreenshots(folder, turn, grade);
  const firstPage = await writeFirstPage(folder, turn, grade);
  if (grade.built !== null) await writeAtomic(folder.build(turn), grade.built);
  await writeJson(folder.verdict(turn), verdict);
  await writeJson(folder.evidence(turn), {
    timingsMs: grade.report?.timingsMs ?? {},
    logs: grade.report?.logs ?? [],
    screenshots,
    quality,
  });
  for (const [name, text] of Object.entries(grade.logs)) {
    await writeAtomic(join(folder.logs, `${name}.turn-${turn}.log`), text ?? "nothing was kept\n");
  }
  const { failedPhase, message } = grade;
  return {
    turn,
    workspace,
    failedPhase,
    message,
    checks,
    ...score,
    screenshots,
    firstPage,
    logs: keepFailedLogs(grade),
    quality,
  };
}

/** A turn whose workspace could not be collected: every check failed, at phase `freeze`. */
export function rejectTurn(task: Task, frozen: FrozenTurn): TurnResult {
  const message = frozen.rejection ?? "the workspace could not be collected";
  const checks = checksAtTurn(task.checks, frozen.turn).map((check) =>
    toCheckResult(check, unservedVerdict(check, message)),
  );
  return {
    turn: frozen.turn,
    workspace: null,
    failedPhase: "freeze",
    message,
    checks,
    score: 0,
    passed: false,
    screenshots: [],
    firstPage: null,
    logs: [],
    quality: null,
  };
}

/** Lines of each failed check that the result itself keeps, and characters of each line. */
const KEPT_LINES = 20;
const KEPT_CHARACTERS = 400;

function keepFailedLogs({ verdicts, report }: Grade): TurnResult["logs"] {
  const failed = new Set(verdicts.filter(({ passed }) => !passed).map(({ id }) => id));
  return (report?.logs ?? [])
    .filter(({ check }) => failed.has(check))
    .map((log) => ({
      check: log.check,
      lines: [...log.console, ...log.network]
        .slice(-KEPT_LINES)
        .map((line) => line.slice(0, KEPT_CHARACTERS)),
    }))
    .filter(({ lines }) => lines.length > 0);
}

async function writeScreenshots(
  folder: TrialFolder,
  turn: number,
  { report }: Grade,
): Promise<TurnResult["screenshots"]> {
  const written: TurnResult["screenshots"] = [];
  for (const [index, { check, name, png }] of (report?.screenshots ?? []).entries()) {
    const label = name.replaceAll(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60);
    const file = join(
      folder.screenshots,
      `turn-${turn}`,
      `${String(index).padStart(3, "0")}.${check}.${label}.png`,
    );
    await writeAtomic(file, png);
    written.push({ check, name, file: toOwnPath(folder, file) });
  }
  return written;
}

async function writeFirstPage(folder: TrialFolder, turn: number, { report }: Grade): Promise<string | null> {
  const jpeg = report?.firstPage ?? null;
  if (jpeg === null) return null;
  const file = join(folder.screenshots, `turn-${turn}`, "first-page.jpg");
  await writeAtomic(file, jpeg);
  return toOwnPath(folder, file);
}

/** As results name a file of their trial. */
const toOwnPath = ({ path }: TrialFolder, file: string): string => relative(path, file).replaceAll("\\", "/");
