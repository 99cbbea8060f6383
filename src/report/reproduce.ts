import type { Manifest } from "../core/manifest.ts";
import type { TrialSpec } from "../core/trial.ts";
import { toShellWord } from "./shell-word.ts";

type Agent = Manifest["agents"][number];
type ModelEntry = Manifest["models"][number]["asked"];
type Flag = readonly [name: string, value: string | number | true | null | undefined];

/**
 * The command line that repeats one trial of a run: its task, language and seed, its agent and model with their settings, its
 * limits and its sandbox. What only a run file can say is left out, and is what `listBeyondFlags` names.
 */
export function toReproduceCommand(manifest: Manifest, trial: TrialSpec): string {
  const { suite, sandbox, network, modelsFiles, replay, gradeAtMs } = manifest;
  const flags: Flag[] = [
    ["--task", trial.task],
    ["--language", isTranslated(manifest, trial) ? trial.language : null],
    ["--seed", trial.seed],
    ...toAgentFlags(findAgent(manifest, trial), trial),
    ...toModelFlags(findModel(manifest, trial)),
    ...modelsFiles.map(({ file }): Flag => ["--models-file", file]),
    ...toLimitFlags(manifest),
    ["--grade-at", gradeAtMs.length === 0 ? null : gradeAtMs.map(toDurationText).join(",")],
    ["--allow-hosts", network.allowHosts?.join(",")],
    ["--ca-file", network.caFile],
    ["--replay", replay],
    ["--sandbox", sandbox.provider],
    ["--unsafe-local", sandbox.unsafeLocal || null],
    ["--runtime", sandbox.runtime],
  ];
  return ["buildoff run", toShellWord(suite.folder), ...flags.flatMap(toWords)].join(" ");
}

/** Of a run as commands name it: by its name or its folder, and the sandbox that it was made in. */
export interface NamedRun {
  readonly run: string;
  readonly sandbox: string;
}

export const toOpenCommand = ({ run, sandbox }: NamedRun, trialId: string): string =>
  `buildoff open ${toShellWord(run)} ${toShellWord(trialId)}${toSandboxFlag(sandbox)}`;

/** @param trialId null: all trials */
export const toRescoreCommand = ({ run, sandbox }: NamedRun, trialId: string | null): string =>
  `buildoff rescore ${toShellWord(run)}${trialId === null ? "" : ` --trial ${toShellWord(trialId)}`}${toSandboxFlag(sandbox)}`;

/** What isolates nothing is used for stored workspaces only where the user says so. */
const toSandboxFlag = (sandbox: string): string =>
  sandbox === "docker" ? "" : ` --sandbox ${toShellWord(sandbox)}`;

/** What of a trial no flag of `run` can say, such as `the dockerfile of the agent mine`: a run file can. */
export function listBeyondFlags(manifest: Manifest, trial: TrialSpec): string[] {
  const agent = findAgent(manifest, trial);
  const model = findModel(manifest, trial);
  const ofAgent = agent === undefined ? [] : listAgentSettings(agent);
  const ofModel = MODEL_SETTINGS.filter((key) => model?.[key] !== undefined);
  const limits = Object.keys(manifest.limits.asked).filter((key) => LIMIT_FLAGS[key] === undefined);
  return [
    ...ofAgent.map((what) => `the ${what} of the agent ${trial.agent}`),
    ...ofModel.map((what) => `${what} of the model ${trial.model}`),
    ...limits.map((what) => `the limit ${what}`),
  ];
}

/** A command that runs on this machine is nothing to paste out of a run that somebody sent. */
const MODEL_SETTINGS = ["keyCommand", "protocol", "keyRefresh", "auth", "headers", "query", "facts"] as const;

const LIMIT_FLAGS: Readonly<Partial<Record<string, string>>> = {
  wallTime: "--wall-time",
  idleTime: "--idle-time",
  requests: "--max-requests",
  tokens: "--max-tokens",
  cost: "--max-trial-cost",
};

const findAgent = ({ agents }: Manifest, trial: TrialSpec): Agent | undefined =>
  agents.find(({ name }) => name === trial.agent);

const findModel = ({ models }: Manifest, trial: TrialSpec): ModelEntry | undefined =>
  models.find(({ name }) => name === trial.model)?.asked;

/** Of a prompt in one language there is nothing to choose. */
function isTranslated({ tasks }: Manifest, trial: TrialSpec): boolean {
  const prompts = tasks.find(({ id }) => id === trial.task)?.promptHash ?? {};
  return Object.keys(prompts).length > 1;
}

function toAgentFlags(agent: Agent | undefined, trial: TrialSpec): Flag[] {
  if (agent === undefined) return [];
  const { command, tools, repairs } = agent.settings;
  const isOneShot = agent.agent === "one-shot";
  return [
    ["--agent", agent.agent],
    ["--command", command],
    // `one-shot` lets nobody choose them; who drives no model has none unless somebody chose some.
    ["--tools", isOneShot || (tools === "none" && trial.model === null) ? null : tools],
    ["--repairs", isOneShot ? repairs : null],
  ];
}

/** Settings of the agent `command`, and its label, which is a part of its trials' names. */
function listAgentSettings({ name, agent, settings }: Agent): string[] {
  return [
    ...(name === agent ? [] : ["label"]),
    ...(settings.image === null ? [] : ["dockerfile"]),
    ...(settings.version === null ? [] : ["version"]),
    ...(settings.protocol === null ? [] : ["protocol"]),
  ];
}

function toModelFlags(model: ModelEntry | undefined): Flag[] {
  if (model === undefined) return [];
  return [
    ["--model", model.name],
    ["--base-url", model.baseUrl],
    ["--key-env", model.keyEnv],
    ["--key-file", model.keyFile],
    ["--reasoning-effort", model.reasoningEffort],
    ["--temperature", model.temperature],
    ["--top-p", model.topP],
    ["--max-output-tokens", model.maxOutputTokens],
    ["--model-seed", model.seed],
  ];
}

/** Limits as they were asked for in a run file and by flags: the task's own hold anyway. */
function toLimitFlags({ limits }: Manifest): Flag[] {
  return Object.entries(limits.asked).flatMap(([key, value]): Flag[] => {
    const flag = LIMIT_FLAGS[key];
    if (flag === undefined || typeof value !== "number") return [];
    return [[flag, flag.endsWith("-time") ? toDurationText(value) : value]];
  });
}

const UNITS = [
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
] as const;

/** As flags take it: `20m`, `90s`, `1500ms`. */
function toDurationText(ms: number): string {
  const [unit, size] = UNITS.find(([, size]) => ms % size === 0) ?? ["ms", 1];
  return `${ms / size}${unit}`;
}

function toWords([name, value]: Flag): string[] {
  if (value === null || value === undefined) return [];
  return value === true ? [name] : [name, toShellWord(String(value))];
}
