import type { AgentSettings } from "./agent-settings.ts";
import { canonicalJson, type Sha256 } from "./hash.ts";
import type { Generation } from "./identity.ts";
import type { Limits } from "./limits.ts";
import type { ShardChoice } from "./manifest.ts";
import { composePrompts } from "./prompt.ts";
import type { LoadedTask } from "./suite.ts";
import { promptLanguages, type Task } from "./task.ts";
import type { TrialSpec } from "./trial.ts";

/** One agent with its settings, as a plan needs it. */
export interface PlannedAgent {
  /** As trials name it. */
  readonly name: string;
  readonly version: string | null;
  readonly settings: AgentSettings;
  readonly model: "none" | "optional" | "required";
  /** Names of the only models that it is run with; null: every one. */
  readonly models: readonly string[] | null;
}

export interface PlannedModel {
  readonly name: string;
  /** Base URLs by protocol. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly generation: Generation;
}

/** A task as one seed makes it. */
export interface TaskVariant {
  readonly seed: number;
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly limits: Limits;
}

export interface PlanInput {
  readonly suite: string;
  readonly variants: readonly TaskVariant[];
  readonly agents: readonly PlannedAgent[];
  readonly models: readonly PlannedModel[];
  /** Null: the first language of each task. */
  readonly languages: readonly string[] | null;
  readonly attempts: number;
}

/**
 * Every trial of a run, in a fixed order: attempts outermost, so that an interrupted run has seen every task.
 * Pure: the same input gives the same ids and fingerprints.
 */
export function planTrials(input: PlanInput, sha256: Sha256): TrialSpec[] {
  const attempts = Array.from({ length: input.attempts }, (_, index) => index + 1);
  return attempts.flatMap((attempt) =>
    input.variants.flatMap((variant) =>
      chooseLanguages(variant.task, input.languages).flatMap((language) =>
        input.agents.flatMap((agent) =>
          modelsOf(agent, input.models).map((model) =>
            toTrial({ suite: input.suite, variant, language, agent, model, attempt }, sha256),
          ),
        ),
      ),
    ),
  );
}

/** Every `of`-th trial from the `index`-th on, so that every part sees as many tasks and models as the others. */
export function takeShard<Trial>(trials: readonly Trial[], shard: ShardChoice | null): Trial[] {
  return shard === null ? [...trials] : trials.filter((_, index) => index % shard.of === shard.index - 1);
}

/** Names a plan. */
export const hashPlan = (trials: readonly TrialSpec[], sha256: Sha256): string =>
  sha256(canonicalJson(trials));

interface Cell {
  readonly suite: string;
  readonly variant: TaskVariant;
  readonly language: string;
  readonly agent: PlannedAgent;
  readonly model: PlannedModel | null;
  readonly attempt: number;
}

function toTrial({ suite, variant, language, agent, model, attempt }: Cell, sha256: Sha256): TrialSpec {
  const { task, loaded, seed, limits } = variant;
  const experiment = {
    task: loaded.hash,
    prompts: composePrompts(task, loaded.stack, language),
    seed,
    agent: { name: agent.name, version: agent.version, settings: agent.settings },
    model,
    limits,
  };
  const parts = [task.id, language, `s${seed}`, agent.name, model?.name, `k${attempt}`];
  const name = parts
    .filter((part) => part !== undefined)
    .map(toFileName)
    .join(".");
  return {
    id: name,
    fingerprint: sha256(canonicalJson(experiment)),
    suite,
    task: task.id,
    language,
    seed,
    agent: agent.name,
    model: model?.name ?? null,
    attempt,
  };
}

function modelsOf(agent: PlannedAgent, models: readonly PlannedModel[]): readonly (PlannedModel | null)[] {
  if (agent.model === "none" || models.length === 0) return [null];
  return models.filter(({ name }) => agent.models?.includes(name) ?? true);
}

/** A plain prompt stands for every language, and is recorded as English. */
const PLAIN_PROMPT_LANGUAGE = "en";

function chooseLanguages(task: Task, asked: readonly string[] | null): readonly string[] {
  const written = promptLanguages(task.turns);
  if (written.length === 0) return [PLAIN_PROMPT_LANGUAGE];
  if (asked === null) return [written.includes("en") ? "en" : written[0]!];
  return written.filter((language) => asked.includes(language));
}

function toFileName(part: string): string {
  return part.replaceAll(/[^A-Za-z0-9_-]+/g, "-");
}
