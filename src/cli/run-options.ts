import { type Command, Option } from "commander";
import { type ToolPreset, ToolPresetSchema } from "../core/agent-settings.ts";
import type { LimitsInput } from "../core/limits.ts";
import type { ShardChoice } from "../core/manifest.ts";
import {
  collectDurations,
  collectWhole,
  toCount,
  toDuration,
  toLimit,
  toNumber,
  toPositive,
  toRepairs,
  toShard,
  toShare,
  toSize,
  toToolPreset,
  toWhole,
} from "./flag-values.ts";

/** Flags of `run`, as commander gives them. */
export interface RunFlags {
  readonly agent?: readonly string[];
  readonly command?: string;
  readonly model?: readonly string[];
  readonly baseUrl?: string;
  readonly keyEnv?: string;
  readonly keyFile?: string;
  readonly keyCommand?: string;
  readonly modelsFile?: readonly string[];
  readonly allowHosts?: readonly string[];
  readonly caFile?: string;
  readonly localJobs?: number;
  readonly reasoningEffort?: string;
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxOutputTokens?: number;
  readonly modelSeed?: number;
  readonly task?: readonly string[];
  readonly language?: readonly string[];
  readonly seed?: readonly number[];
  readonly attempts?: number;
  readonly jobs?: number;
  readonly maxCost?: number;
  readonly maxWallTime?: number;
  readonly gradeAt?: readonly number[];
  readonly checkpointEvery?: number;
  readonly tools?: ToolPreset;
  readonly repairs?: number;
  readonly wallTime?: number;
  readonly idleTime?: number;
  readonly maxRequests?: number;
  readonly maxTokens?: number;
  readonly maxTrialCost?: number;
  readonly name?: string;
  readonly dryRun?: boolean;
  readonly record?: boolean;
  readonly replay?: string;
  readonly shard?: ShardChoice;
  readonly minFreeDisk?: number;
  /** False where `--no-bodies` was given. */
  readonly bodies?: boolean;
}

/** Flags of every command that carries trials out. */
export interface SandboxFlags {
  readonly sandbox?: string;
  readonly unsafeLocal?: boolean;
  readonly browser?: string;
  readonly runtime?: string;
}

export interface OutputFlags {
  readonly results: string;
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly detach?: boolean;
  /** Set in the process of a detached run. */
  readonly slim?: boolean;
  readonly minScore?: number;
  readonly maxInfraErrors?: number;
}

/** Where models are reached, with which keys, and how they answer. */
export function addModelOptions(command: Command): Command {
  return command
    .option("--base-url <url>", "where models are reached, if not at their provider's own address")
    .option("--key-env <name>", "environment variable that holds the key")
    .option("--key-file <file>", "file that holds the key; read again when the provider refuses it")
    .option(
      "--key-command <line>",
      "shell command that prints the key; run again when the provider refuses it",
    )
    .option("--models-file <file...>", "providers, models and prices of your own (`buildoff schema models`)")
    .option("--allow-hosts <host...>", "the only hosts that may be reached: host, host:port or *.domain")
    .option("--ca-file <file>", "certificates (PEM) to trust beside the system's")
    .option(
      "--reasoning-effort <level>",
      "as the provider names it, such as low or high; none turns thinking off",
    )
    .option("--temperature <number>", "sampling temperature", toNumber)
    .option("--top-p <number>", "nucleus sampling", toNumber)
    .option("--max-output-tokens <n>", "of one answer", toCount)
    .option("--model-seed <n>", "sampling seed, where the provider takes one", toWhole);
}

/** Who works on what, how often, and how many at a time. */
export function addMatrixOptions(command: Command, agents: readonly string[]): Command {
  command
    .option("-a, --agent <name...>", `agents: ${agents.join(", ")} (default: oracle)`)
    .option("--command <line>", "command line of the agent `command`")
    .option("-m, --model <provider/name...>", "models, such as qwen/qwen3-coder-plus");
  return addModelOptions(command)
    .option("-t, --task <id...>", "only these tasks")
    .option("-l, --language <tag...>", "prompts in these languages (default: en, else the first)")
    .option("--seed <n...>", "seeds of the tasks' variables (default: 0)", collectWhole)
    .option("-k, --attempts <n>", "attempts of each trial (default: 1)", toCount)
    .option("-j, --jobs <n>", "trials at a time (default: half of the processors)", toCount)
    .option("--local-jobs <n>", "trials at a time on one local server, such as Ollama (default: 1)", toCount);
}

export function addRunOptions(command: Command, agents: readonly string[]): Command {
  return addMatrixOptions(command, agents)
    .option("--max-cost <usd>", "US dollars that the whole run may cost", toPositive)
    .option("--max-wall-time <duration>", "time that the whole run may take, such as 8h", toDuration)
    .option(
      "--grade-at <duration...>",
      "also grade the workspace after so much of an agent's time, such as 1h 2h 4h",
      collectDurations,
    )
    .option(
      "--checkpoint-every <duration>",
      "how often to keep the workspace to go on from after a crash (default: 15m)",
      toDuration,
    )
    .option(
      "--tools <preset>",
      `buildoff's own tools for the agents: ${ToolPresetSchema.options.join(", ")}`,
      toToolPreset,
    )
    .option("--repairs <n>", "rounds in which the agent one-shot may mend its answer (default: 1)", toRepairs)
    .option("--wall-time <duration>", "of one turn, such as 20m", toLimit("wallTime"))
    .option(
      "--idle-time <duration>",
      "without output, without a model call and without work of the processor",
      toLimit("idleTime"),
    )
    .option("--max-requests <n>", "model requests of one trial", toCount)
    .option("--max-tokens <n>", "tokens of one trial", toCount)
    .option(
      "--max-trial-cost <usd>",
      "US dollars of one trial (default: 5, where the price is known)",
      toPositive,
    )
    .option("--name <name>", "name of the run's folder (default: time, suite and agents)")
    .option("--record", "keep the model calls, so that --replay can run the same again without a key")
    .option("--replay <run>", "answer the model calls with those of a run that was recorded")
    .option(
      "--no-bodies",
      "keep no bodies of model requests, answers and MCP calls in the transcripts; what agents print stays",
    )
    .option(
      "--shard <i/n>",
      "only the i-th of n parts of the plan; `buildoff merge` puts them together",
      toShard,
    )
    .option(
      "--min-free-disk <size>",
      "begin no trial while less is free where runs are kept (default: 1GB)",
      toSize,
    )
    .option("--dry-run", "print the plan with its hashes and stop");
}

export function addSandboxOptions(command: Command, sandboxes: readonly string[]): Command {
  return addBrowserOption(command)
    .addOption(
      new Option(
        "--sandbox <name>",
        "where trials run (default: docker, else local for trusted agents)",
      ).choices(sandboxes),
    )
    .option("--unsafe-local", "let model-written code run on this machine, as you")
    .option("--runtime <name>", "OCI runtime of the docker sandbox, such as runsc");
}

/** For commands whose sandbox is given by the run. */
export function addBrowserOption(command: Command): Command {
  return command.option("--browser <path>", "browser of the local sandbox");
}

export function addOutputOptions(command: Command): Command {
  return addResultsOption(command)
    .option("--json", "one JSON object a line instead of a view")
    .option("--plain", "plain lines even in a terminal")
    .option("--detach", "go on in the background; `buildoff attach` shows it")
    .addOption(new Option("--slim").hideHelp())
    .option("--min-score <number>", "exit 1 where the mean score is below this (0..1)", toShare)
    .option(
      "--max-infra-errors <share>",
      "exit 3 above this share of infrastructure errors (default: 0.1)",
      toShare,
    );
}

export function addResultsOption(command: Command): Command {
  return command.option("--results <folder>", "where runs are kept", "results");
}

/** The limits that flags ask for; those that were not given are absent, so that they hide nothing. */
export function toLimitsInput(flags: RunFlags): LimitsInput {
  const asked = {
    wallTime: flags.wallTime,
    idleTime: flags.idleTime,
    requests: flags.maxRequests,
    tokens: flags.maxTokens,
    cost: flags.maxTrialCost,
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}
