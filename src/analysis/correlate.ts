import type { CorrelationMeasure, RankComparison } from "../core/correlation.ts";
import { ambiguousModel } from "../core/correlation-errors.ts";
import {
  countOrders,
  kendall,
  type Pair,
  pairwiseAgreement,
  spearman,
} from "../stats/agreement/rank-correlation.ts";
import { matchModels, type Named } from "./match-models.ts";

/** What one measure says of one model. */
export interface Figure extends Named {
  readonly value: number;
}

export interface Measure extends Omit<CorrelationMeasure, "models"> {
  readonly figures: readonly Figure[];
}

/** Two models in one order tell nothing. */
const FEWEST_MODELS = 3;
/** Four models come in one order or its reverse by chance in one of 12 cases, five in one of 60. */
const FEWEST_TO_JUDGE = 5;

/**
 * Every two measures, the earlier one first.
 * @throws UserError `ambiguous-model`
 */
export function correlate(measures: readonly Measure[], seed: number): RankComparison[] {
  return measures.flatMap((a, place) => measures.slice(place + 1).map((b) => compare(a, b, seed)));
}

function compare(a: Measure, b: Measure, seed: number): RankComparison {
  const { matches, doubts } = matchModels(namesOf(a, b), namesOf(b, a));
  const [doubt] = doubts;
  if (doubt !== undefined)
    throw ambiguousModel([a.name, b.name], {
      a: doubt.a.map((place) => a.figures[place]!.name),
      b: doubt.b.map((place) => b.figures[place]!.name),
    });
  const models = matches
    .map((match) => {
      const [one, other] = [a.figures[match.a]!, b.figures[match.b]!];
      return { a: one.name, b: other.name, isExact: match.isExact, x: one.value, y: other.value };
    })
    .toSorted((one, other) => other.x - one.x || (one.a < other.a ? -1 : 1));
  const left = (measure: Measure, side: "a" | "b"): string[] => {
    const taken = new Set(matches.map((match) => match[side]));
    return measure.figures.flatMap(({ name }, place) => (taken.has(place) ? [] : [name])).toSorted();
  };
  return {
    a: a.name,
    b: b.name,
    models,
    onlyA: left(a, "a"),
    onlyB: left(b, "b"),
    ...measure(
      models.map(({ x, y }): Pair => [x, y]),
      seed,
    ),
  };
}

/**
 * Votes may name an agent with its model, and tables know models alone. Held against runs, which know both, an agent is not left out: what
 * one agent built says nothing of another's.
 */
const namesOf = ({ kind, figures }: Measure, other: Measure): readonly Named[] =>
  kind === "runs" || other.kind === "table" ? figures : figures.map(({ name }) => ({ name, aliases: [] }));

type Orders = Pick<RankComparison, "verdict" | "pairs" | "spearman" | "kendall" | "agreement">;

function measure(pairs: readonly Pair[], seed: number): Orders {
  const { concordant, discordant, tiedX, tiedY } = countOrders(pairs);
  const counts = { alike: concordant, unlike: discordant, tied: tiedX + tiedY };
  if (pairs.length < FEWEST_MODELS) {
    const unknown = { value: null, interval: null };
    return { verdict: "too-few", pairs: counts, spearman: unknown, kendall: unknown, agreement: unknown };
  }
  const found = {
    spearman: spearman(pairs, seed),
    kendall: kendall(pairs, seed),
    agreement: pairwiseAgreement(pairs, seed),
  };
  return { verdict: judge(found.kendall, pairs.length), pairs: counts, ...found };
}

function judge(
  { value, interval }: RankComparison["kendall"],
  models: number,
): Exclude<RankComparison["verdict"], "too-few"> {
  if (value === null) return "no-order";
  if (models < FEWEST_TO_JUDGE) return "unsure";
  // Without an interval all resamples agree.
  if ((interval?.lower ?? value) > 0) return "same-order";
  return (interval?.upper ?? value) < 0 ? "opposite-order" : "unsure";
}
