import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksAtTurn, scoreChecks } from "../../src/core/score.ts";

const check = (passed: boolean, weight = 1, required = true) => ({
  passed,
  score: Number(passed),
  weight,
  required,
});

describe("scoreChecks", () => {
  it("is the weighted mean", () => {
    expect(scoreChecks([check(true, 3), check(false, 1)]).score).toBe(0.75);
  });

  it("passes when every required check passed, whatever the others did", () => {
    expect(scoreChecks([check(true), check(false, 1, false)])).toEqual({ score: 0.5, passed: true });
    expect(scoreChecks([check(false), check(true, 9, false)]).passed).toBe(false);
  });

  it("asks for all where none is required, so that nothing passes for want of a demand", () => {
    expect(scoreChecks([check(true, 1, false), check(false, 1, false)]).passed).toBe(false);
  });

  it("scores an empty list 0 and does not pass it", () => {
    expect(scoreChecks([])).toEqual({ score: 0, passed: false });
  });

  it("stays in 0..1, and is 1 exactly when every check scored 1", () => {
    const anyCheck = fc.record({
      passed: fc.boolean(),
      weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
      required: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyCheck, { minLength: 1 }), (list) => {
        const { score } = scoreChecks(list.map((one) => ({ ...one, score: Number(one.passed) })));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-12);
        expect(score > 1 - 1e-12).toBe(list.every(({ passed }) => passed));
      }),
    );
  });
});

describe("checksAtTurn", () => {
  it("keeps the checks of earlier turns", () => {
    const checks = [{ turn: 1 }, { turn: 2 }, { turn: 3 }];
    expect(checksAtTurn(checks, 2)).toEqual([{ turn: 1 }, { turn: 2 }]);
  });
});
