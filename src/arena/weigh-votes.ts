import { type Choice, type Contestant, NO_TIME, type Vote } from "../core/vote.ts";
import { MAKERS, tellingNames } from "./telling-names.ts";

/** Why a vote counts less than others, or not at all. */
export type Reason =
  /** It measures the rater, and no model. */
  | "attention-pair"
  /** A model gave it: people and models are never mixed. */
  | "model-rater"
  /** The rater did not open or did not use the apps. */
  | "no-interaction"
  /** It came sooner than anybody can have looked. */
  | "too-quick"
  /** The rater, or all who voted from one place, had voted as often as one may on that day. */
  | "over-daily-cap"
  /** Its note names one of the models: the rater knew. */
  | "identity-in-note"
  /** The rater voted on the same two apps before. */
  | "repeated"
  /** The rater missed too many attention pairs. */
  | "inattentive-rater"
  /** The rater's votes do not follow from the apps (`suspects.ts`). */
  | "outlier-rater"
  /** Both apps are of one model. */
  | "one-model"
  /** It says nothing on the axes that are rated. */
  | "axis-not-answered"
  /** One of its models has no rating. */
  | "unrated-model";

export interface WeighedVote {
  readonly vote: Vote;
  /** 0..1: how much of a vote it is. */
  readonly weight: number;
  readonly reason: Reason | null;
}

export interface VoteRules {
  /** What a vote of somebody who opened or used nothing counts. */
  readonly noInteractionWeight: number;
  readonly leastDwellMs: number;
  /** Votes of one rater, and of one origin, on one day (UTC). Votes that do not tell their time have none. */
  readonly dailyCap: number;
  /** The cap of the arena that a vote is of, where it has one of its own; null: all have `dailyCap`. */
  readonly capOf: ((vote: Vote) => number | null) | null;
  /** Attention pairs that are missed by chance: a rater with so many, and half of them missed, does not look. */
  readonly leastAttention: number;
}

export const DEFAULT_RULES: VoteRules = {
  noInteractionWeight: 0,
  leastDwellMs: 3_000,
  dailyCap: 100,
  capOf: null,
  leastAttention: 3,
};

/** What each vote of people counts, in the order of the votes, but for what their raters' other votes say of them. */
export function weighVotes(votes: readonly Vote[], rules: VoteRules = DEFAULT_RULES): WeighedVote[] {
  const named = toNamePattern(votes);
  const inattentive = findInattentive(votes, rules);
  const today = new Map<string, number>();
  const seen = new Set<string>();
  return votes.map((vote): WeighedVote => {
    const { rater, a, b, note } = vote;
    const drop = (reason: Reason): WeighedVote => ({ vote, weight: 0, reason });
    if (rater.kind === "model") return drop("model-rater");
    const cap = rules.capOf?.(vote) ?? rules.dailyCap;
    const isOver = countToday(today, vote) > cap;
    if (vote.expected !== null) return drop("attention-pair");
    if (isOver) return drop("over-daily-cap");
    if (a.model === b.model) return drop("one-model");
    const pair = [a, b].map((one) => one.workspace ?? `${one.run} ${one.trial}`).toSorted();
    const isKnown = a.trial !== null || a.workspace !== null;
    const battle = `${rater.id} ${pair.join(" ")}`;
    if (isKnown && seen.has(battle)) return drop("repeated");
    seen.add(battle);
    if (note !== null && named?.test(note) === true) return drop("identity-in-note");
    if (inattentive.has(rater.id)) return drop("inattentive-rater");
    if (vote.dwellMs !== null && vote.dwellMs < rules.leastDwellMs) return drop("too-quick");
    if (!hasLooked(vote)) return { vote, weight: rules.noInteractionWeight, reason: "no-interaction" };
    return { vote, weight: 1, reason: null };
  });
}

/** Which vote of the day this one is, of its rater or of its origin, whichever has voted more often. */
function countToday(counts: Map<string, number>, { at, rater }: Vote): number {
  if (at === NO_TIME) return 0;
  const day = at.slice(0, 10);
  const keys = [`rater ${rater.id}`, ...(rater.origin === null ? [] : [`origin ${rater.origin}`])];
  for (const key of keys) counts.set(`${key} ${day}`, (counts.get(`${key} ${day}`) ?? 0) + 1);
  return Math.max(...keys.map((key) => counts.get(`${key} ${day}`)!));
}

/** Both apps were opened, and one of them was used. A vote that tells neither is taken at its word. */
function hasLooked({ opened, used }: Vote): boolean {
  if (opened !== null && !(opened.a && opened.b)) return false;
  return used === null || used.a + used.b > 0;
}

/** Raters who missed at least half of several attention pairs: a coin would do as well. To see no difference is half a miss: mutants can be subtle. */
function findInattentive(votes: readonly Vote[], { leastAttention }: VoteRules): Set<string> {
  const asked = Map.groupBy(
    votes.filter(({ expected }) => expected !== null),
    ({ rater }) => rater.id,
  );
  return new Set(
    [...asked]
      .filter(([, pairs]) => {
        const missed = pairs.reduce(
          (sum, { expected, choices }) => sum + missOf(choices.overall, expected),
          0,
        );
        return pairs.length >= leastAttention && missed * 2 >= pairs.length;
      })
      .map(([rater]) => rater),
  );
}

const missOf = (choice: Choice, expected: Vote["expected"]): number =>
  choice === expected ? 0 : choice === "a" || choice === "b" ? 1 : 0.5;

/** Finds the models of all votes as words of their own: beside a sign of another script, a Latin word ends. Null where no name tells a model. */
function toNamePattern(votes: readonly Vote[]): RegExp | null {
  const contestants = votes.flatMap(({ a, b, expected }) => (expected === null ? [a, b] : []));
  const known = new Map(contestants.map((one) => [JSON.stringify([one.model, one.organisation]), one]));
  const names = [...new Set([...known.values()].flatMap(namesOf))];
  if (names.length === 0) return null;
  const words = names.toSorted((x, y) => y.length - x.length).map(escape);
  return new RegExp(`(?<!${LATIN})(?:${words.join("|")})(?!${LATIN})`, "iu");
}

const escape = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const LATIN = String.raw`[\p{Script=Latin}\p{N}]`;

/** `anthropic/claude-opus-5` is told by itself, by `claude-opus-5` and by its makers, `anthropic` and `claude`; not by `opus`. */
function namesOf({ model, organisation }: Contestant): string[] {
  const parts = model.toLowerCase().split(/[^a-z]+/);
  return [
    ...tellingNames(model),
    ...tellingNames(organisation ?? ""),
    ...parts.filter((part) => MAKERS.includes(part)),
  ];
}
