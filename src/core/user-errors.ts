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

export const servicesUnsupported = (task: string) =>
  new UserError(
    "services-unsupported",
    `the task ${task} declares services, which this version cannot start`,
    "leave the task out with --task",
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

export const modelNeeded = (agent: string) =>
  new UserError("model-needed", `the agent ${agent} needs a model`, "name one with --model provider/name");

export const modelNotUsed = (agents: readonly string[]) =>
  new UserError(
    "model-not-used",
    `--model is given, but ${list(agents)} ${agents.length === 1 ? "uses" : "use"} none`,
    "leave --model out, or choose an agent that drives a model, such as --agent qwen-code",
  );

export const commandNeeded = () =>
  new UserError(
    "command-needed",
    "the agent command needs a command line",
    'give one with --command, for example --command "./my-agent"',
  );

export const invalidFlag = (flag: string, value: string, expected: string) =>
  new UserError("invalid-flag", `${flag} cannot be "${value}"`, expected);

export const unpricedModel = (model: string) =>
  new UserError(
    "unpriced-model",
    `a cost limit is set, but the price of ${model} is not known`,
    "limit it by --max-tokens instead, or leave the cost limit out",
  );

export const nothingPlanned = (why: string) => new UserError("nothing-planned", "the plan has no trial", why);

export const suiteChanged = (folder: string, tasks: readonly string[]) =>
  new UserError(
    "suite-changed",
    `the suite in ${folder} is no longer what the run was planned with; changed: ${list(tasks)}`,
    "restore those files, or start a new run",
  );

export const nothingToRescore = (run: string) =>
  new UserError("nothing-to-rescore", `the run ${run} holds no frozen workspace`, "run its trials first");

export const agentNeedsDocker = (agents: readonly string[]) =>
  new UserError(
    "agent-needs-docker",
    `${list(agents)} ${agents.length === 1 ? "runs" : "run"} in an image, and the sandbox "local" has none`,
    "start a Docker Engine (`buildoff doctor` helps) and leave --sandbox local out",
  );

export const packagesNotInstalled = (stack: string, said: string, cause: unknown) =>
  new UserError(
    "packages-not-installed",
    `cannot install the packages of the stack ${stack}: ${said}`,
    "npm must be on the PATH and reach its registry; `npm ping` tells",
    { cause },
  );

export const browserUnusable = (path: string, said: string, cause: unknown) =>
  new UserError(
    "browser-unusable",
    `the browser ${path} does not start: ${said}`,
    "name another Chromium, Chrome or Edge with --browser, or leave the flag out to have one looked for",
    { cause },
  );

export const noBrowser = (tried: readonly string[]) =>
  new UserError(
    "no-browser",
    `no browser was found that starts; tried: ${list(tried)}`,
    "install Chromium, Chrome or Edge (Debian: `apt install chromium`), or name one with --browser",
  );
