import type { Sha256 } from "./hash.ts";
import type { Manifest } from "./manifest.ts";
import { hashPlan } from "./plan.ts";
import { missingShards, noShard, repeatedShard, unlikeShards } from "./setting-errors.ts";
import type { TrialSpec } from "./trial.ts";
import { findValueDifferences, type ValueDifference } from "./value-differences.ts";

/** A run that `run --shard` made; the manifest as it was written, so that what is made of it has the same bytes. */
export interface ShardRun {
  readonly manifest: Manifest;
}

/** A whole plan, made of its shards. */
export interface JoinedShards<Run extends ShardRun> {
  /** In the order of their indexes. */
  readonly shards: readonly Run[];
  /** That of the run as it would have been without shards. */
  readonly manifest: Manifest;
}

/**
 * Puts shards together. What they may differ in is how fast and where on a machine they worked; of that, and of the
 * manifest's time, the first shard's and the earliest stand for all.
 * @throws UserError `no-shard`, `unlike-shards`, `repeated-shard`, `missing-shards`
 */
export function joinShards<Run extends ShardRun>(
  runs: readonly Run[],
  toRunId: (createdAt: string) => string,
  sha256: Sha256,
): JoinedShards<Run> {
  const marked = runs.map((run) => ({ run, shard: requireShard(run.manifest) }));
  const [first, ...others] = marked;
  for (const { run } of others) requireAlike(first!.run.manifest, run.manifest);
  const { of, plan } = first!.shard;
  const byIndex = new Map<number, Run>();
  for (const { run, shard } of marked) {
    const twin = byIndex.get(shard.index);
    if (twin !== undefined)
      throw repeatedShard(`${shard.index}/${of}`, [twin.manifest.runId, run.manifest.runId]);
    byIndex.set(shard.index, run);
  }
  const indexes = Array.from({ length: of }, (_, index) => index + 1);
  const missing = indexes.filter((index) => !byIndex.has(index));
  if (missing.length > 0) throw missingShards(of, missing);
  const shards = indexes.map((index) => byIndex.get(index)!);
  const trials = interleave(shards.map(({ manifest }) => manifest.trials));
  const head = shards[0]!.manifest;
  if (hashPlan(trials, sha256) !== plan)
    throw unlikeShards(
      [head.runId, shards.at(-1)!.manifest.runId],
      ["trials: put together they are not what was planned; a manifest was changed"],
    );
  const createdAt = shards.map(({ manifest }) => manifest.createdAt).reduce((a, b) => (b < a ? b : a));
  return { shards, manifest: { ...head, runId: toRunId(createdAt), createdAt, shard: null, trials } };
}

function requireShard({ runId, shard }: Manifest): NonNullable<Manifest["shard"]> {
  if (shard === null) throw noShard(runId);
  return shard;
}

/** Undoes `takeShard`. */
function interleave(parts: readonly (readonly TrialSpec[])[]): TrialSpec[] {
  const longest = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => parts.flatMap((part) => part[index] ?? [])).flat();
}

/** What is said of a difference of no use beyond these. */
const SHOWN_DIFFERENCES = 12;
const SHOWN_CHARACTERS = 100;

function requireAlike(one: Manifest, other: Manifest): void {
  const differences = findValueDifferences(toComparable(one), toComparable(other));
  if (differences.length === 0) return;
  const rest = differences.length - SHOWN_DIFFERENCES;
  throw unlikeShards(
    [one.runId, other.runId],
    [
      ...differences.slice(0, SHOWN_DIFFERENCES).map(describe),
      ...(rest > 0 ? [`and ${rest} more differences`] : []),
    ],
  );
}

const PLAN = "the plan's trials (attempts, seeds, languages, agents or models)";

const describe = ({ path, one, other }: ValueDifference): string =>
  path === PLAN ? `${PLAN} differ` : `${path}: ${show(one)} and ${show(other)}`;

function show(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}

/** A manifest without what may differ: which part it is, its pace, and where its files lie. Their hashes stay. */
function toComparable(manifest: Manifest): object {
  const { runId: _, createdAt: _at, trials: _of, concurrency: _n, localConcurrency: _l, ...rest } = manifest;
  const { shard, suite, network, agents, modelsFiles } = rest;
  return {
    ...rest,
    shard: { of: shard?.of },
    [PLAN]: shard?.plan,
    suite: { ...suite, folder: null },
    network: { ...network, caFile: null },
    agents: agents.map((agent) => ({ ...agent, dockerfile: null })),
    modelsFiles: modelsFiles.map(({ hash }) => hash),
  };
}
