import { DEFAULT_LEVEL, type Interval } from "./interval.ts";
import { normalQuantile } from "./distributions.ts";
import { createRandom } from "./random.ts";

export interface BootstrapOptions<Cluster> {
  readonly statistic: (sample: readonly Cluster[]) => number;
  /** Of the statistic, in the same unit. Given it, the interval is bootstrap-t; else it is of percentiles. */
  readonly standardError?: (sample: readonly Cluster[]) => number;
  readonly seed: number;
  /** Resamples; 1,999 if silent. */
  readonly replicates?: number;
  readonly level?: number;
}

/** What one sample says. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/**
 * Resamples whole tasks (or any clusters) with replacement; the same seed gives the same interval. Null below two
 * clusters and where all resamples agree. Resamples whose statistic is not finite are left out.
 * Source: Davison and Hinkley, "Bootstrap Methods and their Application" (1997).
 */
export function clusterBootstrap<Cluster>(
  clusters: readonly Cluster[],
  options: BootstrapOptions<Cluster>,
): Interval | null {
  const { statistic, standardError, seed, replicates = 1999, level = DEFAULT_LEVEL } = options;
  if (clusters.length < 2) return null;
  const random = createRandom(seed);
  const estimate = (sample: readonly Cluster[]): Estimate => ({
    value: statistic(sample),
    standardError: standardError?.(sample) ?? 1,
  });
  const resamples = Array.from({ length: replicates }, () =>
    estimate(clusters.map(() => clusters[Math.floor(random() * clusters.length)]!)),
  );
  return standardError === undefined
    ? percentileInterval(
        resamples.map(({ value }) => value),
        level,
      )
    : bootstrapTInterval(estimate(clusters), resamples, level);
}

/** From the α/2 quantile of the resampled values to that of 1 - α/2. Null where they are one. */
export function percentileInterval(values: readonly number[], level: number): Interval | null {
  const [lower, upper] = findTails(values, level);
  return toInterval({ lower, upper, level, method: "cluster-bootstrap" });
}

/** Studentised: quantiles of (resampled - observed) / its standard error, scaled by the observed one's. */
export function bootstrapTInterval(
  observed: Estimate,
  resamples: readonly Estimate[],
  level: number,
): Interval | null {
  const studentised = resamples.map(({ value, standardError }) => (value - observed.value) / standardError);
  const [low, high] = findTails(studentised, level);
  return toInterval({
    lower: observed.value - high * observed.standardError,
    upper: observed.value - low * observed.standardError,
    level,
    method: "cluster-bootstrap-t",
  });
}

function toInterval(interval: Interval): Interval | null {
  return interval.upper > interval.lower ? interval : null;
}

function findTails(values: readonly number[], level: number): [number, number] {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)];
}

/** The (R + 1)p-th of R sorted values, interpolated on the normal scale, as R's package boot does. */
function quantile(sorted: readonly number[], p: number): number {
  const count = sorted.length;
  const rank = Math.floor((count + 1) * p);
  if (count === 0) return Number.NaN;
  if (rank < 1) return sorted[0]!;
  if (rank >= count) return sorted.at(-1)!;
  const [below, above] = [normalQuantile(rank / (count + 1)), normalQuantile((rank + 1) / (count + 1))];
  const share = (normalQuantile(p) - below) / (above - below);
  return sorted[rank - 1]! + share * (sorted[rank]! - sorted[rank - 1]!);
}
