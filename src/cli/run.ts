import { join, resolve } from "node:path";
import { createRun, requireFree } from "../store/run-store.ts";
import { chooseSandbox } from "./choose-sandbox.ts";
import { detach, toDetachRequest } from "./detach.ts";
import { finishRun } from "./finish.ts";
import { watchInterrupts } from "./interrupts.ts";
import { toManifest } from "./manifest.ts";
import { printPlan } from "./plan-table.ts";
import { completeFacts } from "./model-facts.ts";
import { planRun, type PlannedRun } from "./plan-run.ts";
import { createView } from "./progress/create-view.ts";
import { resolveRunConfig } from "./run-config.ts";
import type { OutputFlags, RunFlags, SandboxFlags } from "./run-options.ts";
import { listJudgedBeside, toSandboxNeeds } from "./sandbox-needs.ts";
import { runSession } from "./session.ts";

export async function runCommand(
  target: string,
  flags: RunFlags & SandboxFlags & OutputFlags,
): Promise<void> {
  const config = await resolveRunConfig(target, flags);
  const plan = await planRun(config);
  if (flags.dryRun === true) return printPlan(plan, flags.json === true);
  const createdAt = new Date();
  const runId = flags.name ?? toRunId(createdAt, plan);
  const runPath = join(resolve(flags.results), runId);
  if (flags.detach === true) return detach(toDetachRequest({ runId, runPath, name: flags.name }));
  await requireFree(runPath);
  const view = await createView(flags);
  using interrupts = watchInterrupts(view.note);
  try {
    const sandbox = await chooseSandbox({
      asked: config.sandbox ?? null,
      runId,
      browserPath: flags.browser ?? null,
      runtime: flags.runtime ?? null,
      unsafeLocal: flags.unsafeLocal === true,
      agents: plan.agents.map(({ definition }) => definition),
      needs: toSandboxNeeds(plan.suite, plan.agents, plan.network),
      judgedBeside: listJudgedBeside(plan.suite),
      note: view.note,
      signal: interrupts.stop,
    });
    await using provider = sandbox.provider;
    warnOfUnpriced(plan, view.note);
    const models = await completeFacts(plan, config.replay, interrupts.stop);
    const manifest = toManifest({
      runId,
      plan: { ...plan, models },
      sandbox,
      unsafeLocal: flags.unsafeLocal === true,
      runtime: flags.runtime ?? null,
      concurrency: config.concurrency,
      localConcurrency: config.localConcurrency,
      isRecorded: flags.record === true,
      replay: config.replay,
      maxCostUsd: config.maxCost ?? null,
      maxWallMs: config.maxWallTime ?? null,
      gradeAtMs: config.gradeAt,
      checkpointEveryMs: config.checkpointEvery ?? DEFAULT_CHECKPOINT_MS,
      keepsBodies: flags.bodies !== false,
      minFreeDiskBytes: flags.minFreeDisk ?? DEFAULT_MIN_FREE_DISK_BYTES,
      shard: flags.shard ?? null,
      createdAt: createdAt.toISOString(),
    });
    const folder = await createRun(runPath, manifest);
    const { suite } = plan;
    const input = {
      folder,
      manifest,
      suite,
      models,
      provider,
      seedRecords: [],
      isResumed: false,
    };
    const end = await runSession({ ...input, interrupts, view });
    await view.close();
    finishRun({ end, folder, interrupts, flags });
  } finally {
    await view.close();
  }
}

function warnOfUnpriced({ models }: PlannedRun, note: (line: string) => void): void {
  for (const { name } of models.filter(({ price }) => price === null))
    note(
      `warning: the price of ${name} is not known, and its cost is not counted; a --models-file can give it`,
    );
}

/** A trial of many hours can leave some hundred MB. */
const DEFAULT_MIN_FREE_DISK_BYTES = 1e9;

/** How much of an agent's work a crash costs, at most. */
const DEFAULT_CHECKPOINT_MS = 15 * 60_000;

/** Sorts by time, and says what it was. */
function toRunId(at: Date, { suite, agents: used, models }: PlannedRun): string {
  const time = at.toISOString().slice(0, 23).replaceAll(/[:.]/g, "-");
  const names = [suite.file.name, ...used.map(({ label }) => label), ...models.map(({ model }) => model)];
  return `${time}-${names
    .join("-")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .slice(0, 80)}`;
}
