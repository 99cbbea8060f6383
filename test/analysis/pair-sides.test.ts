import { describe, expect, it } from "vitest";
import { type PairedSides, pairAcrossRuns, pairWithinRun } from "../../src/analysis/pair-sides.ts";
import { makeConfiguration, makeGroup, makeSummary, makeTally } from "./make-summary.ts";

const makeRun = (runId: string, names: readonly string[]) =>
  makeSummary(
    runId,
    names.map((name) => makeGroup(makeConfiguration(name), [makeTally("todo", [1])])),
  );

const namesOf = ({ pairs }: PairedSides): string[] =>
  pairs.map(
    ({ a, b }) => `${a.label} ${a.group.configuration.name} / ${b.label} ${b.group.configuration.name}`,
  );

describe("two runs", () => {
  it("are paired by the names of their configurations, and the others are named", () => {
    const sides = pairAcrossRuns(
      makeRun("one", ["loop", "nop", "old"]),
      makeRun("two", ["new", "nop", "loop"]),
      {},
    );
    expect(namesOf(sides)).toEqual(["A loop / B loop", "A nop / B nop"]);
    expect(sides.left).toEqual({ a: ["old"], b: ["new"] });
  });

  it("of one configuration each are paired whatever their names", () => {
    expect(namesOf(pairAcrossRuns(makeRun("one", ["loop"]), makeRun("two", ["codex"]), {}))).toEqual([
      "A loop / B codex",
    ]);
  });

  it("without a common name need to be told which", () => {
    const runs = [makeRun("one", ["loop", "nop"]), makeRun("two", ["codex"])] as const;
    expect(() => pairAcrossRuns(...runs, {})).toThrow(/loop, nop/);
    expect(namesOf(pairAcrossRuns(...runs, { a: "nop" }))).toEqual(["A nop / B codex"]);
    expect(() => pairAcrossRuns(...runs, { b: "codex" })).toThrow(/loop, nop/);
  });

  it("are compared across names where both are named", () => {
    const runs = [makeRun("one", ["loop", "nop"]), makeRun("two", ["loop", "nop"])] as const;
    expect(namesOf(pairAcrossRuns(...runs, { a: "loop", b: "nop" }))).toEqual(["A loop / B nop"]);
    expect(namesOf(pairAcrossRuns(...runs, { b: "nop" }))).toEqual(["A nop / B nop"]);
  });

  it("cannot be asked for a configuration that they do not have", () => {
    const runs = [makeRun("one", ["loop"]), makeRun("two", ["nop"])] as const;
    expect(() => pairAcrossRuns(...runs, { a: "nop" })).toThrow(/of the run one "nop"/);
  });
});

describe("one run", () => {
  it("has every two of its configurations compared, each with a letter of its own", () => {
    expect(namesOf(pairWithinRun(makeRun("one", ["codex", "loop", "nop"]), {}))).toEqual([
      "A codex / B loop",
      "A codex / C nop",
      "B loop / C nop",
    ]);
  });

  it("is compared with one of them as A", () => {
    expect(namesOf(pairWithinRun(makeRun("one", ["codex", "loop", "nop"]), { a: "loop" }))).toEqual([
      "B loop / A codex",
      "B loop / C nop",
    ]);
    expect(namesOf(pairWithinRun(makeRun("one", ["codex", "loop"]), { a: "loop", b: "codex" }))).toEqual([
      "B loop / A codex",
    ]);
  });

  it("of a single configuration has nothing to compare", () => {
    expect(() => pairWithinRun(makeRun("one", ["loop"]), {})).toThrow(/no two configurations/);
    expect(() => pairWithinRun(makeRun("one", ["loop", "nop"]), { a: "nop", b: "nop" })).toThrow(
      /no two configurations/,
    );
  });

  it("has letters for any number of configurations", () => {
    const names = Array.from({ length: 28 }, (_, index) => `c${String(index).padStart(2, "0")}`);
    const { pairs } = pairWithinRun(makeRun("one", names), {});
    expect(pairs).toHaveLength((28 * 27) / 2);
    expect(pairs.at(-1)).toMatchObject({ a: { label: "AA" }, b: { label: "AB" } });
  });
});
