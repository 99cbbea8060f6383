import { createRandom } from "../random.ts";
import { drawClusters } from "./clusters.ts";
import { fitStrengths, type Strengths } from "./fit.ts";
import type { GameTable } from "./games.ts";
import { drawPoisson } from "./poisson.ts";

export interface BootstrapStrengths {
  /** Strengths of each resample whose models were all joined, one after the other. */
  readonly draws: readonly Float64Array[];
  /** Resamples that had no maximum of likelihood. */
  readonly lost: number;
}

/**
 * Fits resamples of the votes: each row's count is drawn from the Poisson distribution of its mean, which for many votes is what drawing
 * votes with replacement comes to; votes of one cluster are drawn together. The same seed gives the same draws.
 * Source: Hanley and MacGibbon, "Creating non-parametric bootstrap samples using Poisson frequencies" (2006).
 */
export function bootstrapStrengths(
  table: GameTable,
  fit: Strengths,
  {
    seed,
    replicates,
    ridge = 0,
  }: { readonly seed: number; readonly replicates: number; readonly ridge?: number },
): BootstrapStrengths {
  const random = createRandom(seed);
  const draws: Float64Array[] = [];
  let lost = 0;
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const count =
      table.clusters === null
        ? table.count.map((mean) => drawPoisson(mean, random))
        : drawClusters(table.clusters, random);
    try {
      draws.push(fitStrengths({ ...table, count }, { ridge, start: fit }).strengths);
    } catch {
      lost += 1;
    }
  }
  return { draws, lost };
}
