import { expect, it } from "vitest";
import { planPower, type PowerPlanInput } from "../../src/analysis/power-plan.ts";
import { renderPowerPlan } from "../../src/cli/power-plan-text.ts";
import { makeConfiguration, makeGroup, makeSummary, makeTally } from "../analysis/make-summary.ts";

const TASKS = Array.from({ length: 50 }, (_, index) => `task-${index}`);
const names = ["qwen/one", "qwen/two", "qwen/three"];

const planned = names.map((name) => {
  const { agent, model, name: title } = makeConfiguration("loop", name);
  return {
    name: title,
    agent,
    model: { name, generation: model!.generation },
    lane: null,
    tasks: TASKS.flatMap((task) => [task, task, task]),
  };
});

const past = (runId: string, agent: string, model: string, costUsd: number | null) =>
  makeSummary(runId, [
    makeGroup(
      makeConfiguration(agent, model),
      TASKS.map((task, index) => makeTally(task, index % 3 === 0 ? [1, 0, 1] : [1, 1], { costUsd })),
    ),
  ]);

const render = (changes: Partial<PowerPlanInput>): string =>
  renderPowerPlan(
    planPower({
      suite: { name: "demo", version: "1.2.0", hash: "a" },
      metric: "passRate",
      attempts: 3,
      configurations: planned,
      concurrency: 8,
      localConcurrency: 1,
      runs: [],
      detect: 0.05,
      ...changes,
    }),
  );

it("a plan tells from which runs it knows what it tells", async () => {
  const runs = ["n1", "n2", "n3", "n4"].map((name) => past(name, "loop", "qwen/one", 0.1));
  const text = render({ runs: [...runs, past("other", "codex", "qwen/two", 0.3)], attempts: 3 });
  await expect(text).toMatchFileSnapshot("plan-past-runs.golden.txt");
});

it("a plan of what was never run says what is unknown and assumed", async () => {
  const text = render({ configurations: planned.slice(0, 1), detect: 0.02, metric: "score" });
  await expect(text).toMatchFileSnapshot("plan-unknown.golden.txt");
});

it("a plan of one task says that it can tell nothing", async () => {
  const one = { ...planned[0]!, tasks: ["task-0", "task-0", "task-0"] };
  await expect(render({ configurations: [one] })).toMatchFileSnapshot("plan-one-task.golden.txt");
});

it("a plan that is enough says so", () => {
  expect(render({ detect: 0.2 })).toContain("20 points: this plan finds them (2 attempts would do)");
});
