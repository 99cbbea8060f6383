import type { Sha256 } from "../../core/hash.ts";
import type { Contestant } from "../../core/vote.ts";
import { type Question, questionKey } from "../site/match.ts";
import type { Material } from "./evidence.ts";

/** An app of a finished run, as a judge may be asked about it. */
export interface JudgedApp {
  readonly question: Question;
  /** Its workspace is known. */
  readonly contestant: Contestant & { readonly workspace: string };
  readonly material: () => Promise<Material>;
}

/** Two apps of one question by different models. `a` is the one whose hash comes first, which says nothing of it. */
export interface AppPair {
  readonly a: JudgedApp;
  readonly b: JudgedApp;
}

/** What a pair is known by, whatever their order. */
export const pairKey = (one: string, other: string): string => [one, other].toSorted().join(" ");

/** Every two apps of one question that different models built, unless they are the same files. */
export function listPairs(apps: readonly JudgedApp[]): AppPair[] {
  const questions = Map.groupBy(apps, ({ question }) => questionKey(question));
  const pairs = [...questions.values()].flatMap((of) =>
    of.flatMap((one, place) =>
      of
        .slice(place + 1)
        .filter(({ contestant }) => isRival(one.contestant, contestant))
        .map((other) =>
          one.contestant.workspace < other.contestant.workspace ? { a: one, b: other } : { a: other, b: one },
        ),
    ),
  );
  return [...new Map(pairs.map((pair) => [keyOf(pair), pair])).values()];
}

const isRival = (one: JudgedApp["contestant"], other: JudgedApp["contestant"]): boolean =>
  one.model !== other.model && one.workspace !== other.workspace;

const keyOf = ({ a, b }: AppPair): string => pairKey(a.contestant.workspace, b.contestant.workspace);

/**
 * So many pairs: those that people judged come first, since they alone tell how far the judge can be trusted; then each question and each two
 * models in turn. Always the same ones.
 * @param judged pairs of people's votes, by `pairKey`
 */
export function choosePairs(
  pairs: readonly AppPair[],
  {
    most,
    judged,
    sha256,
  }: { readonly most: number; readonly judged: ReadonlySet<string>; readonly sha256: Sha256 },
): AppPair[] {
  const seen = new Map<string, number>();
  const turnOf = (name: string): number => {
    const turn = seen.get(name) ?? 0;
    seen.set(name, turn + 1);
    return turn;
  };
  return pairs
    .map((pair) => ({ pair, drawn: sha256(keyOf(pair)), isJudged: judged.has(keyOf(pair)) }))
    .toSorted((x, y) => Number(y.isJudged) - Number(x.isJudged) || (x.drawn < y.drawn ? -1 : 1))
    .map((one) => {
      const { a, b } = one.pair;
      const models = [a.contestant.model, b.contestant.model].toSorted().join("\n");
      return { ...one, turn: turnOf(questionKey(a.question)) + turnOf(models) };
    })
    .toSorted(
      (x, y) => Number(y.isJudged) - Number(x.isJudged) || x.turn - y.turn || (x.drawn < y.drawn ? -1 : 1),
    )
    .slice(0, most)
    .map(({ pair }) => pair);
}
