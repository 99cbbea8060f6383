import type { ExportTools, RunData } from "../../core/exporter.ts";
import type { Configuration } from "../../core/configuration.ts";
import type { Group } from "../../core/summary.ts";
import { toPathComponent } from "../path-component.ts";
import { toUuid4 } from "../uuid.ts";
import { type Metric, toMetrics } from "./metrics.ts";

/** One configuration's results under the names that Every Eval Ever knows them by. */
export interface Evaluation {
  readonly run: RunData;
  readonly group: Group;
  readonly model: NonNullable<Configuration["model"]>;
  /** The suite: what is evaluated, whatever the metric. */
  readonly name: string;
  /** The same whenever the same run is exported, and another for every configuration of every run. */
  readonly id: string;
  /** `developer/model`, as far as the model's name tells it: of three parts the first is who runs it. */
  readonly modelId: string;
  readonly metrics: readonly Metric[];
  readonly aggregatePath: string;
  readonly samplesPath: string;
}

/** Null where there is nothing to publish: no model, or no trial that could be scored. */
export function toEvaluation(run: RunData, group: Group, { sha256 }: ExportTools): Evaluation | null {
  const { model, agent, key } = group.configuration;
  const metrics = toMetrics(group);
  if (model === null || group.scored === 0 || metrics.length === 0) return null;
  const { runId, createdAt, suite } = run.manifest;
  const modelId = toModelId(model.name);
  const [developer, ...rest] = modelId.split("/");
  const folder = ["data", ...[suite.name, developer!, rest.join("/")].map(toPathComponent)].join("/");
  const uuid = toUuid4(sha256(`every-eval-ever ${runId} ${key}`));
  return {
    run,
    group,
    model,
    name: suite.name,
    id: [suite.name, model.name, toEpoch(createdAt), `${agent.name}.${runId}.${key.slice(0, 12)}`].join("/"),
    modelId,
    metrics,
    aggregatePath: `${folder}/${uuid}.json`,
    samplesPath: `${folder}/${uuid}_samples.jsonl`,
  };
}

function toModelId(name: string): string {
  const parts = name.split("/");
  return (parts.length > 2 ? parts.slice(1) : parts.length === 2 ? parts : ["unknown", name]).join("/");
}

/** What an instance refers to a result by. */
export const toResultId = ({ id }: Pick<Evaluation, "id">, metric: string): string => `${id}#${metric}`;

/** Seconds since 1970, as a string. */
export const toEpoch = (time: string | Date): string => String(Math.floor(new Date(time).getTime() / 1000));
