import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type EvalResults, EvalResultsSchema, huggingface } from "../../src/exporters/huggingface.ts";
import { exportAll, makeRun, toBundle, VARIED, variedRun } from "./fixture/run.ts";
import { HOSTILE } from "./fixture/trials.ts";
import { findProblems } from "./problems.ts";
import { type Broken, expectRefusal } from "./refusals.ts";

const files = await exportAll(huggingface, variedRun);
const [path, text] = [...files].at(-1)!;
const results = parse(text) as EvalResults;

describe("Hugging Face's .eval_results", () => {
  it("are the golden file", async () => {
    await expect(toBundle(files)).toMatchFileSnapshot("golden/huggingface.txt");
  });

  it("are what the Hub takes", () => {
    for (const content of files.values()) expect(findProblems(EvalResultsSchema, parse(content))).toEqual([]);
  });

  it("lie in the folder of their model, a file an agent", () => {
    expect(path).toMatch(/^qwen\/qwen3-coder_free\/\.eval_results\/buildoff-demo-loop-[0-9a-f]{8}\.yaml$/);
    expect(files).toHaveLength(2);
  });

  it("give back the run's figures, the suite's headline first", () => {
    const group = variedRun.summary.groups.find(({ configuration }) => configuration.agent.name === "loop")!;
    expect(results.map(({ dataset, value }) => [dataset.id, dataset.task_id, value])).toEqual([
      ["buildoff/demo", "pass_rate", group.passRate.value],
      ["buildoff/demo", "score", group.score.value],
    ]);
  });

  it("keep their date a string, and say what the figure counts", () => {
    expect(results[0]!.date).toBe("2026-01-02T03:04:05.000Z");
    expect(results[0]!.notes).toContain("5 scored trials of 2 tasks; infrastructure errors, not counted: 1");
  });

  it("are not there for a model that could not be scored", async () => {
    const outages = VARIED.filter(({ result }) => result.outcome.kind === "infra-error");
    expect(await exportAll(huggingface, makeRun(outages))).toEqual(new Map());
  });

  it("hold any text", async () => {
    const { summary } = variedRun;
    const [group] = summary.groups;
    const agent = { ...group!.configuration.agent, version: HOSTILE };
    const groups = [{ ...group!, configuration: { ...group!.configuration, agent } }];
    const [content] = (
      await exportAll(huggingface, { ...variedRun, summary: { ...summary, groups } })
    ).values();
    expect((parse(content!) as EvalResults)[0]!.notes).toContain(HOSTILE.toWellFormed());
  });
});

const loosely = (value: object): Record<string, unknown> => value as Record<string, unknown>;

const BROKEN: readonly Broken<EvalResults>[] = [
  ["no dataset", ([one]) => delete loosely(one!).dataset, /dataset/],
  ["a dataset without an owner", ([one]) => (one!.dataset.id = "demo"), /owner\/name/],
  ["no task", ([one]) => delete loosely(one!.dataset).task_id, /task_id/],
  ["no value", ([one]) => delete loosely(one!).value, /value/],
  ["a value that is text", ([one]) => (loosely(one!).value = "0.4 ± 0.1"), /expected number/],
  ["a value that is none", ([one]) => (one!.value = Number.NaN), /received NaN/],
  ["a date that is none", ([one]) => (one!.date = "January"), /date/],
  ["a source without an address", ([one]) => (loosely(one!).source = { name: "buildoff" }), /url/],
  ["an unknown key", ([one]) => (loosely(one!).metric = "pass rate"), /Unrecognized key: "metric"/],
  ["no results", (all) => all.splice(0), /Too small/],
];

describe("the validator of .eval_results", () => {
  it.each(BROKEN)("refuses %s", (...broken) =>
    expectRefusal(results, broken, (all) => findProblems(EvalResultsSchema, all)),
  );
});
