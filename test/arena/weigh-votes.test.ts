import { describe, expect, it } from "vitest";
import { DEFAULT_RULES, type Reason, weighVotes } from "../../src/arena/weigh-votes.ts";
import { NO_TIME, type Vote } from "../../src/core/vote.ts";
import { crowd, simulateVotes } from "./simulate.ts";

const votes = simulateVotes({ "alpha/one": 0.9, "beta/two": 0 }, crowd(1, 150), 1);
const reasonsOf = (...args: Parameters<typeof weighVotes>): (Reason | null)[] =>
  weighVotes(...args).map(({ reason }) => reason);
const countOf = (reason: Reason, ...args: Parameters<typeof weighVotes>): number =>
  reasonsOf(...args).filter((one) => one === reason).length;

describe("a note that names a model", () => {
  /** The reason of one vote among others on the same models. */
  function reasonOf(note: string, models: readonly [string, string], extra: readonly Vote[] = []) {
    const [vote] = votes as [Vote];
    const [a, b] = models.map((model, place) => {
      const organisation = model.includes("/") ? model.slice(0, model.indexOf("/")) : null;
      return { ...(place === 0 ? vote.a : vote.b), model, organisation };
    });
    return reasonsOf([{ ...vote, a: a!, b: b!, note }, ...extra])[0];
  }

  it.each([
    "surely anthropic/claude-opus-5",
    "Claude-Opus-5 again",
    "typical CLAUDE",
    "by Anthropic?",
    "我觉得是claude写的",
    "کلاڈ یعنی claude۔",
  ])("is known: %s", (note) => {
    expect(reasonOf(note, ["anthropic/claude-opus-5", "beta/two"])).toBe("identity-in-note");
  });

  it.each([
    ["good layout, two columns", ["local/good", "beta/two"]],
    ["the text was best, 01 of 10", ["minimax/minimax-text-01", "beta/two"]],
    ["claudette and unclaude are no models", ["anthropic/claude-opus-5", "beta/two"]],
    ["x-rays of 19b-2 are sharp", ["acme/9b-2", "beta/two"]],
  ] as const)("is not seen in other words: %s", (note, models) => {
    expect(reasonOf(note, models)).toBeNull();
  });

  it("is not one that names what attention pairs show", () => {
    const [vote] = votes as [Vote];
    const attention: Vote = {
      ...vote,
      id: "attention",
      a: { ...vote.a, model: "the task's own solution" },
      b: { ...vote.b, model: "mutants/adds-expense.off-by-1" },
      expected: "a",
    };
    const note = "its own solution of the task's sums; adds-expense.off-by-1";
    expect(reasonOf(note, ["alpha/one", "beta/two"], [attention])).toBeNull();
  });
});

describe("a day's cap", () => {
  const onOneDay = votes.map((vote): Vote => ({ ...vote, at: "2026-01-01T12:00:00.000Z" }));

  it("counts the votes of a rater and of an origin", () => {
    expect(countOf("over-daily-cap", onOneDay)).toBe(50);
    const accounts = onOneDay.map((vote, index): Vote => ({
      ...vote,
      rater: { ...vote.rater, id: `account ${index}` },
    }));
    expect(countOf("over-daily-cap", accounts)).toBe(50);
  });

  it("leaves votes alone that do not tell their time", () => {
    const timeless = onOneDay.map((vote): Vote => ({ ...vote, at: NO_TIME }));
    expect(countOf("over-daily-cap", timeless)).toBe(0);
    expect(countOf("over-daily-cap", [...timeless, ...onOneDay])).toBe(50);
  });

  it("is that of the arena that a vote is of, where it has one", () => {
    const rules = { ...DEFAULT_RULES, capOf: ({ id }: Vote) => (id.endsWith("0") ? 120 : null) };
    // Of votes 101 to 120 those whose id ends in 0 count, and of the rest none.
    expect(countOf("over-daily-cap", onOneDay, rules)).toBe(48);
    expect(countOf("over-daily-cap", onOneDay, { ...DEFAULT_RULES, dailyCap: 120 })).toBe(30);
  });
});

it("tells votes on two apps of one model, which compare nothing", () => {
  expect(
    countOf(
      "one-model",
      votes.map((vote) => ({ ...vote, b: { ...vote.b, model: vote.a.model } })),
    ),
  ).toBe(150);
});
