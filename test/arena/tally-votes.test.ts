import { describe, expect, it } from "vitest";
import { DEFAULT_RULES } from "../../src/arena/weigh-votes.ts";
import type { Vote } from "../../src/core/vote.ts";
import { rate, STRENGTHS } from "./rate-plainly.ts";
import { crowd, simulateVotes } from "./simulate.ts";

const votes = simulateVotes(STRENGTHS, crowd(40, 60), 1);

describe("a tally of votes", () => {
  it("counts what was won and lost on the axes that are rated", () => {
    const judged = votes.map((vote): Vote => {
      const { overall } = vote.choices;
      const reverse = overall === "a" ? "b" : overall === "b" ? "a" : overall;
      return { ...vote, choices: { ...vote.choices, function: reverse, usability: "a" } };
    });
    const [overall, reverse] = [rate(judged), rate(judged, { axes: { function: 1 } })];
    for (const { model, won, lost, neither } of overall.rows)
      expect(reverse.rows.find((row) => row.model === model)).toMatchObject({
        won: lost,
        lost: won,
        neither,
      });
    // Half of each axis: neither, where they disagree.
    const both = rate(judged, { axes: { overall: 1, function: 1 } });
    for (const { neither, votes: all } of both.rows) expect(neither).toBe(all);
    // Eleven parts of twenty are more than half.
    const most = rate(judged, { axes: { overall: 11, function: 9 } });
    for (const { model, won, lost } of overall.rows)
      expect(most.rows.find((row) => row.model === model)).toMatchObject({ won, lost });
  });

  it("gives each vote that does not count in full one reason", () => {
    const [vote] = votes as [Vote];
    const strange = { ...vote.a, model: "omega/new", workspace: "w", trial: "t" };
    const silent = { ...vote.choices, function: null };
    const judged = votes.map((one, index): Vote => ({
      ...one,
      choices: { ...one.choices, function: index < 100 ? null : one.choices.overall },
    }));
    const more: Vote[] = [
      ...judged,
      { ...vote, id: "new", a: strange, choices: { ...vote.choices, function: "a" } },
      {
        ...vote,
        id: "both",
        a: { ...strange, workspace: "u" },
        choices: silent,
        opened: { a: false, b: false },
      },
      { ...vote, id: "one", a: vote.b, choices: { ...vote.choices, function: "a" } },
      { ...vote, id: "idle", a: { ...vote.a, workspace: "v" }, choices: silent, dwellMs: 1 },
    ];
    const rules = { ...DEFAULT_RULES, noInteractionWeight: 0.5 };
    const table = rate(more, { axes: { function: 1 }, rules });
    expect(table.votes).toEqual({
      read: 2404,
      counted: 2300,
      byReason: { "axis-not-answered": 101, "unrated-model": 1, "one-model": 1, "too-quick": 1 },
    });
    expect(table.unrated).toMatchObject([{ model: "omega/new", votes: 1 }]);
  });
});
