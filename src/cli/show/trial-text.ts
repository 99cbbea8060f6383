import type { Manifest } from "../../core/manifest.ts";
import type { TrialResult } from "../../core/result.ts";
import type { TrialSpec } from "../../core/trial.ts";
import { describeEnd } from "../../report/outcome-sentence.ts";
import {
  listBeyondFlags,
  toOpenCommand,
  toReproduceCommand,
  toRescoreCommand,
} from "../../report/reproduce.ts";
import { toShellWord } from "../../report/shell-word.ts";
import type { RunFolder } from "../../store/run-folder.ts";
import { toHarmlessLine, toHarmlessLines } from "../harmless-text.ts";
import { describeChecks } from "./checks-text.ts";
import { describeCourse } from "./course-text.ts";
import { describeReviews } from "./review-text.ts";
import type { StoredFile, TrialParts } from "./load-trial.ts";
import { toSection } from "./section.ts";

export interface TrialView {
  readonly manifest: Manifest;
  readonly folder: RunFolder;
  readonly result: TrialResult;
  readonly parts: TrialParts;
  /** How a path is shown, such as from where the user is. */
  readonly toShown: (path: string) => string;
}

/** Everything of one trial as text, what went wrong first. Ends with a newline. */
export function renderTrial(view: TrialView): string {
  const { manifest, folder, result, parts, toShown } = view;
  const { trial, score } = result;
  const end = toHarmlessLine(describeEnd(result));
  const lines = [
    ...describeTrial(manifest, trial),
    "",
    score === null ? end : `${end}; score ${score.toFixed(3)}`,
    ...describeLog(view),
    ...describeChecks(result, { folder: toShown(folder.trial(trial.id).path) }),
    ...describeReviews(parts),
    ...describeCourse(result, parts),
    ...toSection("files", describeFiles(view)),
    ...toSection("go on with", describeNext(view)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Which trial it is: two lines. */
export function describeTrial(manifest: Manifest, trial: TrialSpec): string[] {
  const { suite, tasks, agents } = manifest;
  const title = tasks.find(({ id }) => id === trial.task)?.title ?? trial.task;
  const version = agents.find(({ name }) => name === trial.agent)?.version ?? null;
  const by = `${trial.agent}${version === null ? "" : ` ${version}`}${trial.model === null ? "" : ` with ${trial.model}`}`;
  return [
    trial.id,
    toHarmlessLine(
      `${title} (${suite.name} ${suite.version}), by ${by}; language ${trial.language}, seed ${trial.seed}, attempt ${trial.attempt}`,
    ),
  ];
}

/** The end of what the command wrote that failed. */
function describeLog({ parts: { log }, toShown }: TrialView): string[] {
  if (log === null) return [];
  const lines = log.lines.flatMap(toHarmlessLines);
  return toSection(`${log.isCut ? "the end of " : ""}${toShown(log.file)}`, lines);
}

function describeFiles({ folder, result: { trial }, parts, toShown }: TrialView): string[] {
  const files = folder.trial(trial.id);
  const show = ({ file, isThere }: StoredFile): string =>
    `${toShown(file)}${isThere ? "" : " (not there: pruned, or never written)"}`;
  return [
    ...parts.workspaces.map(
      (one) => `workspace   ${show(one)}${parts.workspaces.length > 1 ? ` after turn ${one.turn}` : ""}`,
    ),
    ...parts.transcripts.map((one) => `transcript  ${show(one)}`),
    `logs        ${toShown(files.logs)}`,
    `result      ${toShown(files.result)}`,
  ];
}

function describeNext({ manifest, folder, result, parts, toShown }: TrialView): string[] {
  const { trial, score } = result;
  const run = toShown(folder.path);
  const named = { run, sandbox: manifest.sandbox.provider };
  const beyond = listBeyondFlags(manifest, trial);
  const hasWorkspace = parts.workspaces.some(({ isThere }) => isThere);
  return [
    toReproduceCommand(manifest, trial),
    ...(beyond.length === 0
      ? []
      : [`  repeats it but for what a run file says: ${toHarmlessLine(beyond.join(", "))}`]),
    ...(hasWorkspace ? [toOpenCommand(named, trial.id), toRescoreCommand(named, trial.id)] : []),
    ...(score === null ? [] : [`buildoff review ${toShellWord(run)} ${trial.id} --agree`]),
  ];
}
