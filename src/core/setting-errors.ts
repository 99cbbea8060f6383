import { UserError } from "./errors.ts";

/*
 * Errors of the user's making in what was set on the command line or in a run file, and where what a run began with is no
 * longer there. As in `user-errors.ts`: the message says what is wrong and where; the hint says what to do.
 */

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

export const commandOnly = (agent: string, setting: string) =>
  new UserError(
    "not-its-setting",
    `the agent ${agent} has no setting ${setting}`,
    "only the agent `command`, which runs a program of your own, has it",
  );

export const commandNeeded = () =>
  new UserError(
    "command-needed",
    "the agent command needs a command line",
    'give one with --command, for example --command "./my-agent"',
  );

export const suiteChanged = (folder: string, tasks: readonly string[]) =>
  new UserError(
    "suite-changed",
    `the suite in ${folder} is no longer what the run was planned with; changed: ${list(tasks)}`,
    "restore those files, or start a new run",
  );

export const agentImageChanged = (agent: string, dockerfile: string) =>
  new UserError(
    "agent-image-changed",
    `the image of the agent ${agent} is no longer what this run began with: ${dockerfile}`,
    "restore it and what lies beside it, or start a new run",
  );

export const oneShotOnly = (agent: string) =>
  new UserError(
    "not-its-setting",
    `the agent ${agent} has no setting repairs`,
    "only the agent one-shot, which answers in rounds, has it",
  );

export const noToolsSetting = (agent: string) =>
  new UserError(
    "not-its-setting",
    `the agent ${agent} has no setting tools`,
    "its model is offered none in any case; `repairs: 0` keeps buildoff from mending its answer with them",
  );

export const invalidSetting = (flag: string, value: unknown, why: string) =>
  new UserError(
    "invalid-setting",
    `${flag} ${String(value)} cannot be used: ${why}`,
    `give ${flag} another value, or leave it out`,
  );

export const invalidRunName = (name: string) =>
  new UserError(
    "invalid-run-name",
    `--name "${name}" cannot be used: it becomes the name of a folder`,
    "leave slashes out; --results says in which folder it is made",
  );

export const settingNotUsed = (flag: string, owner: string, agents: readonly string[]) =>
  new UserError(
    "setting-not-used",
    `${flag} is given, but only the agent ${owner} has it, and the run has ${list(agents)}`,
    `leave ${flag} out, or add --agent ${owner}`,
  );

export const recordedReplay = () =>
  new UserError(
    "recorded-replay",
    "--record and --replay exclude each other: a replay calls no model",
    "leave one of them out; the run that is replayed has the recording",
  );

export const modelsFileChanged = (file: string, why: string) =>
  new UserError(
    "models-file-changed",
    `the models file ${file} is no longer what this run began with: ${why}`,
    "restore it, or start a new run; `buildoff rescore` grades what is there and needs no models",
  );

export const sandboxImageChanged = (roles: readonly string[]) =>
  new UserError(
    "sandbox-image-changed",
    `these images are no longer what this run began with: ${list(roles)}`,
    "start a new run, or go on with the buildoff and the images that it began with; `buildoff rescore` grades what is there",
  );

export const agentVersionChanged = (agent: string, began: string | null, now: string | null) =>
  new UserError(
    "agent-version-changed",
    `this run began with ${agent} ${began ?? "of no version"}, and this buildoff has ${now ?? "none"}`,
    "start a new run, or go on with the buildoff that it began with; `buildoff rescore` grades what is there",
  );
