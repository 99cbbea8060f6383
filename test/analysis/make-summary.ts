import type { Configuration } from "../../src/core/configuration.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Conditions, Expense, Group, Summary, TaskTally } from "../../src/core/summary.ts";
import { NO_USAGE } from "../../src/core/usage.ts";

const HASH = "a".repeat(64);
const AT = "2026-01-02T03:04:05.000Z";
const FACETS = { category: "page", difficulty: "easy", locale: "en", stack: "static" };
const UNKNOWN = { value: null, interval: null };

export function makeConditions(tasks: readonly string[], changes: Partial<Conditions> = {}): Conditions {
  return {
    suite: { name: "demo", version: "1.0.0", hash: HASH },
    tasks: Object.fromEntries(tasks.map((task) => [task, HASH])),
    limits: Object.fromEntries(tasks.map((task) => [task, DEFAULT_LIMITS])),
    seeds: [0],
    sandbox: "docker",
    images: {
      "stack-static": "buildoff/stack-static:0123456789ab",
      checker: "buildoff/checker:ba9876543210",
      "agent-qwen-code-static": "buildoff/agent-qwen-code-static:aaaaaaaaaaaa",
    },
    versions: { node: "24.21.0", chromium: "140.0.7339.16", debian: "13.2", "qwen-code": "0.3.0" },
    judge: null,
    ...changes,
  };
}

export function makeConfiguration(name: string, model: string | null = null): Configuration {
  return {
    key: `key of ${name} ${model}`,
    name: model === null ? name : `${name} ${model}`,
    agent: {
      name,
      agent: name,
      version: "1.0.0",
      settings: { command: null, image: null, version: null, protocol: null, tools: "all", repairs: 1 },
    },
    model:
      model === null
        ? null
        : {
            name: model,
            generation: {
              reasoningEffort: null,
              temperature: null,
              topP: null,
              maxOutputTokens: null,
              seed: null,
            },
            facts: { weights: null, quantisation: null, engine: null, contextLength: null, seesImages: null },
            endpoints: [{ host: "api.example.com", region: null }],
            metadata: { name: model },
          },
  };
}

/** Scores of a task's attempts; null is an infrastructure error, 1 has passed. */
export type Attempts = readonly (number | null)[];

const EXPENSE: Expense = { costUsd: 0.12, tokens: 20_000, wallMs: 90_000, workingMs: 60_000 };

export function makeTally(
  task: string,
  attempts: Attempts,
  perTrial: Partial<Expense> = {},
  language = "en",
): TaskTally {
  const scores = attempts.filter((score) => score !== null);
  const mean = scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return {
    task,
    language,
    trials: attempts.length,
    scored: scores.length,
    passed: scores.filter((score) => score === 1).length,
    infraErrors: attempts.length - scores.length,
    scoreMean: mean,
    scoreVariance:
      scores.length < 2
        ? null
        : scores.reduce((sum, score) => sum + (score - mean!) ** 2, 0) / (scores.length - 1),
    perTrial:
      scores.length === 0
        ? { costUsd: null, tokens: null, wallMs: null, workingMs: null }
        : { ...EXPENSE, ...perTrial },
  };
}

export function makeGroup(configuration: Configuration, tasks: readonly TaskTally[]): Group {
  const total = (of: "trials" | "scored" | "passed" | "infraErrors"): number =>
    tasks.reduce((sum, tally) => sum + tally[of], 0);
  return {
    configuration,
    planned: total("trials"),
    finished: total("trials"),
    scored: total("scored"),
    passed: total("passed"),
    cancelled: 0,
    infraErrors: total("infraErrors") === 0 ? {} : { provider: total("infraErrors") },
    limits: {},
    passRate: UNKNOWN,
    score: UNKNOWN,
    passAt: [],
    variance: { betweenTasks: null, withinTasks: null, rescoring: null },
    usage: NO_USAGE,
    perTrial: EXPENSE,
    perPassed: EXPENSE,
    quality: {},
    slices: [],
    checkpoints: [],
    tasks: [...tasks],
  };
}

export function makeSummary(
  runId: string,
  groups: readonly Group[],
  changes: Partial<Summary> = {},
): Summary {
  const total = (of: "planned" | "finished" | "scored" | "passed"): number =>
    groups.reduce((sum, group) => sum + group[of], 0);
  const tasks = [...new Set(groups.flatMap((group) => group.tasks.map(({ task }) => task)))];
  return {
    schema: 1,
    runId,
    buildoff: "0.1.0",
    derivedFrom: null,
    shard: null,
    facets: Object.fromEntries(tasks.map((task) => [task, FACETS])),
    headline: "passRate",
    conditions: makeConditions(tasks),
    startedAt: AT,
    finishedAt: AT,
    planned: total("planned"),
    finished: total("finished"),
    scored: total("scored"),
    passed: total("passed"),
    infraErrors: total("finished") - total("scored"),
    cancelled: 0,
    meanScore: null,
    usage: NO_USAGE,
    groups: [...groups],
    ...changes,
  };
}
