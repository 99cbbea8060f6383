import type { Calibration, Coefficient, ItemAnswer, Rate } from "../../core/judgement.ts";
import type { Choice, Vote } from "../../core/vote.ts";
import { cohen } from "../../stats/agreement/cohen.ts";
import { krippendorff } from "../../stats/agreement/krippendorff.ts";
import { FEWEST_SHARED_PAIRS } from "../shared-pairs.ts";
import { DEFAULT_RULES, type VoteRules, weighVotes } from "../weigh-votes.ts";
import { pairKey } from "./choose-pairs.ts";
import { type ComparedCanary, countMarkMoves, countVerdictMoves, type MarkedCanary } from "./count-moves.ts";
import { shareOf, toRate } from "./shares.ts";
import { type BothOrders, joinOrders, toChoice } from "./to-votes.ts";

/** What a judge said of two apps, named by their workspaces. `a` is the one whose hash comes first. */
export interface SeenPair extends BothOrders {
  readonly a: string;
  readonly b: string;
  /** Of their files; null where they are not stored. */
  readonly bytes: { readonly a: number | null; readonly b: number | null };
}

export interface JudgeRecord {
  readonly pairs: readonly SeenPair[];
  /** One list for each app. */
  readonly answers: readonly (readonly ItemAnswer[])[];
  readonly canaries: { readonly items: readonly MarkedCanary[]; readonly pairs: readonly ComparedCanary[] };
  readonly calls: { readonly unreadable: number; readonly of: number };
}

interface CalibrateOptions {
  readonly votes: readonly Vote[];
  readonly rules?: VoteRules;
  readonly seed: number;
}

type Preference = "a" | "b" | "neither";

/**
 * How far a judge can be trusted, by its own answers and by votes on the same pairs. Votes of people alone are taken, and those that no rule
 * leaves out. The same input and seed give the same figures.
 */
export function calibrate(
  { pairs, answers, canaries, calls }: JudgeRecord,
  { votes, rules = DEFAULT_RULES, seed }: CalibrateOptions,
): Calibration {
  const people = readPeople(votes, rules);
  const shared = pairs.flatMap((pair) => {
    const said = people.get(pairKey(pair.a, pair.b));
    return said === undefined
      ? []
      : [{ judge: toPreference(joinOrders(pair)), people: said, majority: findMajority(said) }];
  });
  const both = shared.map(({ judge, majority }) => [judge, majority] as const);
  const { kappa, interval } = cohen(both, seed);
  const isA = ({ judge }: { readonly judge: Preference }): boolean => judge === "a";
  const items = answers.flat();
  return {
    status: shared.length >= FEWEST_SHARED_PAIRS ? "calibrated" : "uncalibrated",
    pairs: pairs.length,
    sharedPairs: shared.length,
    kappa: { value: kappa, interval, of: shared.length },
    alpha: alphaOf(both, seed),
    peopleAlpha: alphaOf(
      shared.map(({ people }) => people),
      seed,
    ),
    truePositives: shareOf(
      shared.filter(({ majority }) => majority === "a"),
      isA,
    ),
    falsePositives: shareOf(
      shared.filter(({ majority }) => majority !== "a"),
      isA,
    ),
    flips: shareOf(
      pairs,
      ({ forward, backward }) => toChoice(forward.said, "a") !== toChoice(backward.said, "b"),
    ),
    first: countFirst(pairs),
    longer: countLonger(pairs),
    cannotTell: shareOf(items, ({ answer }) => answer === "cannot_tell"),
    canaries: { items: countMarkMoves(canaries.items), pairs: countVerdictMoves(canaries.pairs) },
    unreadable: toRate(calls.unreadable, calls.of),
  };
}

function alphaOf(said: readonly (readonly Preference[])[], seed: number): Coefficient {
  const { alpha, interval, units } = krippendorff(said, seed);
  return { value: alpha, interval, of: units };
}

/** What people said of each pair, by `pairKey`, in the words of the pair's own order. */
function readPeople(votes: readonly Vote[], rules: VoteRules): Map<string, Preference[]> {
  const said = new Map<string, Preference[]>();
  for (const { vote, weight } of weighVotes(votes, rules)) {
    const [one, other] = [vote.a.workspace, vote.b.workspace];
    if (weight === 0 || one === null || other === null) continue;
    const key = pairKey(one, other);
    const preference = toPreference(vote.choices.overall);
    const isTurned = one > other && preference !== "neither";
    const own = isTurned ? (preference === "a" ? "b" : "a") : preference;
    said.set(key, [...(said.get(key) ?? []), own]);
  }
  return said;
}

const toPreference = (choice: Choice): Preference => (choice === "a" || choice === "b" ? choice : "neither");

/** What most people said; neither where no answer has the most. */
function findMajority(said: readonly Preference[]): Preference {
  const counts = [...Map.groupBy(said, (one) => one)]
    .map(([preference, of]) => ({ preference, count: of.length }))
    .toSorted((x, y) => y.count - x.count);
  const [most, next] = counts;
  return most === undefined || most.count === next?.count ? "neither" : most.preference;
}

/** Of each pair with such answers, what share of them prefers what stood first: its two answers are no two draws. */
function countFirst(pairs: readonly SeenPair[]): Rate {
  const shares = pairs.flatMap(({ forward, backward }) => {
    const decided = [forward.said, backward.said].filter((said) => said === "first" || said === "second");
    return decided.length === 0 ? [] : [decided.filter((said) => said === "first").length / decided.length];
  });
  return toRate(
    shares.reduce((sum, share) => sum + share, 0),
    shares.length,
  );
}

function countLonger(pairs: readonly SeenPair[]): Rate {
  const decided = pairs.flatMap((pair) => {
    const choice = joinOrders(pair);
    const { a, b } = pair.bytes;
    if ((choice !== "a" && choice !== "b") || a === null || b === null || a === b) return [];
    return [(choice === "a") === a > b];
  });
  return shareOf(decided, (isLonger) => isLonger);
}
