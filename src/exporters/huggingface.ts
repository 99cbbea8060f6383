import { z } from "zod";
import type { Estimate } from "../core/estimate.ts";
import type { ExportedFile, Exporter, ExportTools, Publisher, RunData } from "../core/exporter.ts";
import type { Group, Summary } from "../core/summary.ts";
import { checked } from "./checked.ts";
import { toEscape, toJson } from "./json-text.ts";
import { toPathComponent } from "./path-component.ts";

/** A file of `.eval_results/` in a model's repository on the Hugging Face Hub. */
export const EvalResultsSchema = z
  .array(
    z.strictObject({
      dataset: z.strictObject({
        id: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "expected owner/name of a benchmark's dataset"),
        task_id: z.string().min(1),
        revision: z.string().min(1).optional(),
      }),
      value: z.number(),
      date: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
      source: z
        .strictObject({
          url: z.url(),
          name: z.string().optional(),
          user: z.string().optional(),
          org: z.string().optional(),
        })
        .optional(),
      notes: z.string().optional(),
    }),
  )
  .min(1);
export type EvalResults = z.infer<typeof EvalResultsSchema>;

/**
 * A file per configuration that has a model, in the folder of that model: its `.eval_results` goes into the model's
 * repository. The dataset is named after the suite where the user does not tell its name on the Hub.
 */
export const huggingface: Exporter = {
  name: "huggingface",
  summary: "Hugging Face .eval_results, one YAML file a model and agent",
  isPartOfRun: false,
  render: renderFiles,
};

function* renderFiles({ summary }: RunData, { publisher }: ExportTools): Generator<ExportedFile> {
  for (const group of summary.groups) {
    const { model, agent, key } = group.configuration;
    const results = toEvalResults(summary, group, publisher);
    if (model === null || results.length === 0) continue;
    const folder = model.name.split("/").map(toPathComponent).join("/");
    const name = ["buildoff", summary.conditions.suite.name, agent.name, key.slice(0, 8)].join("-");
    const path = `${folder}/.eval_results/${toPathComponent(name)}.yaml`;
    yield { path, content: checked(EvalResultsSchema, results, path).map(toYaml) };
  }
}

/** The suite's headline first. */
function toEvalResults(summary: Summary, group: Group, { dataset, url }: Publisher): EvalResults {
  const metrics = [
    { task: "pass_rate", name: "pass rate", estimate: group.passRate },
    { task: "score", name: "mean score", estimate: group.score },
  ];
  const ordered = summary.headline === "score" ? metrics.toReversed() : metrics;
  return ordered.flatMap(({ task, name, estimate }) =>
    estimate.value === null
      ? []
      : [
          {
            dataset: { id: dataset ?? `buildoff/${summary.conditions.suite.name}`, task_id: task },
            value: estimate.value,
            date: summary.startedAt,
            ...(url === null ? {} : { source: { url } }),
            notes: toNotes(summary, group, `${name} of 0 to 1${describeInterval(estimate)}`),
          },
        ],
  );
}

function toNotes({ buildoff, runId, conditions }: Summary, group: Group, metric: string): string {
  const { agent, model } = group.configuration;
  const effort = model?.generation.reasoningEffort ?? null;
  const errors = Object.values(group.infraErrors).reduce((sum, count) => sum + count, 0);
  return [
    metric,
    `agent ${agent.name} ${agent.version ?? "of unknown version"}`,
    ...(effort === null ? [] : [`reasoning effort ${effort}`]),
    `${group.scored} scored trials of ${new Set(group.tasks.map(({ task }) => task)).size} tasks`,
    ...(errors === 0 ? [] : [`infrastructure errors, not counted: ${errors}`]),
    `suite ${conditions.suite.name} ${conditions.suite.version}, buildoff ${buildoff}, run ${runId}`,
  ].join("; ");
}

function describeInterval({ interval }: Estimate): string {
  if (interval === null) return "";
  const { lower, upper, level, method } = interval;
  return `, ${(level * 100).toFixed(0)} % interval ${lower.toFixed(3)} to ${upper.toFixed(3)} (${method})`;
}

function toYaml({ dataset, value, date, source, notes }: EvalResults[number]): string {
  return [
    "- dataset:",
    ...toLines("    ", dataset),
    ...toLines("  ", { value, date, notes }),
    ...(source === undefined ? [] : ["  source:", ...toLines("    ", source)]),
    "",
  ].join("\n");
}

function toLines(indent: string, members: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${indent}${key}: ${toScalar(value)}`);
}

/** JSON is YAML, but for the characters that YAML calls not printable. */
const toScalar = (value: unknown): string =>
  toJson(value).replaceAll(/[\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g, toEscape);
