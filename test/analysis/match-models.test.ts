import { describe, expect, it } from "vitest";
import { matchModels, type Named, toModelName } from "../../src/analysis/match-models.ts";

const named = (...names: readonly string[]): Named => ({ name: names[0]!, aliases: names.slice(1) });
const match = (a: readonly Named[], b: readonly Named[]) => {
  const { matches, doubts } = matchModels(a, b);
  return {
    matches: matches.map(({ a: x, b: y, isExact }) => [a[x]!.name, b[y]!.name, isExact]),
    doubts: doubts.map((doubt) => [
      doubt.a.map((place) => a[place]!.name),
      doubt.b.map((place) => b[place]!.name),
    ]),
  };
};

describe("matching models", () => {
  it("goes by the whole name, then by an alias, then by what stands behind the last slash", () => {
    const runs = [
      named("loop qwen/max [effort=high]", "loop qwen/max", "qwen/max"),
      named("loop openai/next", "openai/next"),
      named("loop google/ultra", "google/ultra"),
    ];
    expect(
      match(runs, [named("openai/next"), named("loop qwen/max"), named("openrouter/google/ultra")]),
    ).toEqual({
      matches: [
        ["loop qwen/max [effort=high]", "loop qwen/max", true],
        ["loop openai/next", "openai/next", true],
        ["loop google/ultra", "openrouter/google/ultra", false],
      ],
      doubts: [],
    });
  });

  it("leaves to a later stage nothing that an earlier one matched", () => {
    expect(match([named("openai/large"), named("azure/large")], [named("openai/large")])).toEqual({
      matches: [["openai/large", "openai/large", true]],
      doubts: [],
    });
  });

  it("tells what may be several, from whichever side", () => {
    const agents = [named("loop m/x", "m/x"), named("codex m/x", "m/x")];
    expect(match(agents, [named("m/x")])).toEqual({
      matches: [],
      doubts: [[["loop m/x", "codex m/x"], ["m/x"]]],
    });
    expect(match([named("z/mini")], [named("x/mini"), named("y/mini")]).doubts).toEqual([
      [["z/mini"], ["x/mini", "y/mini"]],
    ]);
  });

  it("holds what one agent built apart from what another did", () => {
    expect(match([named("loop m/x", "m/x")], [named("codex m/x"), named("codex other/x")])).toEqual({
      matches: [],
      doubts: [],
    });
    expect(match([named("loop m/x", "m/x")], [named("loop other/x")]).matches).toEqual([
      ["loop m/x", "loop other/x", false],
    ]);
  });

  it("finds the model in a configuration's name, and leaves other names alone", () => {
    expect(["loop qwen/max", "qwen/max", "Claude Opus 4", "a/b c"].map(toModelName)).toEqual([
      "qwen/max",
      "qwen/max",
      "Claude Opus 4",
      "a/b c",
    ]);
  });
});
