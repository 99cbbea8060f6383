import { describe, expect, it } from "vitest";
import { fromPublicVote, toPublicVote } from "../../src/arena/public-votes.ts";
import { NO_TIME, type Vote } from "../../src/core/vote.ts";
import { rate } from "./rate-plainly.ts";
import { crowd, simulateVotes } from "./simulate.ts";

const votes = simulateVotes({ "alpha/one": 0.9, "beta/two": 0, "gamma/three": -0.9 }, crowd(10, 40), 1);
const carry = (vote: Vote): Vote | string =>
  fromPublicVote(JSON.parse(JSON.stringify(toPublicVote(vote))), "file:1");

describe("votes under public column names", () => {
  it("come back as they were, but for where their raters voted from", () => {
    const [vote] = votes as [Vote];
    const strange: Vote = {
      ...vote,
      a: { ...vote.a, organisation: null, run: null, trial: null, workspace: null, bytes: null },
      at: NO_TIME,
      left: null,
      note: "both look alike",
      choices: { overall: "both_bad", function: "a", usability: "tie", fidelity: "b" },
      dwellMs: null,
      opened: null,
      used: null,
    };
    for (const one of [...votes, strange])
      expect(carry(one)).toEqual({ ...one, rater: { ...one.rater, origin: null } });
    expect(toPublicVote(strange)["timestamp"]).toBeNull();
    expect(JSON.stringify(toPublicVote(vote))).not.toContain("home of");
  });

  it("of a model stay a model's, and are not mixed with people's", () => {
    const judged = votes.map((vote): Vote => ({
      ...vote,
      rater: { ...vote.rater, kind: "model", organisation: "beta", origin: null },
    }));
    const back = judged.map(carry) as Vote[];
    expect(back).toEqual(judged);
    const table = rate(back);
    expect(table.votes).toEqual({ read: 400, counted: 0, byReason: { "model-rater": 400 } });
    expect(fromPublicVote({ ...toPublicVote(votes[0]!), rater_kind: "crowd" }, "file:1")).toContain(
      "rater_kind",
    );
  });

  it("still tell that nothing was opened or used", () => {
    const idle: Vote = { ...votes[0]!, opened: { a: true, b: false }, used: { a: 0, b: 0 } };
    expect(toPublicVote(idle)).toMatchObject({ opened_a: true, opened_b: false, used_a: 0, used_b: 0 });
    expect(carry(idle)).toMatchObject({ opened: idle.opened, used: idle.used, dwellMs: 60_000 });
  });
});
