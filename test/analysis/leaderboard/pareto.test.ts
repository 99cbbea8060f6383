import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFront, type Offer } from "../../../src/analysis/leaderboard/pareto.ts";

const part = fc.oneof({ weight: 9, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.constant(null) });
const offers = fc.array(
  fc.record({ costUsd: part, score: part.map((score) => (score === null ? null : score / 8)) }),
  { maxLength: 25 },
);

/** The best score of each cost, cheapest first, as long as it gets better. */
function walkTheFront(all: readonly Offer[]): Set<string> {
  const known = all.filter(({ costUsd, score }) => costUsd !== null && score !== null);
  const costs = [...new Set(known.map(({ costUsd }) => costUsd!))].toSorted((a, b) => a - b);
  let best = -1;
  const front = new Set<string>();
  for (const cost of costs) {
    const score = Math.max(...known.filter(({ costUsd }) => costUsd === cost).map((offer) => offer.score!));
    if (score <= best) continue;
    best = score;
    front.add(`${cost} ${score}`);
  }
  return front;
}

describe("the Pareto front", () => {
  it("keeps what costs more only where it scores more", () => {
    const cheap = { costUsd: 0.1, score: 0.5 };
    const dear = { costUsd: 1, score: 0.9 };
    const worse = { costUsd: 0.5, score: 0.5 };
    expect(findFront([cheap, dear, worse])).toEqual([true, true, false]);
  });

  it("keeps both of two that are the same", () => {
    const one = { costUsd: 0.1, score: 0.5 };
    expect(findFront([one, { ...one }])).toEqual([true, true]);
  });

  it("neither has nor hears what has an unknown cost or score", () => {
    const known = { costUsd: 5, score: 0.1 };
    expect(findFront([known, { costUsd: null, score: 1 }, { costUsd: 0, score: null }])).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("is what a walk from the cheapest to the dearest finds", () => {
    fc.assert(
      fc.property(offers, (all) => {
        const front = walkTheFront(all);
        const found = all.filter((_, index) => findFront(all)[index]);
        expect(new Set(found.map(({ costUsd, score }) => `${costUsd} ${score}`))).toEqual(front);
      }),
    );
  });
});
