import { describe, expect, it } from "vitest";
import { listMatches, matchId } from "../../../src/arena/site/match.ts";
import { makeEntrant, QUESTION } from "./entrants.ts";

const namesOf = (matches: ReturnType<typeof listMatches>): string[] =>
  matches.map(({ a, b }) => `${a.contestant.model} ${b.contestant.model}`);

describe("which apps may meet", () => {
  it("pairs different models that were asked the same", () => {
    const chinese = { ...QUESTION, language: "zh" };
    const matches = listMatches([
      makeEntrant("b"),
      makeEntrant("a"),
      makeEntrant("c", { question: chinese }),
      makeEntrant("a", { question: chinese }),
      makeEntrant("a", { question: { ...QUESTION, seed: 1 } }),
      makeEntrant("d", { question: { ...QUESTION, taskHash: "other" } }),
    ]);
    expect(namesOf(matches)).toEqual(["a b", "a c"]);
  });

  it("pairs no model with itself, and no two apps that do not start", () => {
    const dead = { source: { kind: "dead" } } as const;
    const matches = listMatches([
      makeEntrant("a"),
      makeEntrant("a", { contestant: { ...makeEntrant("a").contestant, workspace: "another" } }),
      makeEntrant("b", dead),
      makeEntrant("c", dead),
    ]);
    expect(namesOf(matches)).toEqual(["a b", "a c", "a b", "a c"]);
  });

  it("pairs no two apps of the same files", () => {
    const same = { contestant: { ...makeEntrant("a").contestant, model: "b" } };
    expect(listMatches([makeEntrant("a"), makeEntrant("b", same)])).toEqual([]);
  });

  it("names a pair the same whichever of the two comes first", () => {
    const [a, b] = [makeEntrant("a").contestant, makeEntrant("b").contestant];
    expect(matchId(QUESTION, a, b)).toBe(matchId(QUESTION, b, a));
    expect(matchId(QUESTION, a, b)).not.toBe(matchId({ ...QUESTION, taskHash: "other" }, a, b));
  });
});
