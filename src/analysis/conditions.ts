import type { Manifest } from "../core/manifest.ts";
import type { Conditions } from "../core/summary.ts";

/** What a run was made under, as far as it decides whether another can be held against it. */
export function toConditions({ suite, tasks, sandbox, limits, trials }: Manifest): Conditions {
  return {
    suite: { name: suite.name, version: suite.version, hash: suite.hash },
    tasks: Object.fromEntries(tasks.map(({ id, hash }) => [id, hash])),
    limits: limits.enforced,
    seeds: [...new Set(trials.map(({ seed }) => seed))].toSorted((a, b) => a - b),
    sandbox: sandbox.provider,
    images: Object.fromEntries(Object.entries(sandbox.images).map(([role, { tag }]) => [role, tag])),
    versions: sandbox.versions,
    judge: null,
  };
}
