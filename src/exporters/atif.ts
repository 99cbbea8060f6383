import type { ExportedFile, Exporter, RunData } from "../core/exporter.ts";
import type { Manifest } from "../core/manifest.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { type Trajectory, TrajectorySchema } from "./atif/schema.ts";
import { toAtifStep } from "./atif/step.ts";
import { checked } from "./checked.ts";
import { toJson } from "./json-text.ts";
import { readAgentEvents } from "./transcript/agent-events.ts";
import { type Step, toSteps } from "./transcript/steps.ts";

/**
 * One trajectory a trial, for viewers and training. A trial whose transcripts were pruned, or hold nothing that was said,
 * has none.
 */
export const atif: Exporter = {
  name: "atif",
  summary: "trajectories in the Agent Trajectory Interchange Format 1.7, one file a trial",
  isPartOfRun: false,
  render: renderTrajectories,
};

async function* renderTrajectories(run: RunData): AsyncGenerator<ExportedFile> {
  for await (const row of run.rows()) {
    const steps = toSteps(await readAgentEvents(run, row, await run.result(row.id)));
    if (steps.length === 0) continue;
    const path = `trajectories/${row.id}.json`;
    const trajectory = checked(TrajectorySchema, toTrajectory(run.manifest, row, steps), path);
    yield { path, content: renderPieces(trajectory) };
  }
}

/** A step a line. */
function* renderPieces({ steps, ...others }: Trajectory): Generator<string> {
  yield `${toJson(others).slice(0, -1)},"steps":[\n`;
  for (const [index, step] of steps.entries()) yield `${index === 0 ? "" : ",\n"}${toJson(step)}`;
  yield "\n]}\n";
}

function toTrajectory({ runId, agents }: Manifest, row: TrialRow, steps: readonly Step[]): Trajectory {
  const { id, usage, model, task, language, seed, attempt, outcome, score, passed } = row;
  const version = agents.find(({ name }) => name === row.agent)?.version ?? "unknown";
  return {
    schema_version: "ATIF-v1.7",
    session_id: `${runId}/${id}`,
    trajectory_id: id,
    agent: { name: row.agent, version, ...(model === null ? {} : { model_name: model }) },
    final_metrics: {
      total_prompt_tokens: usage.inputTokens,
      total_completion_tokens: usage.outputTokens,
      total_cached_tokens: usage.cacheReadTokens,
      ...(usage.costUsd === null ? {} : { total_cost_usd: usage.costUsd }),
      total_steps: steps.length,
    },
    steps: steps.map(toAtifStep),
    extra: { buildoff: { run: runId, task, language, seed, attempt, outcome, score, passed } },
  };
}
