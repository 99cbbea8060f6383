import { describe, expect, it } from "vitest";
import { varianceComponents } from "../../src/stats/variance.ts";

const tasks = (scored: readonly number[], mean: readonly number[], variance: readonly (number | null)[]) =>
  scored.map((count, index) => ({
    task: `${index}`,
    scored: count,
    passed: 0,
    scoreMean: mean[index]!,
    scoreVariance: variance[index]!,
  }));

describe("the components of variance", () => {
  it("are R's of an unbalanced table", () => {
    // R's dataset "chickwts": weights of chicks by feed; anova(lm(weight ~ feed)) in reference/values.R.
    const { betweenTasks, withinTasks } = varianceComponents(
      tasks(
        [12, 10, 12, 11, 14, 12],
        [323.5833333333333, 160.2, 218.75, 276.90909090909093, 246.42857142857142, 328.9166666666667],
        [
          4151.719696969697, 1491.9555555555555, 2728.568181818182, 4212.090909090909, 2929.956043956044,
          2384.992424242424,
        ],
      ),
    );
    expect(Math.abs(betweenTasks! / 3659.860157264812 - 1)).toBeLessThan(1e-12);
    expect(Math.abs(withinTasks! / 3008.5541691641693 - 1)).toBeLessThan(1e-12);
  });

  it("are R's of a balanced table", () => {
    // R's dataset "PlantGrowth": yields of three groups of ten.
    const { betweenTasks, withinTasks } = varianceComponents(
      tasks(
        [10, 10, 10],
        [5.032, 4.661, 5.526],
        [0.3399955555555556, 0.6299211111111112, 0.1958711111111111],
      ),
    );
    expect(betweenTasks).toBeCloseTo(0.14945740740740748, 9);
    expect(withinTasks).toBeCloseTo(0.3885959259259264, 9);
  });

  it("are never negative, and unknown where one attempt a task cannot tell them apart", () => {
    expect(varianceComponents(tasks([2, 2], [0.5, 0.5], [0.5, 0.5]))).toEqual({
      betweenTasks: 0,
      withinTasks: 0.5,
    });
    expect(varianceComponents(tasks([1, 1], [0, 1], [null, null]))).toEqual({
      betweenTasks: null,
      withinTasks: null,
    });
    expect(varianceComponents(tasks([3], [0.5], [0.25]))).toEqual({ betweenTasks: null, withinTasks: 0.25 });
    expect(varianceComponents([])).toEqual({ betweenTasks: null, withinTasks: null });
  });

  it("come from the tasks with several attempts where others have one", () => {
    const { betweenTasks, withinTasks } = varianceComponents(
      tasks([2, 1, 1], [0.5, 1, 0], [0.02, null, null]),
    );
    expect(withinTasks).toBe(0.02);
    expect(betweenTasks).toBeGreaterThan(0);
  });
});
