import { describe, expect, it } from "vitest";
import { atif } from "../../src/exporters/atif.ts";
import { type Trajectory, TrajectorySchema } from "../../src/exporters/atif/schema.ts";
import { exportAll, toBundle, variedRun } from "./fixture/run.ts";
import { HOSTILE } from "./fixture/trials.ts";
import { findProblems, findProblemsOfJson } from "./problems.ts";
import { type Broken, expectRefusal } from "./refusals.ts";

const files = await exportAll(atif, variedRun);
const read = (trial: string): Trajectory =>
  JSON.parse(files.get(`trajectories/${trial}.json`)!) as Trajectory;

const whole = read("expense-dashboard.en.s0.loop.qwen-qwen3-coder-free.k1");

describe("trajectories", () => {
  it("are the golden file", async () => {
    await expect(toBundle(files)).toMatchFileSnapshot("golden/atif.txt");
  });

  it("are what ATIF 1.7 allows", () => {
    for (const text of files.values()) expect(findProblemsOfJson(TrajectorySchema, text)).toEqual([]);
  });

  it("are there for every trial whose transcript tells something, and for no other", () => {
    expect([...files.keys()]).toEqual([
      "trajectories/expense-dashboard.en.s0.claude-code.vllm-zai-org-glm-5.k1.json",
      "trajectories/expense-dashboard.en.s0.loop.qwen-qwen3-coder-free.k1.json",
      "trajectories/expense-dashboard.en.s0.loop.qwen-qwen3-coder-free.k2.json",
      "trajectories/expense-dashboard.ur.s0.loop.qwen-qwen3-coder-free.k1.json",
      "trajectories/kanban.en.s0.claude-code.vllm-zai-org-glm-5.k1.json",
      "trajectories/kanban.en.s0.loop.qwen-qwen3-coder-free.k2.json",
    ]);
  });

  it("put what the tools said beside the calls that asked for it", () => {
    const [, step] = whole.steps;
    expect(step!.tool_calls!.map((call) => call.tool_call_id)).toEqual(["c1", "c2"]);
    expect(step!.observation!.results).toEqual([
      { source_call_id: "c2", content: HOSTILE.toWellFormed(), extra: { is_error: true } },
      { source_call_id: "c1", content: "written" },
    ]);
  });

  it("count the calls of the model that one step took, and what they used", () => {
    expect(whole.steps[3]).toMatchObject({
      message: "Done.",
      llm_call_count: 2,
      metrics: { prompt_tokens: 6_000, cost_usd: 0.02 },
    });
  });

  it("say what the whole trial used, and leave out a cost that nobody knows", () => {
    expect(whole.final_metrics).toEqual({
      total_prompt_tokens: 12_000,
      total_completion_tokens: 800,
      total_cached_tokens: 9_000,
      total_cost_usd: 0.0425,
      total_steps: whole.steps.length,
    });
    const priceless = read("kanban.en.s0.claude-code.vllm-zai-org-glm-5.k1");
    expect(priceless.final_metrics).not.toHaveProperty("total_cost_usd");
  });

  it("go on where a later try went on, without what was lost", () => {
    const { steps } = read("expense-dashboard.ur.s0.loop.qwen-qwen3-coder-free.k1");
    expect(steps.map(({ source, message }) => `${source}: ${message}`)).toEqual([
      "user: Build it.",
      "agent: The first half.",
      'system: the agent goes on from its checkpoint "5m"',
      "user: Build it.",
      "agent: The second half.",
    ]);
  });

  it("take the output of a program that tells nothing else for what it said", () => {
    const { steps } = read("kanban.en.s0.loop.qwen-qwen3-coder-free.k2");
    expect(steps.slice(1).map(({ message }) => message)).toEqual(["writing index.html", "done"]);
    expect(JSON.stringify(whole)).not.toContain("a warning of the program");
  });
});

const loosely = (value: object): Record<string, unknown> => value as Record<string, unknown>;

const BROKEN: readonly Broken<Trajectory>[] = [
  ["another version", (one) => (loosely(one).schema_version = "ATIF-v1.6"), /ATIF-v1\.7/],
  ["an unknown key", (one) => (loosely(one).reward = 1), /Unrecognized key: "reward"/],
  ["an unknown key of a step", (one) => (loosely(one.steps[0]!).note = ""), /Unrecognized key: "note"/],
  ["no steps", (one) => (one.steps = []), /Too small/],
  ["steps counted from 0", (one) => (one.steps[0]!.step_id = 0), /expected number to be >=1/],
  ["a gap between steps", (one) => one.steps.splice(2, 1), /counted from 1 without a gap/],
  ["an agent without a version", (one) => delete loosely(one.agent).version, /version/],
  ["a source that is none", (one) => (loosely(one.steps[0]!).source = "tool"), /source/],
  ["a user with metrics", (one) => (one.steps[0]!.metrics = {}), /only a step of the agent has it/],
  ["a user with calls of tools", (one) => (one.steps[0]!.tool_calls = []), /only a step of the agent has it/],
  [
    "an answer to a call of another step",
    (one) => (one.steps[3]!.observation!.results[0]!.source_call_id = "c1"),
    /no call of this step has the id c1/,
  ],
  [
    "two calls of one id",
    (one) => (one.steps[1]!.tool_calls![1]!.tool_call_id = "c1"),
    /two calls have the same tool_call_id/,
  ],
  [
    "arguments that are no object",
    (one) => (loosely(one.steps[1]!.tool_calls![0]!).arguments = "ls"),
    /expected record, received string/,
  ],
  ["a half token", (one) => (one.steps[1]!.metrics!.prompt_tokens = 1.5), /expected int/],
  ["a time that is none", (one) => (one.steps[0]!.timestamp = "yesterday"), /Invalid ISO datetime/],
  [
    "metrics of no call of the model",
    (one) => (one.steps[1]!.llm_call_count = 0),
    /a step without a call of the model has none/,
  ],
  ["no message", (one) => delete loosely(one.steps[0]!).message, /message/],
];

describe("the validator of trajectories", () => {
  it.each(BROKEN)("refuses %s", (...broken) =>
    expectRefusal(whole, broken, (one) => findProblems(TrajectorySchema, one)),
  );
});
