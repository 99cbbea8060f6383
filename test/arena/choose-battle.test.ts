import { describe, expect, it } from "vitest";
import { believe } from "../../src/arena/believe.ts";
import { type Candidate, chooseBattle, reversal, valueOf } from "../../src/arena/choose-battle.ts";
import type { Game } from "../../src/stats/ratings/games.ts";
import { createRandom } from "../../src/stats/random.ts";

const MODELS = 8;
const STRENGTHS = Array.from({ length: MODELS }, (_, model) => 0.45 * model);
const CANDIDATES: Candidate[] = [...Array(20).keys()].flatMap((task) =>
  [...Array(MODELS).keys()].flatMap((a) =>
    [...Array(MODELS).keys()]
      .filter((b) => b > a)
      .map((b) => ({ id: `${task} ${a} ${b}`, task: String(task), a, b })),
  ),
);

const nothing = { votesOfTask: new Map<string, number>(), taken: new Set<string>() };

/** Votes until the expected number of neighbours in the wrong order is below a half. */
function votesNeeded(isChosen: boolean, seed: number): number {
  const random = createRandom(seed);
  const games: Game[] = [];
  for (let votes = 1; votes <= 5_000; votes += 1) {
    const belief = believe(games, MODELS);
    if (uncertainty(belief) < 0.5) return votes;
    // A batch at a time: a belief does not change much with one vote.
    for (let of = 0; of < 10; of += 1) {
      const { a, b } = isChosen
        ? chooseBattle(CANDIDATES, { belief, ...nothing }, random)!
        : CANDIDATES[Math.floor(random() * CANDIDATES.length)]!;
      const p = 1 / (1 + Math.exp(STRENGTHS[b]! - STRENGTHS[a]!));
      games.push({ a, b, result: random() < 0.15 ? 0.5 : random() < p ? 1 : 0 });
    }
  }
  return Number.POSITIVE_INFINITY;
}

function uncertainty({ strengths, covariance }: ReturnType<typeof believe>): number {
  const order = [...strengths.keys()].toSorted((i, j) => strengths[i]! - strengths[j]!);
  return order.slice(1).reduce((sum, model, place) => {
    const before = order[place]!;
    const variance =
      covariance[model * MODELS + model]! +
      covariance[before * MODELS + before]! -
      2 * covariance[model * MODELS + before]!;
    return sum + reversal(strengths[model]! - strengths[before]!, variance);
  }, 0);
}

describe("choosing a battle", () => {
  it("needs at most 60 % of the votes that random pairs need for the same certainty of ranks", () => {
    const seeds = [...Array(12).keys()];
    const total = (isChosen: boolean): number =>
      seeds.reduce((sum, seed) => sum + votesNeeded(isChosen, seed), 0);
    const share = total(true) / total(false);
    expect(share).toBeLessThanOrEqual(0.6);
  });

  it("prefers models whose order is open to those whose vote is known before", () => {
    const games: Game[] = [
      ...Array.from({ length: 40 }, () => ({ a: 0, b: 1, result: 1 })),
      ...Array.from({ length: 20 }, (_, index) => ({ a: 1, b: 2, result: index % 2 })),
    ];
    const belief = believe(games, 3);
    expect(valueOf(belief, 1, 2)).toBeGreaterThan(10 * valueOf(belief, 0, 1));
  });

  it("never gives a rater the same one again, and ends when all were judged", () => {
    const few = CANDIDATES.slice(0, 3);
    const taken = new Set<string>();
    const belief = believe([], MODELS);
    const random = createRandom(1);
    for (let round = 0; round < 3; round += 1) {
      const { id } = chooseBattle(few, { belief, votesOfTask: new Map(), taken }, random)!;
      expect(taken).not.toContain(id);
      taken.add(id);
    }
    expect(chooseBattle(few, { belief, votesOfTask: new Map(), taken }, random)).toBeNull();
  });

  it("turns to tasks that few have seen", () => {
    const [first, second] = [CANDIDATES[0]!, { ...CANDIDATES[0]!, id: "other", task: "19" }];
    const state = {
      belief: believe([], MODELS),
      votesOfTask: new Map([[first.task, 50]]),
      taken: new Set<string>(),
    };
    const random = createRandom(2);
    for (let round = 0; round < 20; round += 1)
      expect(chooseBattle([first, second], state, random)!.id).toBe("other");
  });
});

it("knows the normal distribution's tail", () => {
  expect(reversal(0, 1)).toBeCloseTo(0.5, 6);
  expect(reversal(1.959964, 1)).toBeCloseTo(0.025, 6);
  expect(reversal(-2, 4)).toBeCloseTo(0.158655, 6);
  expect(reversal(1, 0)).toBe(0);
});
