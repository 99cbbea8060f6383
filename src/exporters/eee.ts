import type { ExportedFile, Exporter, ExportTools, RunData } from "../core/exporter.ts";
import { checked } from "./checked.ts";
import { AggregateSchema } from "./eee/aggregate-schema.ts";
import { toAggregate } from "./eee/aggregate.ts";
import { type Evaluation, toEvaluation } from "./eee/evaluation.ts";
import { createSamplesWriter } from "./eee/samples.ts";
import { toJson } from "./json-text.ts";

/**
 * Every Eval Ever 0.3.0, in the folders of its datastore: for each configuration that has a model and a scored trial an
 * aggregate file and one of samples, which name one another. What the format has no place for (costs, attempts, hashes,
 * infrastructure errors) stands in its details, under `buildoff.`. Infrastructure errors and cancelled trials are counted
 * there, and are no samples: a sample cannot be without a score.
 */
export const eee: Exporter = {
  name: "eee",
  summary: "Every Eval Ever 0.3.0: an aggregate and its samples for each model and agent",
  isPartOfRun: false,
  render: renderEvaluations,
};

async function* renderEvaluations(run: RunData, tools: ExportTools): AsyncGenerator<ExportedFile> {
  for (const group of run.summary.groups) {
    const evaluation = toEvaluation(run, group, tools);
    if (evaluation !== null) yield* renderEvaluation(evaluation, tools);
  }
}

/** The samples first: the aggregate holds their hash. */
function* renderEvaluation(evaluation: Evaluation, tools: ExportTools): Generator<ExportedFile> {
  const { samplesPath, aggregatePath } = evaluation;
  const samples = createSamplesWriter(evaluation, tools.sha256);
  yield { path: samplesPath, content: samples.lines() };
  const aggregate = toAggregate(evaluation, samples.end(), tools);
  yield { path: aggregatePath, content: [`${toJson(checked(AggregateSchema, aggregate, aggregatePath))}\n`] };
}
