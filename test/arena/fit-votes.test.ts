import { describe, expect, it } from "vitest";
import type { Vote } from "../../src/core/vote.ts";
import { rate, STRENGTHS } from "./rate-plainly.ts";
import { crowd, simulateVotes } from "./simulate.ts";

const votes = simulateVotes(STRENGTHS, crowd(40, 60), 1);

describe("a fit of votes", () => {
  it("has ranges that allow for votes on the same two apps, which may depend on each other", () => {
    // Each battle is judged by eight raters, who all say the same.
    const eight = votes.slice(0, 300).flatMap((vote) =>
      Array.from({ length: 8 }, (_, index): Vote => ({
        ...vote,
        id: `${vote.id} ${index}`,
        rater: { ...vote.rater, id: `rater ${index} of ${vote.rater.id}`, origin: null },
      })),
    );
    const one = rate(votes.slice(0, 300), { clusters: "apps" });
    expect(one.ranges).toEqual({ method: "sandwich", by: "apps", clusters: 300 });
    const same = rate(eight, { clusters: "apps" });
    expect(same.ranges).toEqual({ method: "clustered-sandwich", by: "apps", clusters: 300 });
    const plain = rate(eight, { clusters: "vote" });
    expect(plain.ranges).toEqual({ method: "sandwich", by: "vote", clusters: 2400 });
    const widthOf = ({ rows }: typeof one): number => rows[0]!.upper - rows[0]!.lower;
    expect(widthOf(same) / widthOf(one)).toBeCloseTo(1, 1);
    expect(widthOf(plain) / widthOf(one)).toBeLessThan(0.5);
    expect(rate(eight.toReversed(), { clusters: "apps" }).rows).toEqual(same.rows);
    expect(same.rows[0]!.rating).toBeCloseTo(plain.rows[0]!.rating, 9);
  });

  it("takes votes on one task for dependent where there are more tasks than models, else those on the same two apps", () => {
    expect(rate(votes).ranges).toEqual({ method: "clustered-sandwich", by: "task", clusters: 20 });
    const two = votes.map((vote): Vote => ({ ...vote, task: Number(vote.id.slice(5)) % 2 ? "x" : "y" }));
    expect(rate(two).ranges.by).toBe("apps");
    expect(rate(votes.map((vote) => ({ ...vote, task: null }))).ranges.by).toBe("apps");
  });

  it("knows clusters by apps, else by task, as far as votes tell them", () => {
    const blank = (vote: Vote): Vote => ({
      ...vote,
      a: { ...vote.a, workspace: null },
      b: { ...vote.b, workspace: null },
    });
    expect(rate(votes.map(blank), { clusters: "apps" }).ranges).toEqual({
      method: "sandwich",
      by: "apps",
      clusters: 2400,
    });
    const half = votes.map((vote, index) => (index < 1200 ? vote : blank(vote)));
    expect(rate(half, { clusters: "apps" }).ranges).toEqual({
      method: "clustered-sandwich",
      by: "apps",
      clusters: 1220,
    });
    expect(rate(votes.map(blank), { clusters: "task" }).ranges).toEqual({
      method: "clustered-sandwich",
      by: "task",
      clusters: 20,
    });
    const two = votes.map((vote): Vote => ({ ...vote, task: Number(vote.id.slice(5)) % 2 ? "x" : "y" }));
    const few = rate(two, { clusters: "task" });
    expect(few.ranges).toEqual({ method: "sandwich", by: "task", clusters: 2 });
    expect(few.rows).toEqual(rate(two, { clusters: "vote" }).rows);
  });
});
