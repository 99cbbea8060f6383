import { describe, expect, it } from "vitest";
import { countSharedPairs } from "../../src/arena/shared-pairs.ts";
import type { Vote } from "../../src/core/vote.ts";
import { crowd, simulateVotes } from "./simulate.ts";

const STRENGTHS = { "alpha/one": 0.9, "beta/two": 0, "gamma/three": -0.9 };
const people = simulateVotes(STRENGTHS, crowd(1, 40), 1);

/** The same pairs, as a model would judge them: the other way round. */
const judged = (votes: readonly Vote[]): Vote[] =>
  votes.map((vote) => ({
    ...vote,
    id: `judge ${vote.id}`,
    a: vote.b,
    b: vote.a,
    rater: { id: "judge", origin: null, kind: "model", organisation: "beta" },
  }));

describe("pairs of apps that people and a judge have in common", () => {
  it("are counted once, whichever stood first, and however many voted on them", () => {
    expect(countSharedPairs(people, judged(people))).toBe(40);
    const twice = people.map((vote) => ({
      ...vote,
      id: `${vote.id} again`,
      rater: { ...vote.rater, id: "other" },
    }));
    expect(countSharedPairs([...people, ...twice], judged(people))).toBe(40);
  });

  it("are of votes that count: no attention pairs, no bots, and no model on people's side", () => {
    expect(countSharedPairs(judged(people), judged(people))).toBe(0);
    const idle = people.map((vote) => ({ ...vote, opened: { a: false, b: false } }));
    expect(countSharedPairs(idle, judged(people))).toBe(0);
    const asked = people.map((vote) => ({ ...vote, expected: "a" as const }));
    expect(countSharedPairs(asked, judged(people))).toBe(0);
  });

  it("need votes that tell their apps, by workspace or else by trial", () => {
    const blank = (vote: Vote): Vote => ({
      ...vote,
      a: { ...vote.a, workspace: null, trial: null },
      b: { ...vote.b, workspace: null, trial: null },
    });
    expect(countSharedPairs(people.map(blank), judged(people.map(blank)))).toBe(0);
    const byTrial = people.map((vote) => ({
      ...vote,
      a: { ...vote.a, workspace: null },
      b: { ...vote.b, workspace: null },
    }));
    expect(countSharedPairs(byTrial, judged(byTrial))).toBe(40);
  });
});
