import { type Position, UserError } from "./errors.ts";

/*
 * Every error of the user's making, one factory each. The message says what is wrong and where; the hint says what to do.
 */

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

export const unknownName = (
  noun: string,
  name: string,
  known: readonly string[],
  suggestion: string | null,
) =>
  new UserError(
    "unknown-name",
    `unknown ${noun} "${name}"`,
    suggestion === null ? `known: ${list(known)}` : `did you mean "${suggestion}"? known: ${list(known)}`,
  );

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const unreadableFile = (file: string, cause: unknown) =>
  new UserError(
    "unreadable-file",
    `cannot read ${file}: ${reason(cause)}`,
    "check the path and its permissions",
    { cause },
  );

/** Every problem of every file, one line each: `file:line:col path: message`. */
export const invalidFiles = (
  problems: readonly { readonly position: Position; readonly path: string; readonly message: string }[],
) =>
  new UserError(
    "invalid-file",
    problems
      .map(
        ({ position: { file, line, column }, path, message }) =>
          `${file}:${line}:${column} ${path === "" ? "" : `${path}: `}${message}`,
      )
      .join("\n"),
    "the format is described by `buildoff schema task`, `buildoff schema suite` and `buildoff schema run`",
  );

export const unknownSuite = (name: string, known: readonly string[], suggestion: string | null) =>
  new UserError(
    "unknown-suite",
    `there is no suite "${name}": neither one that buildoff brings nor a folder with suite.yaml or task.yaml`,
    suggestion === null ? `known: ${list(known)}` : `did you mean "${suggestion}"? known: ${list(known)}`,
  );

export const emptySuite = (folder: string) =>
  new UserError("empty-suite", `the suite ${folder} has no task`, "add a folder with a task.yaml to it");

export const duplicateTask = (id: string, folders: readonly string[]) =>
  new UserError(
    "duplicate-task",
    `two tasks have the id "${id}": ${folders.join(" and ")}`,
    "give one of them another id",
  );

export const brokenJournal = (file: string, line: number, why: string) =>
  new UserError(
    "broken-journal",
    `${file}:${line} is not a record of a journal: ${why}`,
    "restore the file, or start the run anew; a line torn by a crash would have been forgiven",
  );

export const runInUse = (file: string, pid: number) =>
  new UserError(
    "run-in-use",
    `another buildoff (process ${pid}) is working on this run: ${file}`,
    "wait until it ends, or stop it first",
  );

export const runExists = (path: string, cause: unknown) =>
  new UserError(
    "run-exists",
    `cannot make the run's folder ${path}: ${reason(cause)}`,
    "choose another --name or --results folder; `buildoff resume` goes on with a run that exists",
    { cause },
  );

export const unknownRun = (name: string, folder: string, known: readonly string[]) =>
  new UserError(
    "unknown-run",
    `there is no run "${name}" in ${folder}`,
    known.length === 0 ? "start one with `buildoff run starter`" : `known: ${list(known.slice(-8))}`,
  );

export const invalidResultFile = (file: string, why: string, cause: unknown) =>
  new UserError(
    "invalid-result-file",
    `cannot read ${file}: ${why}`,
    "it was changed or damaged after it was written; restore it, or run again",
    { cause },
  );

export const lostWorkspace = (file: string, why: string, cause: unknown) =>
  new UserError(
    "lost-workspace",
    `the stored workspace ${file} cannot be used: ${why}`,
    "restore the file, or run the trial again",
    { cause },
  );

export const noDockerfile = (file: string) =>
  new UserError(
    "no-dockerfile",
    `there is no file ${file}`,
    "an agent's dockerfile is a path relative to the run file",
  );

export const noSolution = (task: string, folder: string) =>
  new UserError(
    "no-solution",
    `the task ${task} has no reference solution for the oracle: ${folder} is missing or empty`,
    "add the solution, or leave the task out with --task",
  );

export const unsafeLocal = (agents: readonly string[], why: string) =>
  new UserError(
    "unsafe-local",
    `the sandbox "local" isolates nothing, and ${list(agents)} would run code that nobody has read${why === "" ? "" : ` (${why})`}`,
    "start a Docker Engine (`buildoff doctor` helps), or say --unsafe-local if you accept that the code runs as you",
  );

export const needsIsolation = (tasks: readonly string[]) =>
  new UserError(
    "needs-isolation",
    `${list(tasks)} cannot be judged in the sandbox "local": a script of the task's runs beside the agent's code, in an image of its own`,
    "start a Docker Engine (`buildoff doctor` helps), or leave the tasks out",
  );

export const sandboxNotChosen = (run: string, sandbox: string) =>
  new UserError(
    "sandbox-not-chosen",
    `the run ${run} says that it was graded in the sandbox "${sandbox}", which isolates nothing: what lies in its workspaces would run as you`,
    `say --sandbox ${sandbox} if the run is your own, or --sandbox docker`,
  );

export const modelNeeded = (agent: string) =>
  new UserError("model-needed", `the agent ${agent} needs a model`, "name one with --model provider/name");

export const modelNotUsed = (agents: readonly string[]) =>
  new UserError(
    "model-not-used",
    `--model is given, but ${list(agents)} ${agents.length === 1 ? "uses" : "use"} none`,
    "leave --model out, or choose an agent that drives a model, such as --agent qwen-code",
  );

export const unpricedModel = (model: string) =>
  new UserError(
    "unpriced-model",
    `a cost limit is set, but the price of ${model} is not known`,
    "give its price in a --models-file, or limit it by --max-tokens instead",
  );

export const nothingPlanned = (why: string) => new UserError("nothing-planned", "the plan has no trial", why);

export const nothingToRescore = (run: string) =>
  new UserError("nothing-to-rescore", `the run ${run} holds no frozen workspace`, "run its trials first");

export const invalidModelName = (name: string, providers: readonly string[]) =>
  new UserError(
    "invalid-model-name",
    `"${name}" is not the name of a model: a provider and a name are needed, such as qwen/qwen3-coder-plus`,
    `known providers: ${list(providers)}`,
  );

export const missingBaseUrl = (provider: string) =>
  new UserError(
    "missing-base-url",
    `${provider} has no address of its own`,
    "say where the server is with --base-url, for example --base-url http://127.0.0.1:8000/v1",
  );

export const invalidBaseUrl = (url: string, why: string) =>
  new UserError(
    "invalid-base-url",
    `the address ${url} cannot be used: ${why}`,
    "give an address such as https://api.example.com/v1, and the key in the environment",
  );

export const missingKey = (model: string, keyEnv: string, why = "it is not set") =>
  new UserError(
    "missing-key",
    `the key for ${model} is read from ${keyEnv}: ${why}`,
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(keyEnv)
      ? `export ${keyEnv}=…, or name another variable with --key-env, a file with --key-file, a command with --key-command`
      : "it must give the key and nothing else",
  );

export const invalidVariant = (task: string, seed: number, why: string) =>
  new UserError(
    "invalid-variant",
    `the task ${task} is invalid with seed ${seed}: ${why}`,
    "correct the values under vars, or choose another --seed",
  );

export const duplicateTrial = (id: string) =>
  new UserError(
    "duplicate-trial",
    `the plan has two trials of the name ${id}`,
    "an agent, a model or a seed is named twice; run variants of one model or command as runs of their own",
  );

export const notDetached = (run: string, folder: string, known: readonly string[]) =>
  new UserError(
    "not-detached",
    `no run "${run}" in ${folder} was started with --detach`,
    known.length === 0 ? "start one with `buildoff run starter --detach`" : `known: ${list(known.slice(-8))}`,
  );

export const notRunning = (path: string) =>
  new UserError(
    "not-running",
    `the run ${path} is not going on`,
    `\`buildoff resume ${path}\` goes on with it`,
  );

export const runEndedEarly = (path: string, log: string) =>
  new UserError(
    "run-ended-early",
    `the process of the run ${path} ended before the run did; its log is ${log}`,
    `\`buildoff resume ${path} --detach\` goes on with it`,
  );

export const missingVariable = (name: string, template: string) =>
  new UserError(
    "missing-variable",
    `"${template}" needs the environment variable ${name}, which is not set`,
    `export ${name}=…`,
  );

export const hostNotAllowed = (host: string, allowed: readonly string[]) =>
  new UserError(
    "host-not-allowed",
    `${host} is not among the hosts that this run may reach: ${list(allowed)}`,
    "add it to --allow-hosts, or choose another model or --base-url; nothing was sent to it",
  );

export const protocolMismatch = (
  agent: { readonly name: string; readonly protocols: readonly string[] },
  model: { readonly name: string; readonly protocols: readonly string[] },
) =>
  new UserError(
    "protocol-mismatch",
    `${agent.name} speaks ${list(agent.protocols)}, and ${model.name} is reached by ${list(model.protocols)}`,
    "choose another agent (loop, one-shot and opencode speak every protocol), or a provider that has the protocol",
  );

export const noCassette = (file: string, cause: unknown) =>
  new UserError(
    "no-cassette",
    `there is no recording ${file}: ${reason(cause)}`,
    "--replay takes a run that was made with --record, and the same suite, agents and models again",
    { cause },
  );

export const brokenCassette = (file: string, line: number, cause: unknown) =>
  new UserError(
    "broken-cassette",
    `${file}:${line} is not a recorded call: ${reason(cause)}`,
    "restore the file, or record the run again",
    { cause },
  );
