import { type Choice, type Vote } from "../core/vote.ts";

/** A rater whose votes do not follow from the apps. */
export interface Suspect {
  readonly rater: string;
  /** How much better the other explanation fits than an honest rater: the most it came to. */
  readonly evidence: number;
  /** What explains the votes best. */
  readonly pattern: string;
  /** After how many of the rater's votes the bound was passed. */
  readonly votes: number;
}

export interface SuspectOptions {
  /** Chance that `a` is preferred, as ratings have it; null where one of the two has none. */
  readonly chanceOf: (vote: Vote) => number | null;
  /** Share of votes that prefer neither. */
  readonly tieShare: number;
  /** Chance to suspect any honest rater at all. */
  readonly alpha: number;
}

/** Of honest raters, too, so many vote by a taste of their own. */
const OWN_TASTE = 0.2;
/** How surely one who follows a pattern follows it. */
const FOLLOWS = 0.95;

/**
 * Raters who vote by a pattern: always one side, always one model, never it, or by chance. Each pattern bets against the honest rater with
 * each vote; the mean of what the bets come to is, for an honest rater, beyond 1/α at any time with probability α at most. α is shared by all raters.
 * Source: Ville's inequality; Ramdas, Grünwald, Vovk and Shafer, "Game-theoretic statistics and safe anytime-valid inference" (2023).
 */
export function findSuspects(
  votes: readonly Vote[],
  { chanceOf, tieShare, alpha }: SuspectOptions,
): Suspect[] {
  const raters = Map.groupBy(votes, ({ rater }) => rater.id);
  const bound = raters.size / alpha;
  return [...raters]
    .flatMap(([rater, own]) => {
      const honest = (vote: Vote): Chances | null => {
        const chance = chanceOf(vote);
        return chance === null ? null : toChances(chance * (1 - OWN_TASTE) + OWN_TASTE / 2, tieShare);
      };
      return judge(rater, { own, honest, tieShare, bound }) ?? [];
    })
    .toSorted((x, y) => y.evidence - x.evidence);
}

/** Of each choice. */
type Chances = Readonly<Record<Choice, number>>;

const toChances = (chance: number, tieShare: number): Chances => ({
  a: (1 - tieShare) * chance,
  b: (1 - tieShare) * (1 - chance),
  tie: tieShare / 2,
  both_bad: tieShare / 2,
});

type Pattern = (vote: Vote, honest: Chances) => Chances;

interface Case {
  readonly own: readonly Vote[];
  readonly honest: (vote: Vote) => Chances | null;
  readonly tieShare: number;
  readonly bound: number;
}

function judge(rater: string, { own, honest, tieShare, bound }: Case): Suspect | null {
  const patterns = listPatterns(own, tieShare);
  const logs = new Map([...patterns.keys()].map((name) => [name, 0]));
  const found: Suspect[] = [];
  for (const [index, vote] of own.toSorted((x, y) => (x.at < y.at ? -1 : 1)).entries()) {
    const expected = honest(vote);
    if (expected === null) continue;
    for (const [name, pattern] of patterns) {
      const { overall } = vote.choices;
      logs.set(name, logs.get(name)! + Math.log(pattern(vote, expected)[overall] / expected[overall]));
    }
    const best = [...logs].reduce((top, one) => (one[1] > top[1] ? one : top));
    const mean = [...logs.values()].reduce((sum, log) => sum + Math.exp(Math.min(log, 600)), 0) / logs.size;
    if (mean >= bound)
      found.push({ rater, evidence: mean, pattern: best[0], votes: found[0]?.votes ?? index + 1 });
  }
  return found.toSorted((x, y) => y.evidence - x.evidence)[0] ?? null;
}

function listPatterns(votes: readonly Vote[], tieShare: number): Map<string, Pattern> {
  const models = [...new Set(votes.flatMap(({ a, b }) => [a.model, b.model]))].toSorted();
  const prefers = (side: "a" | "b"): Chances => toChances(side === "a" ? FOLLOWS : 1 - FOLLOWS, tieShare);
  const by = (choose: (vote: Vote) => "a" | "b" | null): Pattern => {
    return (vote, honest) => {
      const side = choose(vote);
      return side === null ? honest : prefers(side);
    };
  };
  const other = { a: "b", b: "a" } as const;
  const sideOf = ({ a, b }: Vote, model: string): "a" | "b" | null =>
    a.model === model ? "a" : b.model === model ? "b" : null;
  return new Map<string, Pattern>([
    ["votes by chance", () => toChances(0.5, tieShare)],
    ["always the left one", by(({ left }) => left)],
    ["always the right one", by(({ left }) => (left === null ? null : other[left]))],
    ["says that neither is better", () => toChances(0.5, FOLLOWS)],
    ...models.flatMap((model): [string, Pattern][] => [
      [`always ${model}`, by((vote) => sideOf(vote, model))],
      [
        `never ${model}`,
        by((vote) => {
          const side = sideOf(vote, model);
          return side === null ? null : other[side];
        }),
      ],
    ]),
  ]);
}
