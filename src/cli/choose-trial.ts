import type { Manifest } from "../core/manifest.ts";
import { ambiguousTrial, unknownTrial } from "../core/result-errors.ts";
import type { TrialSpec } from "../core/trial.ts";
import { suggest } from "../loader/suggest.ts";

/**
 * The trial of a run that a user means: by its id, by the beginning of the id where that is the only one, else by any part.
 * @throws UserError `unknown-trial`, `ambiguous-trial`
 */
export function chooseTrial({ runId, trials }: Manifest, asked: string): TrialSpec {
  const candidates = findTrials(trials, asked);
  const [only] = candidates;
  const ids = candidates.map(({ id }) => id);
  if (candidates.length > 1) throw ambiguousTrial(runId, asked, ids);
  if (only !== undefined) return only;
  const known = trials.map(({ id }) => id);
  throw unknownTrial(runId, asked, { known, suggestion: suggest(asked, known) });
}

/** Every trial that such a name can mean. */
export function findTrials(trials: readonly TrialSpec[], asked: string): TrialSpec[] {
  const exact = trials.find(({ id }) => id === asked);
  if (exact !== undefined) return [exact];
  if (asked === "") return [];
  const begun = trials.filter(({ id }) => id.startsWith(asked));
  return begun.length > 0 ? begun : trials.filter(({ id }) => id.includes(asked));
}
