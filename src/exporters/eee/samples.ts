import { createHash } from "node:crypto";
import type { TrialRow } from "../../core/trial-row.ts";
import { checked } from "../checked.ts";
import { toJson } from "../json-text.ts";
import { readAgentEvents } from "../transcript/agent-events.ts";
import { toSteps } from "../transcript/steps.ts";
import type { Evaluation } from "./evaluation.ts";
import { InstanceSchema } from "./instance-schema.ts";
import { type ScoredTrial, toInstances } from "./instance.ts";

/** What the aggregate file tells of the file of samples, and what was learnt while that was written. */
export interface Samples {
  /** sha256 of the file, in hex. */
  readonly checksum: string;
  readonly rows: number;
  /** In their order of appearance. */
  readonly answeredModels: readonly string[];
  /** Of the agent; null where nobody told. */
  readonly tools: readonly string[] | null;
}

/** Writes the samples of a configuration, and counts and hashes them on the way. */
export interface SamplesWriter {
  readonly lines: () => AsyncGenerator<string>;
  /** @throws Error where the lines were not all read */
  readonly end: () => Samples;
}

/** Names beyond these are left out: a router may answer with any number of them. */
const MOST_MODELS = 50;

export function createSamplesWriter(evaluation: Evaluation, sha256: (data: string) => string): SamplesWriter {
  const hash = createHash("sha256");
  const models = new Set<string>();
  let rows = 0;
  let tools: readonly string[] | null = null;
  let isDone = false;
  const note = ({ answeredModel }: TrialRow): void => {
    if (answeredModel !== null && models.size < MOST_MODELS) models.add(answeredModel);
  };
  async function* lines(): AsyncGenerator<string> {
    for await (const row of evaluation.run.rows()) {
      if (!isOf(evaluation, row)) continue;
      note(row);
      const result = await evaluation.run.result(row.id);
      tools ??= result?.identity.agent.tools ?? null;
      const steps = toSteps(await readAgentEvents(evaluation.run, row, result));
      for (const instance of toInstances(evaluation, { row, steps }, sha256)) {
        const line = `${toJson(checked(InstanceSchema, instance, `the sample of ${row.id}`))}\n`;
        hash.update(line);
        rows += 1;
        yield line;
      }
    }
    isDone = true;
  }
  return {
    lines,
    end: () => {
      if (!isDone) throw new Error(`${evaluation.samplesPath} was not read to its end`);
      return { checksum: hash.digest("hex"), rows, answeredModels: [...models], tools };
    },
  };
}

/** Whether a trial is of the configuration and was scored: of an outage no sample is made. */
function isOf({ group }: Evaluation, row: TrialRow): row is ScoredTrial["row"] {
  const { agent, model } = group.configuration;
  return (
    row.agent === agent.name &&
    row.model === (model?.name ?? null) &&
    row.score !== null &&
    row.passed !== null
  );
}
