import { resolveLimits } from "../core/limits.ts";
import type { FrozenRecord } from "../core/journal.ts";
import type { Manifest } from "../core/manifest.ts";
import type { LoadedSuite } from "../core/suite.ts";
import { tasksNotInSuite } from "../core/setting-errors.ts";
import { checkKinds } from "../checks/registry.ts";
import { loadSuite } from "../loader/load-suite.ts";
import type { ChosenSandbox } from "./choose-sandbox.ts";
import { toTaskEntry } from "./manifest.ts";
import { reloadSuite } from "./reopen.ts";
import { version } from "./version.ts";

/**
 * The suite to grade with: the one that the run was made with, or another version of it that has the same tasks.
 * @throws UserError `suite-changed`, `tasks-not-in-suite`
 */
export async function chooseGradingSuite(
  manifest: Manifest,
  asked: string | undefined,
): Promise<LoadedSuite> {
  if (asked === undefined) return reloadSuite(manifest);
  const suite = await loadSuite(asked, checkKinds);
  const wanted = new Set(manifest.trials.map(({ task }) => task));
  const tasks = suite.tasks.filter(({ task }) => wanted.has(task.id));
  const missing = [...wanted].filter((id) => !tasks.some(({ task }) => task.id === id));
  if (missing.length > 0) throw tasksNotInSuite(asked, missing);
  return { ...suite, tasks };
}

export interface DerivedRun {
  readonly runId: string;
  readonly createdAt: string;
  readonly sandbox: ChosenSandbox;
  readonly suite: LoadedSuite;
  readonly frozen: readonly FrozenRecord[];
}

/** The manifest of a run that grades what `source` left, with the suite as it is now. */
export function deriveManifest(source: Manifest, derived: DerivedRun): Manifest {
  const { runId, createdAt, sandbox, suite, frozen } = derived;
  const { images, versions, warnings } = sandbox.environment;
  const has = new Set(frozen.map(({ trialId }) => trialId));
  const { file, folder, hash } = suite;
  return {
    ...source,
    runId,
    derivedFrom: source.runId,
    createdAt,
    buildoff: version,
    suite: { name: file.name, version: file.version, hash, folder, headline: file.headline },
    tasks: suite.tasks.map(toTaskEntry),
    sandbox: {
      ...source.sandbox,
      provider: sandbox.provider.name,
      images: { ...images },
      versions: { ...versions },
      warnings: [...warnings],
      unenforcedLimits: [...sandbox.provider.unenforcedLimits],
    },
    maxCostUsd: null,
    maxWallMs: null,
    limits: {
      asked: source.limits.asked,
      enforced: Object.fromEntries(
        suite.tasks.map(({ task }) => [task.id, resolveLimits(task.limits, source.limits.asked)]),
      ),
    },
    trials: source.trials.filter(({ id }) => has.has(id)),
  };
}
