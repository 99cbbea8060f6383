import type { Manifest, ShardChoice } from "../core/manifest.ts";
import { canonicalJson } from "../core/hash.ts";
import { hashPlan, takeShard } from "../core/plan.ts";
import { hashPrice } from "../models/price.ts";
import { composePrompts } from "../core/prompt.ts";
import { isServedAsFiles, resolveApp, type Stack } from "../core/stack.ts";
import { promptLanguages, type Task } from "../core/task.ts";
import type { LoadedTask } from "../core/suite.ts";
import { sha256 } from "../loader/digest.ts";
import type { ChosenSandbox } from "./choose-sandbox.ts";
import type { PlannedRun } from "./plan-run.ts";
import { version } from "./version.ts";

export interface ManifestInput {
  readonly runId: string;
  readonly plan: PlannedRun;
  readonly sandbox: ChosenSandbox;
  readonly unsafeLocal: boolean;
  readonly runtime: string | null;
  readonly concurrency: number;
  readonly localConcurrency: number;
  readonly isRecorded: boolean;
  readonly replay: string | null;
  readonly maxCostUsd: number | null;
  readonly maxWallMs: number | null;
  readonly gradeAtMs: readonly number[];
  readonly checkpointEveryMs: number;
  readonly keepsBodies: boolean;
  readonly minFreeDiskBytes: number;
  readonly shard: ShardChoice | null;
  readonly createdAt: string;
}

/** How often a trial is tried where the infrastructure fails. */
const MAX_TRIES = 3;

/** Locks in what was asked and what will be enforced. */
export function toManifest({ plan, sandbox, ...input }: ManifestInput): Manifest {
  const { suite, agents, models, limits, limitsAsked, trials } = plan;
  const { file, folder, hash } = suite;
  const { images, versions, warnings } = sandbox.environment;
  return {
    schema: 1,
    runId: input.runId,
    derivedFrom: null,
    createdAt: input.createdAt,
    buildoff: version,
    suite: { name: file.name, version: file.version, hash, folder, headline: file.headline },
    tasks: suite.tasks.map(toTaskEntry),
    sandbox: {
      provider: sandbox.provider.name,
      unsafeLocal: input.unsafeLocal,
      runtime: input.runtime,
      images: { ...images },
      versions: { ...versions },
      warnings: [...warnings],
      unenforcedLimits: [...sandbox.provider.unenforcedLimits],
    },
    agents: agents.map(({ label, definition, settings }) => ({
      name: label,
      agent: definition.name,
      version: definition.version,
      settings: { ...settings },
      dockerfile: definition.imageLayer?.dockerfile ?? null,
    })),
    modelsFiles: plan.modelsFiles.map(({ file, hash: of }) => ({ file, hash: of })),
    network: { ...plan.network },
    models: models.map(({ name, asked, provider, endpoints, key, generation, facts, metadata, price }) => ({
      name,
      asked,
      endpoints: Object.fromEntries(
        Object.entries(endpoints).map(([protocol, { baseUrl, region }]) => [protocol, { baseUrl, region }]),
      ),
      keySource: key?.source ?? null,
      generation,
      facts,
      metadata,
      isLocal: provider.kind === "local",
      priceSource: price?.source ?? null,
      priceHash: price === null ? null : hashPrice(price),
    })),
    concurrency: input.concurrency,
    localConcurrency: input.localConcurrency,
    isRecorded: input.isRecorded,
    replay: input.replay,
    // A replay that diverges diverges again.
    maxTries: input.replay === null ? MAX_TRIES : 1,
    maxCostUsd: input.maxCostUsd,
    maxWallMs: input.maxWallMs,
    gradeAtMs: [...input.gradeAtMs],
    checkpointEveryMs: input.checkpointEveryMs,
    limits: { asked: { ...limitsAsked }, enforced: { ...limits } },
    keepsBodies: input.keepsBodies,
    minFreeDiskBytes: input.minFreeDiskBytes,
    shard: input.shard === null ? null : { ...input.shard, plan: hashPlan(trials, sha256) },
    trials: takeShard(trials, input.shard),
  };
}

export function toTaskEntry({ task, hash, stack }: LoadedTask): Manifest["tasks"][number] {
  const written = promptLanguages(task.turns);
  const languages = written.length === 0 ? ["en"] : written;
  const promptHash = Object.fromEntries(
    languages.map((language) => [language, sha256(canonicalJson(composePrompts(task, stack, language)))]),
  );
  const { id, title, category, difficulty, locale } = task;
  const app = toAppEntry(task, stack);
  return { id, title, category, difficulty, locale, stack: task.stack, hash, promptHash, app };
}

function toAppEntry({ app }: Task, stack: Stack): Manifest["tasks"][number]["app"] {
  const { build, root } = resolveApp(app, stack);
  return { servesFiles: isServedAsFiles(app, stack), isBuilt: build !== null, root };
}
