import type { AgentSettings } from "../../src/core/agent-settings.ts";
import { describe, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { PROVIDER_DEFAULT_GENERATION } from "../../src/core/identity.ts";
import { resolveLimits } from "../../src/core/limits.ts";
import { type PlanInput, type PlannedAgent, planTrials, type TaskVariant } from "../../src/core/plan.ts";
import type { Stack } from "../../src/core/stack.ts";
import { createTaskSchema, type Task } from "../../src/core/task.ts";
import { sha256 } from "../../src/loader/digest.ts";

const stack: Stack = {
  name: "static",
  summary: "Files",
  build: null,
  start: "serve",
  root: ".",
  preamble: "Write files.",
  servesFiles: false,
  dockerfile: null,
};

type Prompt = Task["turns"][number]["prompt"];

function makeVariant(
  id: string,
  prompt: Prompt = "Build it",
  changes: Partial<TaskVariant> = {},
): TaskVariant {
  const raw = {
    schema: 1,
    id,
    title: "A task",
    category: "page",
    difficulty: "easy",
    turns: [{ prompt }],
    checks: [{ id: "opens", steps: [{ goto: "/" }] }],
  };
  const task = createTaskSchema(Object.values(checkKinds)).parse(raw);
  const loaded = {
    task,
    folder: `/suites/demo/${id}`,
    layers: [`/suites/demo/${id}`],
    stack,
    hash: `hash of ${id}`,
    raw,
  };
  return { seed: 0, loaded, task, limits: resolveLimits(), ...changes };
}

const SETTINGS: AgentSettings = {
  command: null,
  image: null,
  version: null,
  protocol: null,
  tools: "none",
  repairs: 0,
};

function makeAgent(name: string, changes: Partial<PlannedAgent> = {}): PlannedAgent {
  return { name, version: null, settings: SETTINGS, model: "none", models: null, ...changes };
}

const coder = {
  name: "qwen/coder",
  endpoints: { "openai-chat": "https://one.example/v1" },
  generation: PROVIDER_DEFAULT_GENERATION,
};
const other = { ...coder, name: "other/coder" };

function plan(changes: Partial<PlanInput> = {}) {
  const input: PlanInput = {
    suite: "demo",
    variants: [makeVariant("first")],
    agents: [makeAgent("oracle")],
    models: [],
    languages: null,
    attempts: 1,
    ...changes,
  };
  return planTrials(input, sha256);
}

const idsOf = (changes: Partial<PlanInput>): string[] => plan(changes).map(({ id }) => id);
const fingerprintOf = (changes: Partial<PlanInput>): string => plan(changes)[0]!.fingerprint;

describe("the order and the names of a plan", () => {
  it("puts attempts outermost, then tasks, languages, agents and models", () => {
    const ids = idsOf({
      variants: [makeVariant("first", { en: "Build", ur: "بنائیں" }), makeVariant("second")],
      agents: [makeAgent("nop"), makeAgent("coder", { model: "required" })],
      models: [coder, other],
      languages: ["en", "ur"],
      attempts: 2,
    });
    const once = (attempt: number) =>
      ["first.en", "first.ur", "second.en"].flatMap((cell) => [
        `${cell}.s0.nop.k${attempt}`,
        `${cell}.s0.coder.qwen-coder.k${attempt}`,
        `${cell}.s0.coder.other-coder.k${attempt}`,
      ]);
    expect(ids).toEqual([...once(1), ...once(2)]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("runs an agent with the models that it is limited to, and with no other", () => {
    const agents = [
      makeAgent("any", { model: "required" }),
      makeAgent("choosy", { model: "required", models: ["other/coder"] }),
    ];
    expect(idsOf({ agents, models: [coder, other] })).toEqual([
      "first.en.s0.any.qwen-coder.k1",
      "first.en.s0.any.other-coder.k1",
      "first.en.s0.choosy.other-coder.k1",
    ]);
  });

  it("names a trial so that it is safe as a file's name, and records what it is", () => {
    const odd = { ...coder, name: "openai-compatible/Meta Llama: 3.1/../x" };
    const [trial] = plan({
      variants: [makeVariant("first", "Build it", { seed: 7 })],
      agents: [makeAgent("coder", { model: "optional" })],
      models: [odd],
    });
    expect(trial).toEqual({
      id: "first.en.s7.coder.openai-compatible-Meta-Llama-3-1-x.k1",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      suite: "demo",
      task: "first",
      language: "en",
      seed: 7,
      agent: "coder",
      model: odd.name,
      attempt: 1,
    });
  });

  it("gives an agent without a model one trial, whatever the models", () => {
    expect(idsOf({ agents: [makeAgent("oracle")], models: [coder, other] })).toEqual([
      "first.en.s0.oracle.k1",
    ]);
    expect(plan({ agents: [makeAgent("command", { model: "optional" })] })[0]!.model).toBeNull();
  });
});

describe("the languages of a plan", () => {
  it("are English where a task has it and nobody asked, else the first of the task", () => {
    const variants = [
      makeVariant("both", { ur: "بنائیں", en: "Build" }),
      makeVariant("others", { ur: "بنائیں", ar: "ابنِ" }),
    ];
    expect(plan({ variants }).map(({ task, language }) => [task, language])).toEqual([
      ["both", "en"],
      ["others", "ar"],
    ]);
  });

  it("are those asked for that the task is written in", () => {
    const variants = [makeVariant("both", { en: "Build", ur: "بنائیں" })];
    expect(plan({ variants, languages: ["ur", "fr"] }).map(({ language }) => language)).toEqual(["ur"]);
    expect(plan({ variants, languages: ["fr"] })).toEqual([]);
  });

  it("do not multiply a plain prompt, which stands for all of them", () => {
    expect(plan({ languages: ["ur", "ar"] }).map(({ language }) => language)).toEqual(["en"]);
  });
});

describe("the fingerprint of a trial", () => {
  const agent = makeAgent("coder", {
    model: "required",
    version: "1.0.0",
    settings: { ...SETTINGS, command: "build" },
  });
  const base = { agents: [agent], models: [coder] };

  it("is the same for the same input, and for every attempt", () => {
    expect(plan(base)).toEqual(plan(base));
    const prints = plan({ ...base, attempts: 3 }).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints)).toEqual(new Set([fingerprintOf(base)]));
  });

  it("does not know the name of the suite, nor what runs beside it", () => {
    expect(fingerprintOf({ ...base, suite: "renamed" })).toBe(fingerprintOf(base));
    expect(fingerprintOf({ ...base, models: [coder, other] })).toBe(fingerprintOf(base));
  });

  const loaded = makeVariant("first").loaded;
  const changes: Record<string, Partial<PlanInput>> = {
    "the prompt": { variants: [makeVariant("first", "Build it well")] },
    "the task's files": {
      variants: [makeVariant("first", "Build it", { loaded: { ...loaded, hash: "another" } })],
    },
    "what the stack tells the agent": {
      variants: [
        makeVariant("first", "Build it", {
          loaded: { ...loaded, stack: { ...stack, preamble: "Use React." } },
        }),
      ],
    },
    "the seed": { variants: [makeVariant("first", "Build it", { seed: 1 })] },
    "a limit": { variants: [makeVariant("first", "Build it", { limits: resolveLimits({ requests: 3 }) })] },
    "the agent's version": { agents: [{ ...agent, version: "1.0.1" }] },
    "the agent's settings": { agents: [{ ...agent, settings: { ...SETTINGS, command: "make" } }] },
    "the model": { models: [other] },
    "the model's endpoint": {
      models: [{ ...coder, endpoints: { "openai-chat": "https://two.example/v1" } }],
    },
    "how the model samples": {
      models: [{ ...coder, generation: { ...PROVIDER_DEFAULT_GENERATION, temperature: 0 } }],
    },
  };
  it.each(Object.entries(changes))("changes with %s", (_what, change) => {
    expect(fingerprintOf({ ...base, ...change })).not.toBe(fingerprintOf(base));
  });
});
