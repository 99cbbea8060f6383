import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectableDrop, judgeNights, type NightTally } from "../../src/stats/sequential-gate.ts";

const tally = (task: string, passed: number, scored: number): NightTally => ({
  task,
  scored,
  mean: passed / scored,
  variance: scored < 2 ? null : (passed * (scored - passed)) / (scored * (scored - 1)),
});

/** So many tasks, each of which passed so often. */
const suite = (tasks: number, passed: number, scored: number): NightTally[] =>
  Array.from({ length: tasks }, (_, task) => tally(`t${task}`, passed, scored));

const repeat = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

const BASELINE = suite(50, 9, 15);
const SAME = suite(50, 3, 5);
const LOW = suite(50, 2, 5);

const judge = (nights: readonly (readonly NightTally[])[], changes = {}) =>
  judgeNights({ baseline: BASELINE, nights, margin: 0, alpha: 0.05, ...changes });

describe("judgeNights", () => {
  it("fails for a drop, and says how large it is at least and since when", () => {
    const verdict = judge([LOW]);
    expect(verdict).toMatchObject({ verdict: "fail", sinceNight: 1, nights: 1, tasks: 50 });
    expect(verdict.difference).toBeCloseTo(-0.2, 12);
    expect(verdict.lower).toBeLessThan(-0.2);
    expect(verdict.upper).toBeLessThan(0);
  });

  it("cannot know with margin 0 whether an unchanged model became worse", () => {
    const verdict = judge(repeat(10, SAME));
    expect(verdict).toMatchObject({ verdict: "inconclusive", sinceNight: 1, nights: 10 });
    expect(verdict.difference).toBeCloseTo(0, 12);
    expect(verdict.lower).toBeLessThan(0);
    expect(verdict.upper).toBeGreaterThan(0);
  });

  it("passes an unchanged model once the margin is outside the interval", () => {
    expect(judge([SAME], { margin: 0.03 }).verdict).toBe("inconclusive");
    const verdict = judge(repeat(5, SAME), { margin: 0.1 });
    expect(verdict.verdict).toBe("pass");
    expect(verdict.lower).toBeGreaterThan(-0.1);
  });

  it("fails for a drop that begins late, by the window that begins with it", () => {
    const verdict = judge([...repeat(20, SAME), LOW, LOW]);
    expect(verdict).toMatchObject({ verdict: "fail", nights: 22 });
    expect(verdict.sinceNight).toBeGreaterThan(18);
  });

  it("lets no drop hide behind good nights: it does not pass where the last nights are below the margin", () => {
    const good = repeat(20, SAME);
    const bad = suite(50, 44, 100);
    expect(judge(good, { margin: 0.1 }).verdict).toBe("pass");
    const verdict = judge([...good, bad.map((task) => ({ ...task, scored: 2, variance: 0.49 }))], {
      margin: 0.1,
    });
    expect(verdict.verdict).toBe("inconclusive");
    expect(verdict.lower).toBeLessThan(-0.1);
    expect(verdict.upper).toBeGreaterThan(-0.1);
  });

  it("accepts a drop within the margin", () => {
    const [little, margin] = [suite(50, 11, 20), 0.2];
    expect(judge(repeat(3, little), { margin }).verdict).toBe("pass");
  });

  it.each([
    [1, 1],
    [1, 3],
    [5, 1],
    [50, 1],
    [50, 3],
  ])("raises no alarm for the first failure of all, in %i tasks x %i", (tasks, attempts) => {
    for (const depth of [1, 15, 100]) {
      const [first, ...others] = suite(tasks, attempts, attempts);
      const night = [tally(first!.task, attempts - 1, attempts), ...others];
      const verdict = judgeNights({
        baseline: suite(tasks, depth, depth),
        nights: [night],
        margin: 0,
        alpha: 0.05,
      });
      expect(verdict.verdict).toBe("inconclusive");
      expect(verdict.upper).toBeGreaterThanOrEqual(0);
    }
  });

  it("sees a collapse of a suite that never failed", () => {
    const perfect = suite(5, 15, 15);
    const verdict = judgeNights({ baseline: perfect, nights: [suite(5, 0, 1)], margin: 0, alpha: 0.05 });
    expect(verdict.verdict).toBe("fail");
  });

  it("gives a suite that never failed no interval of no width", () => {
    const verdict = judgeNights({
      baseline: suite(50, 15, 15),
      nights: [suite(50, 3, 3)],
      margin: 0,
      alpha: 0.05,
    });
    // The rule of three for 150 attempts, at the level of a first look.
    expect(verdict.lower).toBeLessThan(-3 / 150);
    expect(verdict.upper).toBeGreaterThan(0);
  });

  it("judges a single task of single attempts", () => {
    const one = (passed: number): NightTally[] => [tally("t0", passed, 1)];
    const baseline = [tally("t0", 15, 15)];
    const after = (nights: number) =>
      judgeNights({ baseline, nights: repeat(nights, one(0)), margin: 0, alpha: 0.05 });
    expect(after(1).verdict).toBe("inconclusive");
    expect(after(5).verdict).toBe("fail");
  });

  it("compares the tasks that both have: what one lacks says nothing of the other", () => {
    const foreign = [tally("elsewhere", 0, 5)];
    const part = SAME.slice(0, 30);
    expect(judge([[...SAME, ...foreign]])).toEqual(judge([SAME]));
    expect(judge([part])).toMatchObject({ tasks: 30, verdict: "inconclusive" });
    expect(judge([part, SAME, part]).tasks).toBe(50);
    expect(judge([[tally("t0", 3, 5)]]).tasks).toBe(1);
  });

  it("counts a night that lost everything, and judges those beside it", () => {
    expect(judge([LOW, [], foreignOnly(), LOW])).toMatchObject({ verdict: "fail", nights: 4 });
  });

  it("leaves out tasks of which nothing was scored", () => {
    const nothing = { task: "t0", scored: 0, mean: 0, variance: null };
    expect(judge([[nothing, ...SAME.slice(1)]]).tasks).toBe(49);
    expect(judge([SAME], { baseline: [nothing, ...BASELINE.slice(1)] }).tasks).toBe(49);
  });

  it("does not depend on the order of tasks", () => {
    const nights = [suite(50, 2, 3).map((one, index) => tally(one.task, index % 4, 3))];
    const one = judge(nights);
    const other = judge(
      nights.map((night) => night.toReversed()),
      { baseline: BASELINE.toReversed() },
    );
    expect(other.difference).toBeCloseTo(one.difference, 12);
    expect(other.lower).toBeCloseTo(one.lower, 6);
  });

  it("asks more of the evidence with a smaller alpha", () => {
    const width = (alpha: number): number => {
      const { lower, upper } = judge([SAME], { alpha });
      return upper - lower;
    };
    expect(width(0.001)).toBeGreaterThan(width(0.05));
  });

  it.each([
    ["no night", { nights: [] }],
    ["no baseline", { baseline: [] }],
    ["no common task", { nights: [SAME, foreignOnly()] }],
    ["a negative margin", { margin: -0.1 }],
    ["a margin of all", { margin: 1 }],
    ["alpha 0", { alpha: 0 }],
    ["alpha ½", { alpha: 0.5 }],
    ["a margin that is no number", { margin: Number.NaN }],
  ])("refuses %s", (_, changes) => {
    expect(() => judge([SAME], changes)).toThrow(RangeError);
  });

  it("gives numbers for whatever it is given, and an interval that agrees with the verdict", () => {
    const score = fc.integer({ min: 0, max: 4 }).map((quarter) => quarter / 4);
    const attempts = (least: number) => fc.array(score, { minLength: least, maxLength: 4 });
    const night = (least: number) => fc.array(attempts(least), { minLength: 3, maxLength: 3 });
    const input = fc.record({
      baseline: night(1),
      before: fc.array(night(0), { maxLength: 6 }),
      tonight: night(1),
      margin: fc.constantFrom(0, 0.03, 0.3),
      alpha: fc.constantFrom(0.05, 0.001),
    });
    fc.assert(
      fc.property(input, ({ baseline, before, tonight, margin, alpha }) => {
        const nights = [...before, tonight].map(toTallies);
        const verdict = judgeNights({ baseline: toTallies(baseline), nights, margin, alpha });
        const { difference, lower, upper, detectable } = verdict;
        const numbers = [difference, lower, upper, detectable.tonight, detectable.withinThreeNights];
        expect(numbers.every((value) => Number.isFinite(value) && Math.abs(value) <= 1)).toBe(true);
        expect(lower).toBeLessThanOrEqual(difference);
        expect(upper).toBeGreaterThanOrEqual(difference);
        expect(detectable.withinThreeNights).toBeLessThanOrEqual(detectable.tonight);
        const expected = upper < -margin ? "fail" : lower > -margin ? "pass" : "inconclusive";
        expect(verdict.verdict).toBe(expected);
        expect(verdict.sinceNight).toBeLessThanOrEqual(verdict.nights);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe("detectableDrop", () => {
  it("becomes smaller with tasks and attempts, and within three nights", () => {
    const drop = (tasks: number, attempts: number) =>
      detectableDrop({ baseline: suite(tasks, 9, 15), attempts, alpha: 0.05 });
    const few = drop(20, 1);
    expect(few.withinThreeNights).toBeLessThan(few.tonight);
    expect(drop(20, 3).tonight).toBeLessThan(few.tonight);
    expect(drop(80, 1).tonight).toBeCloseTo(few.tonight / 2, 1);
  });

  it("agrees with what a first night says", () => {
    const night = suite(50, 3, 3);
    const { detectable } = judgeNights({ baseline: BASELINE, nights: [night], margin: 0, alpha: 0.05 });
    const planned = detectableDrop({ baseline: BASELINE, attempts: 3, alpha: 0.05 });
    expect(detectable.tonight).toBeCloseTo(planned.tonight, 9);
    expect(detectable.withinThreeNights).toBeCloseTo(planned.withinThreeNights, 9);
  });

  it("is all there is where nothing can be seen", () => {
    const nothing = { tonight: 1, withinThreeNights: 1 };
    expect(detectableDrop({ baseline: [], attempts: 3, alpha: 0.05 })).toEqual(nothing);
    expect(detectableDrop({ baseline: suite(50, 0, 15), attempts: 3, alpha: 0.05 })).toEqual(nothing);
    expect(detectableDrop({ baseline: suite(1, 1, 1), attempts: 1, alpha: 0.05 })).toEqual(nothing);
  });
});

function foreignOnly(): NightTally[] {
  return [tally("elsewhere", 1, 1)];
}

function toTallies(tasks: readonly (readonly number[])[]): NightTally[] {
  return tasks.flatMap((scores, task) => {
    const scored = scores.length;
    if (scored === 0) return [];
    const mean = scores.reduce((sum, score) => sum + score, 0) / scored;
    const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
    return [{ task: `t${task}`, scored, mean, variance: scored < 2 ? null : squares / (scored - 1) }];
  });
}
