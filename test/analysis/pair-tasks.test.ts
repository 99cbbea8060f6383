import { describe, expect, it } from "vitest";
import { pairTasks } from "../../src/analysis/pair-tasks.ts";
import { makeTally } from "./make-summary.ts";

describe("pairTasks", () => {
  it("takes the tasks that both have scores of, in the order of their names", () => {
    const a = [makeTally("todo", [1]), makeTally("board", [0]), makeTally("chat", [1])];
    const b = [makeTally("board", [1]), makeTally("todo", [1]), makeTally("map", [1])];
    const { pairs, onlyA, onlyB } = pairTasks(a, b);
    expect(pairs.map(({ task }) => task)).toEqual(["board", "todo"]);
    expect({ onlyA, onlyB }).toEqual({ onlyA: ["chat"], onlyB: ["map"] });
  });

  it("leaves out a task that an outage took from one side: an outage is no zero", () => {
    const { pairs, onlyA, onlyB } = pairTasks([makeTally("todo", [1])], [makeTally("todo", [null])]);
    expect({ pairs, onlyA, onlyB }).toEqual({ pairs: [], onlyA: ["todo"], onlyB: [] });
  });

  it("compares a language with the same language alone", () => {
    const a = [makeTally("todo", [1, 1], {}, "en"), makeTally("todo", [0, 0], {}, "ur")];
    const b = [makeTally("todo", [1, 1], {}, "en")];
    const { pairs, onlyA } = pairTasks(a, b);
    expect(pairs).toMatchObject([{ a: { passed: 2, scored: 2 }, b: { passed: 2, scored: 2 } }]);
    expect(onlyA).toEqual(["todo (ur)"]);
  });

  it("puts the languages of a task together: the task is the unit", () => {
    const side = [
      makeTally("todo", [1, 1, 1], { costUsd: 1 }, "en"),
      makeTally("todo", [0], { costUsd: 5 }, "ur"),
    ];
    const { pairs } = pairTasks(side, side);
    expect(pairs).toMatchObject([
      { task: "todo", a: { passed: 3, scored: 4, scoreMean: 0.75 }, expenseA: { costUsd: 2 } },
    ]);
  });

  it("knows no cost of a task where one price is unknown", () => {
    const { pairs } = pairTasks([makeTally("todo", [1], { costUsd: null })], [makeTally("todo", [1])]);
    expect(pairs).toMatchObject([{ expenseA: { costUsd: null }, expenseB: { costUsd: 0.12 } }]);
  });
});
