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

export const tasksNotInSuite = (suite: string, tasks: readonly string[]) =>
  new UserError(
    "tasks-not-in-suite",
    `the suite ${suite} does not have these tasks of the run: ${list(tasks)}`,
    "name another --suite, or grade the other trials alone with --trial",
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

export const flagWithoutUse = (flag: string, why: string) =>
  new UserError("flag-without-use", `${flag} is given, but ${why}`, `leave ${flag} out`);

export const recordedReplay = () =>
  new UserError(
    "recorded-replay",
    "--record and --replay exclude each other: a replay calls no model",
    "leave one of them out; the run that is replayed has the recording",
  );

export const recordedWithoutBodies = () =>
  new UserError(
    "recorded-without-bodies",
    "--record and --no-bodies exclude each other: a recording holds the text of every call",
    "leave one of them out",
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

export const noSummary = (run: string) =>
  new UserError(
    "no-summary",
    `the run ${run} has no summary.json: it was ended before its end`,
    `\`buildoff resume ${run}\` goes on with it`,
  );

export const noShard = (run: string) =>
  new UserError(
    "no-shard",
    `the run ${run} is no part of a plan: it was not made by \`run --shard\``,
    "name runs that `buildoff run --shard 1/3`, `2/3` and `3/3` made",
  );

export const unlikeShards = (runs: readonly [string, string], differences: readonly string[]) =>
  new UserError(
    "unlike-shards",
    `the runs ${runs.join(" and ")} are not parts of one plan:\n${differences.map((line) => `  ${line}`).join("\n")}`,
    "merge what the same command made, with nothing but --shard and --name changed, on machines with the same images",
  );

export const repeatedShard = (shard: string, runs: readonly [string, string]) =>
  new UserError(
    "repeated-shard",
    `the shard ${shard} is given twice: ${runs.join(" and ")}`,
    "leave one of them out",
  );

export const missingShards = (of: number, missing: readonly number[]) =>
  new UserError(
    "missing-shards",
    `of ${of} shards these are missing: ${missing.map((index) => `${index}/${of}`).join(", ")}`,
    "name the runs of all shards; what is not merged would be left out of every figure",
  );

export const unfinishedShard = (run: string, missing: number, planned: number) =>
  new UserError(
    "unfinished-shard",
    `the shard ${run} is unfinished: ${missing} of its ${planned} trials have no result`,
    `go on with it first: buildoff resume ${run}`,
  );

export const retentionNeeded = () =>
  new UserError(
    "retention-needed",
    "it is not said what may go",
    "give --keep with an age, such as --keep 30d, or --max-size with what all runs may take, such as --max-size 20GB; --dry-run says what would go",
  );

export const workspacesPruned = (run: string, trials: readonly string[]) =>
  new UserError(
    "workspaces-pruned",
    `the workspaces of these trials of ${run} were pruned: ${list(trials.slice(0, 8))}${trials.length > 8 ? ` and ${trials.length - 8} more` : ""}`,
    "grade the others with --trial, restore the files from a copy, or run those trials anew",
  );

export const prunedShard = (run: string) =>
  new UserError(
    "pruned-shard",
    `the shard ${run} was pruned: what it was made of is no longer there`,
    "merge shards before `buildoff prune` takes their workspaces, or run this one again",
  );
