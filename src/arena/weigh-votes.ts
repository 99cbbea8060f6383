import type { Choice, Vote } from "../core/vote.ts";

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
  | "outlier-rater";

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
  /** Votes of one rater, and of one origin, on one day (UTC). */
  readonly dailyCap: number;
  /** Attention pairs that are missed by chance: a rater with so many, and half of them missed, does not look. */
  readonly leastAttention: number;
}

export const DEFAULT_RULES: VoteRules = {
  noInteractionWeight: 0,
  leastDwellMs: 3_000,
  dailyCap: 100,
  leastAttention: 3,
};

/** What each vote of people counts, in the order of the votes, but for what their raters' other votes say of them. */
export function weighVotes(votes: readonly Vote[], rules: VoteRules = DEFAULT_RULES): WeighedVote[] {
  const names = new Set(votes.flatMap(({ a, b }) => [a.model, b.model]).flatMap(toTellingNames));
  const inattentive = findInattentive(votes, rules);
  const today = new Map<string, number>();
  const seen = new Set<string>();
  return votes.map((vote): WeighedVote => {
    const { rater, a, b, note } = vote;
    const drop = (reason: Reason): WeighedVote => ({ vote, weight: 0, reason });
    if (rater.kind === "model") return drop("model-rater");
    const day = vote.at.slice(0, 10);
    const isOver = [`rater ${rater.id}`, ...(rater.origin === null ? [] : [`origin ${rater.origin}`])]
      .map((who) => count(today, `${who} ${day}`))
      .some((number) => number > rules.dailyCap);
    if (vote.expected !== null) return drop("attention-pair");
    if (isOver) return drop("over-daily-cap");
    const pair = [a, b].map((one) => one.workspace ?? `${one.run} ${one.trial}`).toSorted();
    const isKnown = a.trial !== null || a.workspace !== null;
    const battle = `${rater.id} ${pair.join(" ")}`;
    if (isKnown && seen.has(battle)) return drop("repeated");
    seen.add(battle);
    if (note !== null && namesOne(note, names)) return drop("identity-in-note");
    if (inattentive.has(rater.id)) return drop("inattentive-rater");
    if (vote.dwellMs !== null && vote.dwellMs < rules.leastDwellMs) return drop("too-quick");
    if (!hasLooked(vote)) return { vote, weight: rules.noInteractionWeight, reason: "no-interaction" };
    return { vote, weight: 1, reason: null };
  });
}

function count(counts: Map<string, number>, key: string): number {
  const number = (counts.get(key) ?? 0) + 1;
  counts.set(key, number);
  return number;
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

/** `qwen/qwen3-coder-plus` is told by `qwen` and by `qwen3-coder-plus`, and not by `plus`. */
const toTellingNames = (model: string): string[] =>
  model
    .toLowerCase()
    .split(/[/\s]+/)
    .filter((part) => part.length > 3);

function namesOne(note: string, names: ReadonlySet<string>): boolean {
  const text = note.toLowerCase();
  return [...names].some((name) => text.includes(name));
}
