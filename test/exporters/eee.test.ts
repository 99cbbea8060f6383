import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Aggregate } from "../../src/exporters/eee/aggregate-schema.ts";
import type { Instance } from "../../src/exporters/eee/instance-schema.ts";
import { eee } from "../../src/exporters/eee.ts";
import { toJson } from "../../src/exporters/json-text.ts";
import { type Datastore, findEeeProblems } from "./eee-gate.ts";
import { exportAll, makeRun, readRows, toBundle, VARIED, variedRun } from "./fixture/run.ts";
import { type Broken, expectRefusal } from "./refusals.ts";

const files = await exportAll(eee, variedRun);
const [samplesPath, aggregatePath] = [...files.keys()] as [string, string];
const readAggregate = (from: Datastore, path: string): Aggregate => JSON.parse(from.get(path)!) as Aggregate;
const readInstances = (from: Datastore, path: string): Instance[] =>
  from
    .get(path)!
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Instance);

/** Of each configuration the aggregate with its samples. */
const evaluations = [...files.keys()]
  .filter((path) => path.endsWith(".json"))
  .map((path) => ({
    aggregate: readAggregate(files, path),
    instances: readInstances(files, path.replace(".json", "_samples.jsonl")),
  }));

describe("Every Eval Ever", () => {
  it("is the golden file", async () => {
    await expect(toBundle(files)).toMatchFileSnapshot("golden/eee.txt");
  });

  it("passes the merge gate", () => {
    expect(findEeeProblems(files)).toEqual([]);
  });

  it("gives the same bytes again", async () => {
    expect(await exportAll(eee, variedRun)).toEqual(files);
  });

  it("has a pair of files for each configuration that has a model, and none for the oracle", () => {
    expect([...files.keys()].map((path) => path.replace(/[0-9a-f-]{36}/, "<uuid>"))).toEqual([
      "data/demo/zai-org/glm-5/<uuid>_samples.jsonl",
      "data/demo/zai-org/glm-5/<uuid>.json",
      "data/demo/qwen/qwen3-coder_free/<uuid>_samples.jsonl",
      "data/demo/qwen/qwen3-coder_free/<uuid>.json",
    ]);
  });

  it("writes nothing of a configuration that no trial could be scored of", async () => {
    const outages = VARIED.filter(({ result }) => result.outcome.kind === "infra-error");
    expect(await exportAll(eee, makeRun(outages))).toEqual(new Map());
  });

  it("gives back the tallies that its scores were made of", async () => {
    const rows = (await readRows(variedRun)).filter(({ model, score }) => model !== null && score !== null);
    for (const { aggregate, instances } of evaluations) {
      const [rate, score] = aggregate.evaluation_results;
      const of = (id: string | undefined) => instances.filter((one) => one.evaluation_result_id === id);
      const own = rows.filter(({ id }) => instances.some((one) => one.metadata!["buildoff.trial"] === id));
      const passed = of(rate!.evaluation_result_id).filter(({ evaluation }) => evaluation.is_correct).length;
      const total = of(score!.evaluation_result_id).reduce((sum, one) => sum + one.evaluation.score, 0);
      expect(passed).toBe(own.filter((row) => row.passed === true).length);
      expect(String(passed)).toBe(rate!.score_details.details!["buildoff.trials_passed"]);
      expect(passed / own.length).toBeCloseTo(rate!.score_details.score, 12);
      expect(total / own.length).toBeCloseTo(score!.score_details.score, 12);
      expect(of(rate!.evaluation_result_id)).toHaveLength(rate!.score_details.uncertainty!.num_samples!);
    }
    expect(evaluations.flatMap(({ instances }) => instances)).toHaveLength(2 * rows.length);
  });

  it("counts infrastructure errors in its details, and makes no sample of them", () => {
    const [{ aggregate, instances }] = evaluations.slice(-1) as [(typeof evaluations)[number]];
    const { details } = aggregate.evaluation_results[0]!.score_details;
    expect(details).toMatchObject({
      "buildoff.trials_finished": "7",
      "buildoff.trials_scored": "5",
      "buildoff.infrastructure_errors": "1",
      "buildoff.infrastructure_errors_by_cause": '{"provider":1}',
    });
    const outcomes = new Set(instances.map(({ metadata }) => String(metadata!["buildoff.outcome"])));
    expect([...outcomes].toSorted()).toEqual(["agent-error", "completed", "limit"]);
  });

  it("leaves the cost out where no price is known, and bounds it by zero alone where one is", () => {
    const costs = evaluations.map(({ aggregate }) =>
      aggregate.evaluation_results.find(({ metric_config: metric }) => metric.metric_kind === "cost"),
    );
    expect(costs[0]).toBeUndefined();
    expect(costs[1]!.metric_config).toMatchObject({
      min_score: 0,
      max_score: "Infinity",
      lower_is_better: true,
    });
  });

  it("tells an interval with its level and method", () => {
    expect(
      evaluations[1]!.aggregate.evaluation_results[0]!.score_details.uncertainty!.confidence_interval,
    ).toEqual({
      lower: expect.closeTo(0.3),
      upper: expect.closeTo(0.55),
      confidence_level: 0.95,
      method: "wilson-clustered",
    });
  });

  it("hashes a sample as everybody else does, and alike for every model", () => {
    const [first] = evaluations[0]!.instances;
    // What Python's json.dumps writes.
    const ascii = JSON.stringify({ raw: first!.input.raw, reference: [] }).replaceAll(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    expect(first!.sample_hash).toBe(createHash("sha256").update(ascii).digest("hex"));
    expect(evaluations[1]!.instances.map((one) => one.sample_hash)).toContain(first!.sample_hash);
  });

  it("tells the conversation, with what a tool said as messages of their own", () => {
    const { messages } = evaluations[1]!.instances[0]!;
    expect(messages.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "tool",
      "tool",
      "system",
      "assistant",
      "tool",
      "user",
      "assistant",
    ]);
    expect(messages[1]!.tool_calls!.map(({ arguments: given }) => given)).toMatchObject([
      { path: "index.html", lines: "12" },
      { value: "not json" },
    ]);
  });

  it("exports a trial whose transcript was pruned without a conversation", () => {
    const pruned = evaluations[0]!.instances.filter(({ messages }) => messages.length === 0);
    expect(pruned).toHaveLength(2);
    expect(pruned[0]).toMatchObject({ input: { raw: "" }, evaluation: { is_correct: true } });
    expect(pruned[0]).not.toHaveProperty("sample_hash");
  });
});

const editAggregate = (edit: (aggregate: Aggregate) => void) => (store: Datastore) => {
  const aggregate = readAggregate(store, aggregatePath);
  edit(aggregate);
  store.set(aggregatePath, JSON.stringify(aggregate));
};

/** The aggregate keeps up with the samples, so that nothing but the edit is wrong. */
const editRows = (edit: (rows: Instance[]) => void) => (store: Datastore) => {
  const rows = readInstances(store, samplesPath);
  edit(rows);
  setSamples(store, rows.map((row) => `${toJson(row)}\n`).join(""), rows.length);
};

function setSamples(store: Datastore, text: string, rows: number): void {
  store.set(samplesPath, text);
  editAggregate(({ detailed_evaluation_results: detail }) => {
    detail!.checksum = createHash("sha256").update(text).digest("hex");
    detail!.total_rows = rows;
  })(store);
}

const rename = (from: string, to: string) => (store: Datastore) => {
  const content = store.get(from)!;
  store.delete(from);
  store.set(to, content);
};

const replaceText = (from: string | RegExp, to: string) => (store: Datastore) => {
  store.set(aggregatePath, store.get(aggregatePath)!.replace(from, to));
};

const loosely = (value: object): Record<string, unknown> => value as Record<string, unknown>;

const BROKEN: readonly Broken<Datastore>[] = [
  ["an unknown key at the root", editAggregate((one) => (loosely(one).cost = 1)), /Unrecognized key: "cost"/],
  ["no evaluation_id", editAggregate((one) => delete loosely(one).evaluation_id), /evaluation_id/],
  [
    "another version of the schema",
    editAggregate((one) => (loosely(one).schema_version = "0.2.1")),
    /expected "0\.3\.0"/,
  ],
  [
    "a time that is no epoch",
    editAggregate((one) => (one.retrieved_timestamp = "2026-01-03T00:00:00Z")),
    /seconds since 1970/,
  ],
  [
    "a detail that is no string",
    editAggregate((one) => (loosely(one.eval_library.additional_details!).n = 3)),
    /expected string, received number/,
  ],
  [
    "a detail of a metric that is no string",
    editAggregate((one) => (loosely(one.evaluation_results[0]!.score_details.details!).n = 1)),
    /expected string, received number/,
  ],
  [
    "a model id without a developer",
    editAggregate((one) => (one.model_info.id = "glm-5")),
    /developer\/model/,
  ],
  [
    "a deployment that is none",
    editAggregate((one) => (loosely(one.model_info.additional_details).deployment_type = "api")),
    /deployment_type/,
  ],
  [
    "no word on the weights",
    editAggregate((one) => delete loosely(one.model_info.additional_details).model_availability),
    /model_availability/,
  ],
  [
    "a relationship that is none",
    editAggregate((one) => (loosely(one.source_metadata).evaluator_relationship = "self")),
    /first_party/,
  ],
  [
    "a score in per cent under bounds of 0 and 1",
    editAggregate((one) => (one.evaluation_results[0]!.score_details.score = 66.7)),
    /outside of min_score and max_score/,
  ],
  [
    "a continuous metric without bounds",
    editAggregate((one) => delete one.evaluation_results[0]!.metric_config.max_score),
    /continuous metric has min_score and max_score/,
  ],
  [
    "a bound that is null",
    editAggregate((one) => (one.evaluation_results[0]!.metric_config.min_score = null)),
    /continuous metric has min_score and max_score/,
  ],
  [
    "bounds the wrong way round",
    editAggregate((one) =>
      Object.assign(one.evaluation_results[0]!.metric_config, { min_score: 1, max_score: 0 }),
    ),
    /min_score is above max_score/,
  ],
  [
    "no direction of the metric",
    editAggregate((one) => delete loosely(one.evaluation_results[0]!.metric_config).lower_is_better),
    /lower_is_better/,
  ],
  [
    "an interval the wrong way round",
    editAggregate(
      (one) => (one.evaluation_results[0]!.score_details.uncertainty!.confidence_interval!.lower = 2),
    ),
    /lower is above upper/,
  ],
  [
    "an unknown argument of the generation",
    editAggregate(
      (one) => (loosely(one.evaluation_results[0]!.generation_config!.generation_args!).effort = "high"),
    ),
    /Unrecognized key: "effort"/,
  ],
  [
    "two results of one id",
    editAggregate(
      (one) =>
        (one.evaluation_results[1]!.evaluation_result_id = one.evaluation_results[0]!.evaluation_result_id),
    ),
    /two results have one evaluation_result_id/,
  ],
  ["no results at all", editAggregate((one) => (one.evaluation_results = [])), /Too small/],
  ["NaN as a token", replaceText(/"score":[\d.]+/, '"score":NaN'), /not valid JSON/],
  ["Infinity as a token", replaceText('"max_score":1', '"max_score":Infinity'), /not valid JSON/],
  ["a number that is too large to be one", replaceText(/"score":[\d.]+/, '"score":1e999'), /not finite/],
  [
    "a key that stands twice",
    replaceText('{"schema_version"', '{"schema_version":"0.3.0","schema_version"'),
    /stands twice/,
  ],
  ["text that is cut off", replaceText(/\}\s*$/, ""), /JSON/],
  [
    "a file named after no UUID",
    rename(aggregatePath, "data/demo/zai-org/glm-5/results.json"),
    /not named after a UUID/,
  ],
  [
    "a UUID of another version",
    rename(aggregatePath, aggregatePath.replace(/-4(\w{3}-\w{4}-\w{12})/, "-1$1")),
    /not named after a UUID/,
  ],
  [
    "a folder too few",
    rename(aggregatePath, aggregatePath.replace("/zai-org", "")),
    /expected data\/<eval>\/<developer>\/<model>/,
  ],
  [
    "a folder that Windows has not",
    rename(aggregatePath, aggregatePath.replace("glm-5", "glm:5")),
    /no name on every file system/,
  ],
  ["an aggregate without its samples", (store) => store.delete(samplesPath), /is not there/],
  [
    "samples without their aggregate",
    (store) => store.delete(aggregatePath),
    /no aggregate beside the samples/,
  ],
  [
    "samples that the aggregate is silent of",
    editAggregate((one) => delete one.detailed_evaluation_results),
    /does not name/,
  ],
  [
    "samples of another UUID",
    editAggregate(
      (one) =>
        (one.detailed_evaluation_results!.file_path = one.detailed_evaluation_results!.file_path.replace(
          "demo",
          "other",
        )),
    ),
    /another UUID or folder/,
  ],
  [
    "samples named without their folder",
    editAggregate((one) => (one.detailed_evaluation_results!.file_path = samplesPath.split("/").at(-1)!)),
    /file_path/,
  ],
  [
    "another hash",
    editAggregate((one) => (one.detailed_evaluation_results!.checksum = "0".repeat(64))),
    /not the sha256 of the samples/,
  ],
  [
    "md5",
    editAggregate((one) => (loosely(one.detailed_evaluation_results!).hash_algorithm = "md5")),
    /hash_algorithm/,
  ],
  [
    "another count of rows",
    editAggregate((one) => (one.detailed_evaluation_results!.total_rows = 1)),
    /total_rows is 1, and there are 6/,
  ],
  [
    "a row that was changed after it was hashed",
    (store) => store.set(samplesPath, store.get(samplesPath)!.replace("agentic", "agentic ")),
    /not the sha256/,
  ],
  ["no rows", (store) => setSamples(store, "", 0), /total_rows/],
  ["a blank row", (store) => setSamples(store, `${store.get(samplesPath)!}\n`, 7), /row 7: it is blank/],
  [
    "a row that Python ends in its middle",
    (store) => setSamples(store, store.get(samplesPath)!.replace(String.raw`\u2028`, "\u2028"), 6),
    /total_rows is 6, and there are 7/,
  ],
  [
    "a row of another evaluation",
    editRows(([row]) => (row!.evaluation_id = "another")),
    /row 1: evaluation_id is not the aggregate's/,
  ],
  [
    "a row of another model",
    editRows(([row]) => (row!.model_id = "a/b")),
    /row 1: model_id is not the aggregate's/,
  ],
  ["a row of no result", editRows(([row]) => (row!.evaluation_result_id = "none")), /names no result/],
  [
    "an unknown key in a row",
    editRows(([row]) => (loosely(row!).additional_details = {})),
    /row 1: .*Unrecognized key/,
  ],
  ["an agentic row with an output", editRows(([row]) => (loosely(row!).output = { raw: ["x"] })), /output/],
  ["an agentic row without messages", editRows(([row]) => (loosely(row!).messages = null)), /messages/],
  [
    "messages out of order",
    editRows(([row]) => (row!.messages[1]!.turn_idx = 5)),
    /message 1 has the turn_idx 5/,
  ],
  [
    "an argument of a tool that is no string",
    editRows(([row]) => (loosely(row!.messages[1]!.tool_calls![0]!.arguments!).lines = 12)),
    /expected string, received number/,
  ],
  [
    "metadata that is no string",
    editRows(([row]) => (loosely(row!.metadata!).attempt = 1)),
    /expected string, received number/,
  ],
  [
    "tokens without a total",
    editRows(([row]) => delete loosely(row!.token_usage!).total_tokens),
    /total_tokens/,
  ],
  [
    "a sample without a score",
    editRows(([row]) => (loosely(row!.evaluation).score = null)),
    /expected number, received null/,
  ],
  [
    "a score outside of its metric",
    editRows(([row]) => (row!.evaluation.score = 2)),
    /outside of its metric's bounds/,
  ],
  [
    "an outage that counts as wrong",
    editRows(([row]) => (row!.metadata!["buildoff.outcome"] = "infra-error")),
    /ended as infra-error has no score/,
  ],
];

describe("the merge gate", () => {
  it.each(BROKEN)("refuses %s", (...broken) => expectRefusal(files, broken, findEeeProblems));
});
