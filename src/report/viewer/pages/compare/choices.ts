import type { Metric, Pair } from "../../../../core/comparison.ts";
import type { RunIndex } from "../../../model/report-index.ts";
import type { SideNames } from "./words.ts";

/** Two runs that are compared, by their places in the report; a twice: the configurations of one run. */
export interface Choice {
  readonly a: number;
  readonly b: number;
  readonly label: string;
}

/** Every comparison that a report has: each other run against the first one, and the first one's configurations. */
export function listChoices(runs: readonly RunIndex[]): Choice[] {
  const [first, ...others] = runs;
  if (first === undefined) return [];
  return [
    ...others.map((run, place) => ({
      a: place + 1,
      b: 0,
      label: `${run.runId} → ${first.runId}`,
    })),
    { a: 0, b: 0, label: `Configurations of ${first.runId} with each other` },
  ];
}

/** What the address asks for; the first choice where it asks for none that there is. */
export function findChoice(choices: readonly Choice[], query: URLSearchParams): Choice | null {
  const asked = choices.find(({ a, b }) => query.get("a") === String(a) && query.get("b") === String(b));
  return asked ?? choices[0] ?? null;
}

/** @returns a place in `pairs`: what the address asks for, else the most certain one */
export function findPair(pairs: readonly Pair[], headline: Metric, query: URLSearchParams): number {
  const asked = Number(query.get("pair") ?? Number.NaN);
  return pairs[asked] === undefined ? (sortPairs(pairs, headline)[0] ?? 0) : asked;
}

/** What tells the sides of a pair apart in a sentence: the runs, or the configurations of one run. */
export function toSideNames({ a, b }: Pair): SideNames {
  if (a.runId === b.runId) return { a: a.configuration, b: b.configuration };
  return a.key === b.key || a.configuration === b.configuration
    ? { a: a.runId, b: "this run" }
    : { a: `${a.configuration} (${a.runId})`, b: `${b.configuration} (${b.runId})` };
}

/** A pair in a list of pairs. */
export const toPairName = ({ a, b }: Pair): string =>
  a.configuration === b.configuration ? a.configuration : `${b.configuration} against ${a.configuration}`;

/** Places of pairs, the most certain difference first. Their places stay their addresses. */
export function sortPairs(pairs: readonly Pair[], headline: Metric): number[] {
  const pOf = (place: number): number => pairs[place]![headline].adjustedPValue ?? 2;
  const sizeOf = (place: number): number => Math.abs(pairs[place]![headline].difference.value ?? 0);
  return [...pairs.keys()].toSorted((a, b) => pOf(a) - pOf(b) || sizeOf(b) - sizeOf(a));
}

/** `Of 6 configurations: 1 better, 5 without a difference that was found.` */
export function countVerdicts(pairs: readonly Pair[]): string {
  const count = (verdict: Pair["verdict"]): number => pairs.filter((pair) => pair.verdict === verdict).length;
  const parts = [
    [count("better"), "better"],
    [count("worse"), "worse"],
    [count("no-difference-found"), "without a difference that was found"],
    [count("nothing-to-compare"), "without anything to compare"],
  ] as const;
  const told = parts.filter(([many]) => many > 0).map(([many, words]) => `${many} ${words}`);
  return `Of ${pairs.length} configurations: ${told.join(", ")}.`;
}
