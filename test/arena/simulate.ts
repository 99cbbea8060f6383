import type { Choice, Contestant, Vote } from "../../src/core/vote.ts";
import { createRandom } from "../../src/stats/random.ts";

/** How a rater chooses: given the chance that `a` is better, and a random number. */
export type Taste = (vote: Vote, chance: number, random: () => number) => Choice;

export interface Voter {
  readonly id: string;
  readonly votes: number;
  readonly taste?: Taste;
  readonly origin?: string;
  /** Whether the apps are opened and used. */
  readonly looks?: boolean;
}

const TIES = 0.15;

export const honest: Taste = (_vote, chance, random) => {
  if (random() < TIES) return random() < 0.5 ? "tie" : "both_bad";
  return random() < chance ? "a" : "b";
};
export const alwaysLeft: Taste = ({ left }) => left ?? "tie";
export const fanOf =
  (model: string): Taste =>
  (vote, chance, random) =>
    vote.a.model === model ? "a" : vote.b.model === model ? "b" : honest(vote, chance, random);

const contestant = (model: string, task: number): Contestant => ({
  model,
  organisation: model.split("/")[0]!,
  run: "run",
  trial: `${model} ${task}`,
  workspace: `${model} ${task}`,
  bytes: 1000,
});

/** Votes on random pairs of models on many tasks. The same seed gives the same votes. */
export function simulateVotes(
  strengths: Readonly<Record<string, number>>,
  voters: readonly Voter[],
  seed: number,
): Vote[] {
  const random = createRandom(seed);
  const models = Object.keys(strengths);
  let number = 0;
  return voters.flatMap(({ id, votes, taste = honest, origin = `home of ${id}`, looks = true }) =>
    Array.from({ length: votes }, (_, index): Vote => {
      const first = Math.floor(random() * models.length);
      const second = (first + 1 + Math.floor(random() * (models.length - 1))) % models.length;
      const [x, y] = [models[first]!, models[second]!];
      number += 1;
      const blank: Vote = {
        schema: 1,
        id: `vote-${number}`,
        at: new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 50), 12, 0, index % 60)).toISOString(),
        suite: "starter",
        task: `task-${number % 20}`,
        taskHash: null,
        category: "game",
        language: "en",
        a: contestant(x, number),
        b: contestant(y, number),
        left: random() < 0.5 ? "a" : "b",
        choices: { overall: "tie", function: null, usability: null, fidelity: null },
        note: null,
        rater: { id, origin, kind: "person", organisation: null },
        dwellMs: 60_000,
        opened: { a: looks, b: looks },
        used: looks ? { a: 5, b: 4 } : { a: 0, b: 0 },
        expected: null,
      };
      const chance = 1 / (1 + Math.exp(strengths[y]! - strengths[x]!));
      return { ...blank, choices: { ...blank.choices, overall: taste(blank, chance, random) } };
    }),
  );
}

export const crowd = (raters: number, votes: number): Voter[] =>
  Array.from({ length: raters }, (_, index) => ({ id: `rater-${index}`, votes }));
