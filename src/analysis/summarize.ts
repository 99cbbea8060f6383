import { toConfigurations } from "../core/configuration.ts";
import type { Sha256 } from "../core/hash.ts";
import type { Manifest } from "../core/manifest.ts";
import type { Group, Summary } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { addUsage, NO_USAGE } from "../core/usage.ts";
import { toConditions } from "./conditions.ts";
import { createGroupTally, type GroupTally } from "./group-tally.ts";

/** Adds a run's trials up, one after the other, in the order of their ids: so the same trials give the same bytes. */
export interface RunTally {
  readonly add: (row: TrialRow) => void;
  readonly summarize: (given: GivenOfRun) => Summary;
}

export interface GivenOfRun {
  /** When the run was finished; it is written only where every trial was. */
  readonly finishedAt: string | null;
  /** Variance between two gradings by configuration's key, where there were two. */
  readonly rescoring?: ReadonlyMap<string, number>;
  readonly sha256: Sha256;
}

export function createRunTally(manifest: Manifest): RunTally {
  const groups = new Map<string, GroupTally>();
  const groupOf = (of: { readonly agent: string; readonly model: string | null }): GroupTally => {
    const key = keyOf(of);
    const known = groups.get(key) ?? createGroupTally();
    groups.set(key, known);
    return known;
  };
  return {
    add: (row) => groupOf(row).add(row),
    summarize: ({ finishedAt, rescoring, sha256 }) => {
      const facets = new Map(manifest.tasks.map((task) => [task.id, task]));
      const planned = countPlanned(manifest);
      const made = toConfigurations(manifest, sha256).map((configuration) => {
        const key = keyOf({ agent: configuration.agent.name, model: configuration.model?.name ?? null });
        const own = rescoring?.get(configuration.key) ?? null;
        const given = { configuration, planned: planned.get(key) ?? 0, facets, rescoring: own };
        return (groups.get(key) ?? createGroupTally()).toGroup(given);
      });
      return toSummary(manifest, made, finishedAt);
    },
  };
}

const keyOf = ({ agent, model }: { readonly agent: string; readonly model: string | null }): string =>
  JSON.stringify([agent, model]);

function countPlanned({ trials }: Manifest): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const trial of trials) counts.set(keyOf(trial), (counts.get(keyOf(trial)) ?? 0) + 1);
  return counts;
}

const toFacets = ({ tasks }: Manifest): Summary["facets"] =>
  Object.fromEntries(
    tasks.map(({ id, category, difficulty, locale, stack }) => [id, { category, difficulty, locale, stack }]),
  );

function toSummary(manifest: Manifest, groups: readonly Group[], finishedAt: string | null): Summary {
  const total = (of: (group: Group) => number): number => groups.reduce((sum, group) => sum + of(group), 0);
  const scored = total((group) => group.scored);
  const finished = total((group) => group.finished);
  const cancelled = total((group) => group.cancelled);
  const points = total(({ tasks }) =>
    tasks.reduce((sum, tally) => sum + tally.scored * (tally.scoreMean ?? 0), 0),
  );
  const isWhole = finished - cancelled === manifest.trials.length;
  return {
    schema: 1,
    runId: manifest.runId,
    buildoff: manifest.buildoff,
    derivedFrom: manifest.derivedFrom,
    shard: manifest.shard,
    headline: manifest.suite.headline,
    conditions: toConditions(manifest),
    facets: toFacets(manifest),
    startedAt: manifest.createdAt,
    finishedAt: isWhole ? finishedAt : null,
    planned: manifest.trials.length,
    finished,
    scored,
    passed: total((group) => group.passed),
    infraErrors: total(({ infraErrors }) => Object.values(infraErrors).reduce((sum, n) => sum + n, 0)),
    cancelled,
    meanScore: scored === 0 ? null : Math.min(1, points / scored),
    usage: groups.reduce((sum, { usage }) => addUsage(sum, usage), NO_USAGE),
    groups: [...groups],
  };
}
