import { isUntrustworthy, isWhole } from "../../../../analysis/trust.ts";
import type { SummaryIndex } from "../../../model/report-index.ts";
import { countOf } from "../../parts/words.ts";

export interface Trust {
  readonly word: "held" | "not complete" | "not to be trusted";
  readonly sentence: string;
}

type Counts = Pick<SummaryIndex, "planned" | "finished" | "cancelled" | "infraErrors">;

/** Whether the infrastructure held well enough for the figures to say something. */
export function judgeTrust(counts: Counts): Trust {
  const { planned, finished, cancelled, infraErrors } = counts;
  const lost = `${infraErrors} of ${countOf(planned, "trial")} (${((infraErrors / planned) * 100).toFixed(1)} %) ${infraErrors === 1 ? "was" : "were"} lost to the infrastructure`;
  if (planned > 0 && isUntrustworthy(counts))
    return {
      word: "not to be trusted",
      sentence: `The figures of this run cannot be trusted: ${lost}, and ${planned < 10 ? "with fewer than 10 trials none may be" : "at most 10 % may be"}.`,
    };
  if (!isWhole(counts)) {
    const missing = [
      finished < planned
        ? `${countOf(planned - finished, "trial")} ${toHave(planned - finished)} not ended`
        : null,
      cancelled > 0 ? `${countOf(cancelled, "trial")} ${cancelled === 1 ? "was" : "were"} cancelled` : null,
    ].filter((part) => part !== null);
    return {
      word: "not complete",
      sentence: `The run is not complete: ${missing.join(", and ")}. The figures may still change; “buildoff resume” runs what is missing.`,
    };
  }
  return {
    word: "held",
    sentence:
      infraErrors === 0
        ? "No trial was lost to the infrastructure."
        : `${lost[0]!.toUpperCase()}${lost.slice(1)}; up to 10 % may be.`,
  };
}

const toHave = (count: number): string => (count === 1 ? "has" : "have");

/** Counts of every group together, the largest first. */
export function sumCounts(all: readonly Readonly<Record<string, number>>[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
