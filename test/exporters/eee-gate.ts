import { createHash } from "node:crypto";
import { z } from "zod";
import {
  type Aggregate,
  AGGREGATE_PATH,
  AggregateSchema,
  SAMPLES_PATH,
  toBound,
} from "../../src/exporters/eee/aggregate-schema.ts";
import { type Instance, InstanceSchema } from "../../src/exporters/eee/instance-schema.ts";
import { parseStrictJson } from "./strict-json.ts";

/** Files by their path in the datastore. */
export type Datastore = Map<string, string>;

/** Everything for which Every Eval Ever's merge gate would refuse a submission; empty where it would take it. */
export function findEeeProblems(files: Datastore): string[] {
  return [...files].flatMap(([path, content]) => {
    const problems = path.endsWith(".jsonl")
      ? checkSamples(path, content, files)
      : checkAggregate(path, content, files);
    return [...checkPath(path), ...problems].map((problem) => `${path}: ${problem}`);
  });
}

const UNPORTABLE = /[<>:"\\|?*\u0000-\u001F]|[. ]$|^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)/i;

function checkPath(path: string): string[] {
  const parts = path.split("/");
  const named = parts.slice(1, 4);
  return [
    ...(parts.length === 5 && parts[0] === "data" ? [] : ["expected data/<eval>/<developer>/<model>/<file>"]),
    ...(AGGREGATE_PATH.test(path) || SAMPLES_PATH.test(path)
      ? []
      : ["the file is not named after a UUID of version 4"]),
    ...named.filter((part) => UNPORTABLE.test(part)).map((part) => `${part} is no name on every file system`),
    ...named
      .filter((part) => ["", ".", "..", "data"].includes(part))
      .map((part) => `${part} is a reserved name`),
  ];
}

function checkAggregate(path: string, content: string, files: Datastore): string[] {
  const { value: aggregate, problems } = read(content, AggregateSchema);
  if (aggregate === null) return problems;
  const samplesPath = path.replace(/\.json$/, "_samples.jsonl");
  const detail = aggregate.detailed_evaluation_results;
  if (detail === undefined)
    return files.has(samplesPath) ? ["there are samples that detailed_evaluation_results does not name"] : [];
  const samples = files.get(detail.file_path);
  return [
    ...(detail.file_path === samplesPath ? [] : ["the samples have another UUID or folder"]),
    ...(samples === undefined ? [`${detail.file_path} is not there`] : checkCompanion(detail, samples)),
    ...checkTwins(aggregate),
  ];
}

function checkCompanion(
  detail: NonNullable<Aggregate["detailed_evaluation_results"]>,
  samples: string,
): string[] {
  const rows = toRows(samples).length;
  const checksum = createHash("sha256").update(samples).digest("hex");
  return [
    ...(rows === detail.total_rows ? [] : [`total_rows is ${detail.total_rows}, and there are ${rows}`]),
    ...(checksum === detail.checksum ? [] : ["checksum is not the sha256 of the samples"]),
  ];
}

function checkTwins({ evaluation_results: results }: Aggregate): string[] {
  const ids = results.map((result) => result.evaluation_result_id);
  return new Set(ids).size === ids.length ? [] : ["two results have one evaluation_result_id"];
}

/** As Python splits lines: at more than LF. */
const toRows = (content: string): string[] =>
  content.replace(/\n$/, "").split(/\r\n|[\n\r\v\f\u001C-\u001E\u0085\u2028\u2029]/);

function checkSamples(path: string, content: string, files: Datastore): string[] {
  const text = files.get(path.replace("_samples.jsonl", ".json"));
  if (text === undefined) return ["there is no aggregate beside the samples"];
  const { value: aggregate } = read(text, AggregateSchema);
  return toRows(content).flatMap((row, index) => {
    const { value, problems } =
      row.trim() === "" ? { value: null, problems: ["it is blank"] } : read(row, InstanceSchema);
    const own = value === null || aggregate === null ? [] : checkInstance(value, aggregate);
    return [...problems, ...own].map((problem) => `row ${index + 1}: ${problem}`);
  });
}

function checkInstance(
  row: Instance,
  { evaluation_id, model_info, evaluation_results }: Aggregate,
): string[] {
  const result = evaluation_results.find((one) => one.evaluation_result_id === row.evaluation_result_id);
  const outcome = row.metadata?.["buildoff.outcome"];
  return [
    ...(row.evaluation_id === evaluation_id ? [] : ["evaluation_id is not the aggregate's"]),
    ...(row.model_id === model_info.id ? [] : ["model_id is not the aggregate's"]),
    ...(result === undefined
      ? ["evaluation_result_id names no result of the aggregate"]
      : checkScore(row, result)),
    ...(outcome === "infra-error" || outcome === "cancelled"
      ? [`a trial that ended as ${outcome} has no score`]
      : []),
    ...row.messages.flatMap((message, at) =>
      message.turn_idx === at ? [] : [`message ${at} has the turn_idx ${message.turn_idx}`],
    ),
  ];
}

function checkScore(
  { evaluation, evaluation_name }: Instance,
  result: Aggregate["evaluation_results"][number],
): string[] {
  const { min_score, max_score } = result.metric_config;
  const isWithin =
    evaluation.score >= (toBound(min_score) ?? -Infinity) &&
    evaluation.score <= (toBound(max_score) ?? Infinity);
  return [
    ...(isWithin ? [] : [`the score ${evaluation.score} is outside of its metric's bounds`]),
    ...(evaluation_name === result.evaluation_name ? [] : ["evaluation_name is not that of its result"]),
  ];
}

function read<Value>(text: string, schema: z.ZodType<Value>): { value: Value | null; problems: string[] } {
  try {
    const { data, error } = schema.safeParse(parseStrictJson(text));
    return data === undefined
      ? { value: null, problems: [z.prettifyError(error!)] }
      : { value: data, problems: [] };
  } catch (error) {
    return { value: null, problems: [(error as Error).message] };
  }
}
