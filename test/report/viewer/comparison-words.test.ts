import { describe, expect, it } from "vitest";
import { compareSides } from "../../../src/analysis/compare.ts";
import { pairAcrossRuns, pairWithinRun } from "../../../src/analysis/pair-sides.ts";
import { describeVerdict as describeOnTerminal } from "../../../src/cli/verdict-text.ts";
import type { Comparison, Metric } from "../../../src/core/comparison.ts";
import {
  countVerdicts,
  findChoice,
  findPair,
  listChoices,
  sortPairs,
  toPairName,
  toSideNames,
} from "../../../src/report/viewer/pages/compare/choices.ts";
import { toMoveWords } from "../../../src/report/viewer/pages/compare/moves.ts";
import { describeVerdict, explainDoubt } from "../../../src/report/viewer/pages/compare/words.ts";
import type { RunIndex } from "../../../src/report/model/report-index.ts";
import { makeStanding, passing } from "../../analysis/make-contender.ts";
import { makeSummary } from "../../analysis/make-summary.ts";

function compare(passedA: number, passedB: number, tasks: number, headline: Metric = "passRate"): Comparison {
  const [a, b] = [passedA, passedB].map((passed, n) =>
    makeSummary(`run-${n}`, [makeStanding({ name: "loop a/one" }, passing(passed, tasks))]),
  );
  return compareSides({ sides: pairAcrossRuns(a!, b!, {}), headline, seed: 0, isForced: false });
}

const toTerminal = (text: string): string => text.replaceAll("−", "-").replace(/\.$/, "").toLowerCase();

describe("the verdict of a comparison", () => {
  it.each([
    { name: "better", a: 5, b: 35, tasks: 40, headline: "passRate" },
    { name: "worse", a: 35, b: 5, tasks: 40, headline: "passRate" },
    { name: "worse by score", a: 35, b: 5, tasks: 40, headline: "score" },
    { name: "no difference", a: 20, b: 21, tasks: 40, headline: "passRate" },
    { name: "too few tasks", a: 0, b: 2, tasks: 2, headline: "passRate" },
    { name: "one task", a: 0, b: 1, tasks: 1, headline: "passRate" },
    { name: "nothing", a: 0, b: 0, tasks: 0, headline: "passRate" },
  ] as const)("says the same as the command line: $name", ({ a, b, tasks, headline }) => {
    const [pair] = compare(a, b, tasks, headline).pairs;
    expect(toTerminal(describeVerdict(pair!, headline, { a: "A", b: "B" }))).toBe(
      describeOnTerminal(pair!, headline).toLowerCase(),
    );
  });

  it("calls runs by what they are", () => {
    const [pair] = compare(5, 35, 40).pairs;
    expect(describeVerdict(pair!, "passRate", toSideNames(pair!))).toMatch(
      /^This run passes 75\.0 points more tasks than run-0 \(95 % interval /,
    );
  });

  it("explains an interval that leaves out zero where the test does not", () => {
    const [pair] = compare(20, 21, 40).pairs;
    const interval = { lower: 0.01, upper: 0.3, level: 0.95, method: "t" };
    const close = {
      ...pair!.passRate,
      difference: { value: 0.2, interval },
      pValue: 0.06,
      adjustedPValue: 0.06,
    };
    expect(explainDoubt(pair!, "passRate")).toBeNull();
    expect(explainDoubt({ ...pair!, passRate: close }, "passRate")).toContain("p 0.060");
    expect(explainDoubt({ ...pair!, passRate: { ...close, adjustedPValue: 0.3 } }, "passRate")).toContain(
      "p is 0.300 after Holm",
    );
  });
});

describe("pairs of one run", () => {
  const summary = makeSummary(
    "run",
    [1, 20, 39].map((passed, n) => makeStanding({ name: `loop m/${n}` }, passing(passed, 40))),
  );
  const { pairs } = compareSides({
    sides: pairWithinRun(summary, {}),
    headline: "passRate",
    seed: 0,
    isForced: false,
  });

  it("are named by their configurations, the most certain first", () => {
    const [first] = sortPairs(pairs, "passRate");
    expect(toPairName(pairs[first!]!)).toBe("loop m/2 against loop m/0");
    expect(toSideNames(pairs[first!]!)).toStrictEqual({ a: "loop m/0", b: "loop m/2" });
    expect(new Set(sortPairs(pairs, "passRate"))).toStrictEqual(new Set([0, 1, 2]));
  });

  it("are counted by verdict", () => {
    expect(countVerdicts(pairs)).toBe("Of 3 configurations: 3 better.");
  });

  it("are found by the address, and are the most certain one where it asks for none that there is", () => {
    expect(findPair(pairs, "passRate", new URLSearchParams("pair=2"))).toBe(2);
    for (const query of ["", "pair=3", "pair=-1", "pair=x", "pair=1.5"])
      expect(findPair(pairs, "passRate", new URLSearchParams(query))).toBe(1);
  });

  it("say which side alone passed a task; it is fixed or broken only from run to run", () => {
    const [pair] = pairs;
    const { a, b } = pair!;
    expect(toMoveWords(pair!)).toStrictEqual({
      rose: `Only ${b.label} passed`,
      fell: `Only ${a.label} passed`,
    });
    expect(toMoveWords({ ...pair!, b: { ...b, runId: "later" } })).toStrictEqual({
      rose: "Fixed",
      fell: "Broken",
    });
  });
});

describe("what can be compared", () => {
  const runs = ["new", "old"].map((runId) => ({ runId, createdAt: "2026-01-02T03:04:05.000Z" }) as RunIndex);

  it("is every other run against the first, and the first with itself", () => {
    expect(listChoices(runs).map(({ a, b }) => [a, b])).toStrictEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(listChoices([])).toStrictEqual([]);
  });

  it("is what the address asks for, else the second run against the first", () => {
    const choices = listChoices(runs);
    expect(findChoice(choices, new URLSearchParams("a=0&b=0"))).toBe(choices[1]);
    expect(findChoice(choices, new URLSearchParams("a=7&b=0"))).toBe(choices[0]);
    expect(findChoice([], new URLSearchParams())).toBeNull();
  });
});
