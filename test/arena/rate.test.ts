import { describe, expect, it } from "vitest";
import { RatingTableSchema } from "../../src/core/rating-table.ts";
import type { Vote } from "../../src/core/vote.ts";
import type { RateOptions } from "../../src/arena/rate.ts";
import { rate, STRENGTHS } from "./rate-plainly.ts";
import { alwaysLeft, crowd, fanOf, simulateVotes, type Voter } from "./simulate.ts";

describe("a table of ratings", () => {
  const votes = simulateVotes(STRENGTHS, crowd(40, 60), 1);

  it("puts models in the order of their strengths, whatever order the votes come in", () => {
    const table = rate(votes, { bootstraps: 200 });
    expect(RatingTableSchema.parse(table)).toEqual(table);
    expect(table.rows.map(({ model }) => model)).toEqual(Object.keys(STRENGTHS));
    expect(table.votes).toMatchObject({ read: 2400, counted: 2400, byReason: {} });
    expect(table.suspects).toEqual([]);
    for (const row of table.rows) {
      expect(row.won + row.lost + row.neither).toBe(row.votes);
      expect(row.bestRank).toBeLessThanOrEqual(row.rank);
      expect(Math.abs(row.bootstrap!.lower - row.lower)).toBeLessThan(0.2 * (row.upper - row.lower));
    }
    const shuffled = votes.toSorted((x, y) => (x.id < y.id ? -1 : 1));
    expect(rate(shuffled).rows).toEqual(rate(votes).rows);
  });

  it("can be laid beside another one by an anchor, which must have a rating", () => {
    const table = rate(votes, { anchor: { model: "gamma/three", rating: 1541 } });
    expect(table.gauge).toEqual({ kind: "anchor", model: "gamma/three", rating: 1541 });
    expect(table.rows.find(({ model }) => model === "gamma/three")).toMatchObject({
      rating: 1541,
      variance: 0,
    });
    expect(() => rate(votes, { anchor: { model: "nobody", rating: 1 } })).toThrow("nobody has no rating");
  });

  it("says who cannot be rated, and why", () => {
    const [vote] = votes as [Vote];
    const winner = { ...vote.a, model: "omega/new", workspace: "w", trial: "t" };
    const more: Vote[] = [
      ...votes,
      { ...vote, id: "x", a: winner, choices: { ...vote.choices, overall: "a" } },
    ];
    expect(rate(more).unrated).toEqual([
      {
        model: "omega/new",
        why: "it never lost to one of the rated models: its strength has no upper bound",
        votes: 1,
      },
    ]);
    expect(rate(more).votes).toEqual({ read: 2401, counted: 2400, byReason: { "unrated-model": 1 } });
    expect(rate([])).toMatchObject({ rows: [], unrated: [], fragility: null });
  });

  it("has several axes share one strength", () => {
    const judged = votes.map((vote, index) => ({
      ...vote,
      choices: {
        ...vote.choices,
        function: vote.choices.overall,
        usability: index % 2 === 0 ? ("tie" as const) : null,
      },
    }));
    const both = rate(judged, { axes: { function: 2, usability: 1 } });
    expect(both.axes).toEqual([
      { axis: "function", weight: 2, votes: 2400 },
      { axis: "usability", weight: 1, votes: 1200 },
    ]);
    const [first] = both.rows;
    const alone = rate(judged).rows[0]!;
    expect(first!.rating).toBeGreaterThan(1000);
    expect(first!.rating).toBeLessThan(alone.rating);
    expect(rate(judged, { axes: { function: 1 } }).rows).toEqual(rate(judged).rows);
  });

  it("tells what the side and the length of an app add", () => {
    const sided = votes.map((vote, index): Vote => {
      const isPulled = index % 3 === 0;
      return {
        ...vote,
        a: { ...vote.a, bytes: 2000 },
        choices: { ...vote.choices, overall: isPulled ? vote.left! : vote.choices.overall },
      };
    });
    const table = rate(sided, { covariates: ["side", "length", "organisation"] });
    const [side, length, kin] = table.covariates;
    expect(side!.interval.lower).toBeGreaterThan(20);
    expect(length!.interval.lower).toBeLessThan(0);
    expect(kin!.points).toBeCloseTo(0, 6);
    expect(table.rows[0]!.model).toBe("alpha/one");
  });

  it("counts a pair that meets often as no more than fifty votes", () => {
    const often = simulateVotes({ "alpha/one": 0, "beta/two": 1 }, crowd(10, 100), 2);
    const leadOf = (options: Partial<RateOptions>): number => {
      const { rows } = rate([...votes, ...often], options);
      const of = (name: string): number => rows.find(({ model }) => model === name)!.rating;
      return of("beta/two") - of("alpha/one");
    };
    expect(leadOf({})).toBeGreaterThan(50);
    expect(leadOf({ reweighted: true })).toBeLessThan(leadOf({}) - 50);
  });

  it("tells how far raters of the same apps agree", () => {
    const pairs = votes.slice(0, 100).map((vote): Vote => ({
      ...vote,
      choices: { ...vote.choices, overall: vote.choices.overall === "b" ? "b" : "a" },
    }));
    const twice = pairs.map((vote): Vote => ({
      ...vote,
      id: `${vote.id} again`,
      a: vote.b,
      b: vote.a,
      rater: { ...vote.rater, id: "another" },
      choices: { ...vote.choices, overall: vote.choices.overall === "a" ? "b" : "a" },
    }));
    const { agreement } = rate([...pairs, ...twice]);
    expect(agreement).toMatchObject({ alpha: 1, units: 100 });
  });
});

describe("attackers", () => {
  const people = crowd(40, 60);
  const clean = rate(simulateVotes(STRENGTHS, people, 3));

  /** That no model moves by more than half the width of its interval. */
  function expectUnmoved(attackers: readonly Voter[]) {
    const attacked = rate([
      ...simulateVotes(STRENGTHS, people, 3),
      ...simulateVotes(STRENGTHS, attackers, 4).map((vote) => ({ ...vote, id: `attack ${vote.id}` })),
    ]);
    for (const row of clean.rows) {
      const now = attacked.rows.find(({ model }) => model === row.model)!;
      expect(Math.abs(now.rating - row.rating)).toBeLessThan((row.upper - row.lower) / 2);
    }
    return attacked;
  }

  it("who always take the left one move nothing, and are named", () => {
    const left = Array.from({ length: 10 }, (_, index) => ({
      id: `left-${index}`,
      votes: 60,
      taste: alwaysLeft,
    }));
    const { suspects, votes } = expectUnmoved(left);
    expect(suspects.filter(({ rater }) => rater.startsWith("left-"))).toHaveLength(10);
    expect(new Set(suspects.map(({ pattern }) => pattern))).toEqual(new Set(["always the left one"]));
    expect(votes.byReason["outlier-rater"]).toBe(600);
  });

  it("who only ever vote for one model move nothing, and are named", () => {
    const fans = Array.from({ length: 10 }, (_, index) => ({
      id: `fan-${index}`,
      votes: 80,
      taste: fanOf("eta/five"),
    }));
    const { suspects } = expectUnmoved(fans);
    expect(
      suspects.every(({ rater, pattern }) => rater.startsWith("fan-") && pattern === "always eta/five"),
    ).toBe(true);
    expect(suspects.length).toBeGreaterThanOrEqual(9);
  });

  it("who open nothing move nothing", () => {
    const bots = Array.from({ length: 20 }, (_, index) => ({
      id: `bot-${index}`,
      votes: 100,
      looks: false,
      taste: fanOf("eta/five"),
    }));
    const { votes } = expectUnmoved(bots);
    expect(votes.byReason["no-interaction"]).toBeGreaterThan(1000);
  });

  it("of whom one has thirty accounts vote no more than one may", () => {
    const accounts = Array.from({ length: 30 }, (_, index) => ({
      id: `sock-${index}`,
      votes: 20,
      origin: "one desk",
      taste: fanOf("delta/four"),
    }));
    const { votes } = expectUnmoved(accounts);
    expect(votes.byReason["over-daily-cap"]).toBeGreaterThanOrEqual(490);
  });

  it("are not honest raters", () => {
    expect(clean.suspects).toEqual([]);
    expect(rate(simulateVotes(STRENGTHS, crowd(300, 40), 9)).suspects).toEqual([]);
  });
});
