import type { Summary } from "../core/summary.ts";

/** Over a tenth of the trials; any at all where there are fewer than ten. */
const DEFAULT_MOST_SHARE = 0.1;
const FEW_TRIALS = 10;

/** Whether there are too many infrastructure errors to believe the rest. @param mostShare undefined: the default */
export function isUntrustworthy(
  { infraErrors, planned }: Pick<Summary, "infraErrors" | "planned">,
  mostShare?: number,
): boolean {
  if (mostShare === undefined && planned < FEW_TRIALS) return infraErrors > 0;
  return infraErrors / planned > (mostShare ?? DEFAULT_MOST_SHARE);
}

export function isWhole({
  finished,
  planned,
  cancelled,
}: Pick<Summary, "finished" | "planned" | "cancelled">): boolean {
  return finished === planned && cancelled === 0;
}
